// The web host: the same program for a browser, for where there is no Electron, or no screen.
import { spawn } from 'node:child_process'
import { dataFolder } from './host/data-folder'
import { builtFolders } from './host/built-folders'
import { DataHeldError } from './host/data-lock'
import { Host } from './host/host'
import { onExit } from './host/on-exit'
import { openWebServer } from './host/web-server'

export type ServeOptions = {
  readonly port: number
  readonly openBrowser: boolean
  readonly say: (line: string) => void
}

/** Serves until a signal ends it. Rejects if the port is taken; a host that runs already is shown instead. */
export async function serveWeb({ port, openBrowser, say }: ServeOptions): Promise<void> {
  const { workers, pages } = builtFolders(import.meta.url)
  const data = dataFolder()
  try {
    const host = await Host.open({ data, workers, realPorts: process.env.MUTELINE_NO_REAL_PORTS !== '1' })
    const server = await openWebServer({ pages, port, memory: data.web, attach: (page) => host.attach(page) }).catch(
      async (error: unknown) => {
        await host.close()
        throw error
      },
    )
    host.announce(server.url)
    onExit(async () => {
      await server.close()
      await host.close()
    })
    say(`Muteline is at ${server.url}`)
    say('Leave this running while you play; Ctrl+C ends it.')
    if (openBrowser) open(server.url)
  } catch (error) {
    if (!(error instanceof DataHeldError) || error.url === null) throw error
    say(`Muteline is running already, at ${error.url}`)
    if (openBrowser) open(error.url)
  }
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
