// A host for one command: without windows, on a project of its own, ended in order whatever happens.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import { builtFolders } from '../host/built-folders'
import { dataFolder } from '../host/data-folder'
import { Host } from '../host/host'

export type CommandHost = {
  readonly host: Host
  /** Settles when the person or the system asks the command to end. */
  readonly interrupted: Promise<void>
}

/** `project`: a folder that stays; without it, one that is gone afterwards. */
export async function withHost<T>(project: string | null, use: (host: CommandHost) => Promise<T>): Promise<T> {
  const temporary = await mkdtemp(join(tmpdir(), 'muteline-'))
  const { workers } = builtFolders(import.meta.url)
  const data = dataFolder(temporary)
  const host = await Host.open({
    data,
    workers,
    project: project ?? join(temporary, 'project.muteline'),
    openPorts: false,
  })
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { resolve() }) // prettier-ignore
  })
  host.onNotice(({ level, text }) => {
    if (level !== 'info') process.stderr.write(`muteline: ${text}\n`)
  })
  try {
    return await use({ host, interrupted })
  } finally {
    await host.close()
    await rm(temporary, { recursive: true, force: true })
  }
}

/**
 * The port that a name means: its id; else a part that only one real port has; else the built-in virtual box. Throws
 * with what there is.
 */
export function portNamed(ports: readonly PortInfo[], name: string, kind: 'input' | 'output'): PortInfo {
  const real = ports.filter((port) => !port.virtual && port.id.toLowerCase().includes(name.toLowerCase()))
  const builtIn = ports.filter((port) => port.virtual && (port.name === name || name === 'virtual')).slice(0, 1)
  const exact = ports.filter((port) => port.id === name)
  const meant = [exact, real, builtIn].find((some) => some.length > 0) ?? []
  const [only] = meant
  if (only !== undefined && meant.length === 1) return only
  const list = (only === undefined ? ports : meant).map((port) => `"${port.id}"`).join(', ')
  throw new Error(
    only === undefined
      ? `There is no ${kind} "${name}". There are: ${list}.`
      : `Several ${kind}s are meant by "${name}": ${list}.`,
  )
}

/** Settles after so many seconds, or never; what ends sooner need not wait for it. */
export const seconds = (count: number | null): Promise<void> =>
  new Promise((resolve) => {
    if (count !== null) setTimeout(resolve, count * 1000).unref()
  })
