/// <reference lib="dom" />
// One fixture, all hosts: the web host, the page's Electron path over a faked bridge, and Electron where it can be had.
import { _electron, chromium, expect, test as base, type Browser, type Page } from 'playwright/test'
import type { HostContract } from '../src-common/rpc/host-contract'
import { connect, type Client } from '../src-common/rpc/rpc'
import type { Wire } from '../src-common/rpc/wire'
import { connectTo, freshHome, startHost } from './host-process'

export type Muteline = {
  readonly page: Page
  /** A line to the host: of its own, or the page's bridge, shared with the page. */
  readonly client: Client<HostContract>
  /** What went wrong on the page: errors, refused content. */
  readonly faults: readonly string[]
}

/** What a project of `playwright.config.ts` runs against. */
export type HostKind = { readonly host: 'web' | 'bridge' } | { readonly host: 'electron'; readonly binary: string }

const asRoot = process.getuid?.() === 0

export async function openBrowser(further: readonly string[] = []): Promise<Browser> {
  const usual = ['--disable-background-networking', '--disable-component-update']
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...(asRoot ? ['--no-sandbox'] : []), ...usual, ...further],
  })
}

function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
}

/** Opens the page as Electron does: over a bridge, and without the token. */
export async function gotoByBridge(page: Page, url: string): Promise<void> {
  const { hash, origin, host } = new URL(url)
  await page.addInitScript(bridge, `ws://${host}/wire?token=${hash.slice(1)}`)
  await page.goto(`${origin}/`)
}

/** Puts a bridge like the preload's before the page's own code; behind it is the web host's wire. */
function bridge(address: string): void {
  const listeners = new Set<(message: unknown) => void>()
  const socket = new WebSocket(address)
  const waiting: string[] = []
  socket.onopen = () => {
    for (const text of waiting) socket.send(text)
  }
  socket.onmessage = ({ data }) => {
    for (const listener of listeners) listener(JSON.parse(String(data)))
  }
  const muteline = {
    send: (message: unknown) => {
      const text = JSON.stringify(message)
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
      else waiting.push(text)
    },
    onMessage: (listener: (message: unknown) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  Object.defineProperty(window, 'muteline', { value: Object.freeze(muteline) })
}

/** Speaks through the page's own bridge; requests are numbered far from those of the page. */
async function shareBridge(page: Page): Promise<Client<HostContract>> {
  const listeners = new Set<(message: unknown) => void>()
  await page.exposeFunction('overheard', (message: unknown) => {
    for (const listener of listeners) listener(message)
  })
  await page.evaluate(() => {
    const { muteline, overheard } = window as unknown as { muteline: Wire; overheard: (message: unknown) => void }
    // What is only shown for a moment stays on the page: dumps in it would hold up both.
    muteline.onMessage((message) => {
      if ((message as { readonly event?: unknown }).event !== 'live') overheard(message)
    })
  })
  const wire: Wire = {
    send: (message) => {
      void page.evaluate((sent) => {
        ;(window as unknown as { muteline: Wire }).muteline.send(sent)
      }, message)
    },
    onMessage: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return connect<HostContract>(wire, 1_000_000)
}

export const test = base.extend<{ muteline: Muteline }>({
  muteline: async ({ viewport, hasTouch }, use, info) => {
    const kind = info.project.metadata as HostKind
    const faults: string[] = []
    if (kind.host === 'electron') {
      const env = { ...process.env, MUTELINE_HOME: freshHome() } as Record<string, string>
      const app = await _electron.launch({
        executablePath: kind.binary,
        args: ['.', ...(asRoot ? ['--no-sandbox'] : [])],
        env,
      })
      const page = await app.firstWindow()
      watch(page, faults)
      await use({ page, client: await shareBridge(page), faults })
      await app.close()
      return
    }
    const host = await startHost()
    const browser = await openBrowser()
    const context = await browser.newContext({ viewport, hasTouch, colorScheme: 'dark', reducedMotion: 'reduce' })
    const page = await context.newPage()
    watch(page, faults)
    if (kind.host === 'bridge') await gotoByBridge(page, host.url)
    else await page.goto(host.url)
    const line = kind.host === 'web' ? await connectTo(host.url) : null
    await use({ page, client: line?.client ?? (await shareBridge(page)), faults })
    line?.close()
    await browser.close()
    await host.close()
  },
})

export { expect }
