// A host for one command: without windows, on a project of its own, ended in order whatever happens.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from '../../src-common/domain/model/project'
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import { DEMO_PERFORMANCE } from '../../src-common/virtual/demo-performance'
import { builtFolders } from '../host/built-folders'
import { dataFolder } from '../host/data-folder'
import { Host } from '../host/host'

export type CommandHost = {
  readonly host: Host
  /** Settles when the person or the system asks the command to end. */
  readonly interrupted: Promise<void>
}

/**
 * `project`: a folder that stays; without it, one that begins with `seed` and is gone afterwards. Journals lie in the
 * data folder until the command has succeeded: what could not be kept as a take is still there.
 */
export async function withHost<T>(
  { project, seed }: { readonly project?: string; readonly seed?: Project },
  use: (host: CommandHost) => Promise<T>,
): Promise<T> {
  const commands = join(dataFolder().root, 'commands')
  await mkdir(commands, { recursive: true })
  const root = await mkdtemp(join(commands, 'run-'))
  const folder = project ?? join(root, 'project.muteline')
  if (seed !== undefined) {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'project.json'), JSON.stringify(seed))
  }
  const { workers } = builtFolders(import.meta.url)
  const host = await Host.open({ data: dataFolder(root), workers, project: folder, openPorts: false })
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { resolve() }) // prettier-ignore
  })
  host.onNotice(({ level, text }) => {
    if (level === 'error') process.stderr.write(`muteline: ${text}\n`)
  })
  try {
    const result = await use({ host, interrupted })
    await host.close()
    await rm(root, { recursive: true, force: true })
    return result
  } catch (error) {
    await host.close()
    if (!(await holdsJournals(root))) await rm(root, { recursive: true, force: true })
    throw error
  }
}

const holdsJournals = async (root: string): Promise<boolean> =>
  (await readdir(join(root, 'journals')).catch(() => [])).length > 0

/** The built-in virtual box has nobody to press its keys here: so it performs its demo by itself. */
export async function playBuiltIn(host: Host, port: PortInfo): Promise<void> {
  if (!port.virtual) return
  await host.handlers.perform({ script: DEMO_PERFORMANCE })
  await host.handlers.boxKey({ type: 'play' })
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
