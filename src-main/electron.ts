// Entry: the Electron app. One window, sandboxed and isolated; its page comes from `app://` and may load nothing else.
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  net,
  powerMonitor,
  protocol,
  session,
  shell,
  systemPreferences,
  type WebContents,
} from 'electron'
import { join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Dispose, Wire } from '../src-common/rpc/wire'
import { dataFolder } from './host/data-folder'
import { builtFolders } from './host/built-folders'
import { Host } from './host/host'
import { contentSecurityPolicy, PAGE_HEADERS } from './host/page-policy'

const ORIGIN = 'app://muteline'
const { workers, pages, preload } = builtFolders(import.meta.url)

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.enableSandbox()

if (app.requestSingleInstanceLock()) run().catch(giveUp)
else app.quit()

function giveUp(error: unknown): void {
  dialog.showErrorBox('Muteline could not start', error instanceof Error ? error.message : String(error))
  app.quit()
}

async function run(): Promise<void> {
  await app.whenReady()
  protocol.handle('app', servePage)
  session.defaultSession.setPermissionRequestHandler((contents, permission, decide, details) => {
    const kinds = permission === 'media' && 'mediaTypes' in details ? details.mediaTypes : []
    if (!isWanted(permission, kinds) || !contents.getURL().startsWith(`${ORIGIN}/`)) decide(false)
    else if (permission === 'media') void mayHear().then(decide)
    else decide(true)
  })
  session.defaultSession.setPermissionCheckHandler(
    (_, permission, origin, { mediaType = '' }) => isWanted(permission, [mediaType]) && origin.startsWith(ORIGIN),
  )
  const host = await Host.open({ data: dataFolder(), workers })
  const window = openWindow(host)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  powerMonitor.on('suspend', () => {
    void host.sleep()
  })
  powerMonitor.on('resume', () => {
    void host.wake()
  })
  quitInOrder(host)
}

/** The monitor's messages can be copied, and stems are recorded from an audio input; the page needs nothing else. */
const isWanted = (permission: string, kinds: readonly string[]): boolean =>
  permission === 'clipboard-sanitized-write' || (permission === 'media' && !kinds.includes('video'))

/** macOS asks for each program once. */
const mayHear = (): Promise<boolean> =>
  process.platform === 'darwin' ? systemPreferences.askForMediaAccess('microphone') : Promise.resolve(true)

/** Files of the built page and nothing else, with the page's policy. */
async function servePage(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const path = normalize(join(pages, url.pathname === '/' ? 'index.html' : decodeURIComponent(url.pathname)))
  if (url.origin !== ORIGIN && url.host !== 'muteline') return new Response(null, { status: 403 })
  if (!path.startsWith(pages)) return new Response(null, { status: 403 })
  const file = await net.fetch(pathToFileURL(path).href).catch(() => null)
  if (file === null) return new Response(null, { status: 404 })
  const headers = new Headers({ ...PAGE_HEADERS, 'Content-Security-Policy': contentSecurityPolicy("'self'") })
  headers.set('Content-Type', file.headers.get('Content-Type') ?? 'application/octet-stream')
  return new Response(file.body, { headers })
}

function openWindow(host: Host): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: '#0f1012',
    title: 'Muteline',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
  })
  window.removeMenu()
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event) => {
    event.preventDefault()
  })
  const dispose = attachPage(host, window.webContents)
  window.once('ready-to-show', () => {
    window.show()
  })
  window.once('closed', dispose)
  void window.loadURL(`${ORIGIN}/`)
  return window
}

/** Only the page that we loaded ourselves is heard. */
function attachPage(host: Host, contents: WebContents): Dispose {
  const listeners = new Set<(message: unknown) => void>()
  const wire: Wire = {
    send: (message) => {
      if (!contents.isDestroyed()) contents.send('wire', message)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  ipcMain.on('wire', (event, message: unknown) => {
    if (event.senderFrame?.url.startsWith(`${ORIGIN}/`) !== true) return
    for (const listener of listeners) listener(message)
  })
  return host.attach(wire)
}

/** Quits once everything is written and nothing sounds any more. */
function quitInOrder(host: Host): void {
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void host.close().finally(() => {
      closed = true
      app.quit()
    })
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
}
