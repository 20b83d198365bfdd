import { beforeAll, describe, expect, it, vi } from 'vitest'

type Handler = (...args: never[]) => unknown
const seen = vi.hoisted(() => ({
  windows: [] as Record<string, unknown>[],
  loaded: [] as string[],
  handlers: new Map<string, Handler>(),
  privileges: [] as unknown[],
  sent: [] as unknown[],
  wires: [] as { send(message: unknown): void; onMessage(listener: (message: unknown) => void): void }[],
  closed: 0,
  power: [] as string[],
  quits: 0,
  sandboxed: false,
}))

vi.mock('electron', () => {
  const on =
    (scope: string) =>
    (event: string, handler: Handler): void => {
      seen.handlers.set(`${scope}:${event}`, handler)
    }
  class BrowserWindow {
    webContents = {
      send: (_: string, message: unknown) => seen.sent.push(message),
      isDestroyed: () => false,
      on: on('contents'),
      setWindowOpenHandler: (handler: Handler) => seen.handlers.set('window-open', handler),
    }
    constructor(options: Record<string, unknown>) {
      seen.windows.push(options)
    }
    removeMenu = vi.fn()
    once = on('window')
    show = vi.fn()
    loadURL = (url: string) => {
      seen.loaded.push(url)
      return Promise.resolve()
    }
  }
  const app = {
    enableSandbox: () => (seen.sandboxed = true),
    requestSingleInstanceLock: () => true,
    whenReady: () => Promise.resolve(),
    on: on('app'),
    quit: () => seen.quits++,
  }
  return {
    app,
    BrowserWindow,
    dialog: { showErrorBox: vi.fn() },
    ipcMain: { on: on('ipc') },
    net: { fetch: () => Promise.resolve(new Response('page', { headers: { 'Content-Type': 'text/html' } })) },
    powerMonitor: { on: on('power') },
    protocol: {
      registerSchemesAsPrivileged: (schemes: unknown[]) => seen.privileges.push(...schemes),
      handle: (_: string, handler: Handler) => seen.handlers.set('protocol', handler),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Handler) => seen.handlers.set('permission', handler),
        setPermissionCheckHandler: (handler: Handler) => seen.handlers.set('permission-check', handler),
      },
    },
    shell: { openExternal: vi.fn() },
  }
})
vi.mock('./host/host', () => ({
  Host: {
    open: () =>
      Promise.resolve({
        attach: (wire: (typeof seen.wires)[number]) => {
          seen.wires.push(wire)
          return () => undefined
        },
        engine: { call: () => Promise.resolve(null) },
        sleep: () => {
          seen.power.push('sleep')
          return Promise.resolve()
        },
        wake: () => {
          seen.power.push('wake')
          return Promise.resolve()
        },
        close: () => {
          seen.closed++
          return Promise.resolve()
        },
      }),
  },
}))

const handler = (name: string): ((...args: unknown[]) => unknown) =>
  seen.handlers.get(name) as (...args: unknown[]) => unknown

beforeAll(async () => {
  await import('./electron')
  await vi.waitFor(() => {
    expect(seen.loaded).toHaveLength(1)
  })
})

describe('the Electron shell', () => {
  it('opens one sandboxed, isolated window on its own scheme', () => {
    expect(seen.sandboxed).toBe(true)
    expect(seen.windows).toHaveLength(1)
    expect(seen.windows[0]?.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    })
    expect(seen.loaded).toEqual(['app://muteline/'])
    expect(seen.privileges).toMatchObject([{ scheme: 'app' }])
  })

  it('grants nothing but copying and hearing, and that to its own page only; opens no other window, goes nowhere else', async () => {
    const grant = vi.fn()
    const own = { getURL: () => 'app://muteline/' }
    for (const permission of ['midi', 'midiSysex', 'geolocation', 'openExternal'])
      handler('permission')(own, permission, grant, {})
    for (const mediaTypes of [['video'], ['audio', 'video']]) handler('permission')(own, 'media', grant, { mediaTypes })
    handler('permission')({ getURL: () => 'http://evil.example/' }, 'media', grant, { mediaTypes: ['audio'] })
    handler('permission')({ getURL: () => 'http://evil.example/' }, 'clipboard-sanitized-write', grant)
    expect(grant.mock.calls.every(([granted]) => granted === false)).toBe(true)
    handler('permission')(own, 'clipboard-sanitized-write', grant)
    expect(grant).toHaveBeenLastCalledWith(true)
    grant.mockClear()
    handler('permission')(own, 'media', grant, { mediaTypes: ['audio'] })
    await vi.waitFor(() => { expect(grant).toHaveBeenLastCalledWith(true) }) // prettier-ignore
    const check = (origin: string, mediaType: string): unknown =>
      handler('permission-check')(null, 'media', origin, { mediaType })
    expect([check('app://muteline', 'audio'), check('app://muteline', 'video')]).toEqual([true, false])
    expect(check('http://evil.example', 'audio')).toBe(false)
    expect(handler('window-open')({ url: 'http://evil.example/' })).toEqual({ action: 'deny' })
    const event = { preventDefault: vi.fn() }
    handler('contents:will-navigate')(event)
    expect(event.preventDefault).toHaveBeenCalled()
  })

  it('serves the built page with its policy, and nothing outside of it', async () => {
    const page = (await handler('protocol')(new Request('app://muteline/'))) as Response
    expect(page.headers.get('Content-Security-Policy')).toContain("require-trusted-types-for 'script'")
    const outside = (await handler('protocol')(new Request('app://muteline/..%2f..%2fmain/electron.js'))) as Response
    expect(outside.status).toBe(403)
    expect(((await handler('protocol')(new Request('app://other/'))) as Response).status).toBe(403)
  })

  it('hears its own page only', () => {
    const heard: unknown[] = []
    seen.wires[0]?.onMessage((message) => heard.push(message))
    handler('ipc:wire')({ senderFrame: { url: 'http://evil.example/' } }, 'evil')
    handler('ipc:wire')({ senderFrame: null }, 'nobody')
    handler('ipc:wire')({ senderFrame: { url: 'app://muteline/index.html' } }, 'page')
    expect(heard).toEqual(['page'])
    seen.wires[0]?.send('answer')
    expect(seen.sent).toEqual(['answer'])
  })

  it('ends what sounds before the computer sleeps, and opens the ports anew when it wakes', () => {
    handler('power:suspend')()
    handler('power:resume')()
    expect(seen.power).toEqual(['sleep', 'wake'])
  })

  it('quits only when everything is written and silent', async () => {
    const event = { preventDefault: vi.fn() }
    handler('app:before-quit')(event)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    await vi.waitFor(() => {
      expect(seen.quits).toBe(1)
    })
    expect(seen.closed).toBe(1)
    const again = { preventDefault: vi.fn() }
    handler('app:before-quit')(again)
    expect(again.preventDefault).not.toHaveBeenCalled()
  })
})
