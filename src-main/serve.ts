// The web host: the same program for a browser, for where there is no Electron, or no screen.
import { spawn } from 'node:child_process'
import { dataFolder } from './host/data-folder'
import { builtFolders } from './host/built-folders'
import { Host } from './host/host'
import { onExit } from './host/on-exit'
import { openWebServer } from './host/web-server'

export type ServeOptions = {
  readonly port: number
  readonly openBrowser: boolean
  readonly say: (line: string) => void
}

/** Serves until a signal ends it. Rejects if the port is taken. */
export async function serveWeb({ port, openBrowser, say }: ServeOptions): Promise<void> {
  const { workers, pages } = builtFolders(import.meta.url)
  const host = await Host.open({
    data: dataFolder(),
    workers,
    realPorts: process.env.MUTELINE_NO_REAL_PORTS !== '1',
  })
  const server = await openWebServer({ pages, port, attach: (page) => host.attach(page) })
  onExit(async () => {
    await server.close()
    await host.close()
  })
  say(`Muteline is at ${server.url}`)
  say('Leave this running while you play; Ctrl+C ends it.')
  if (openBrowser) open(server.url)
}

/** Tries the system's way to open a page; where there is none, the printed address serves. */
function open(url: string): void {
  const [command, args] =
    process.platform === 'darwin'
      ? (['open', [url]] as const)
      : process.platform === 'win32'
        ? (['cmd', ['/c', 'start', '', url]] as const)
        : (['xdg-open', [url]] as const)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
