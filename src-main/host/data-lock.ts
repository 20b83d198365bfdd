// One host to a data folder: two would write over each other's project, and take each other's journals for lost ones.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Another host has the folder; `url` is where it serves its page, if it does. */
export class DataHeldError extends Error {
  readonly url: string | null

  constructor(pid: number, url: string | null, path: string) {
    const where = url === null ? '' : ` at ${url}`
    super(
      `Muteline is running already${where} (process ${String(pid)}). Use that one, or end it first. If there is none, delete ${path}.`,
    )
    this.url = url
  }
}

export class DataLock {
  readonly #path: string

  /** Throws a `DataHeldError` while another living process has the lock. */
  constructor(path: string) {
    this.#path = path
    mkdirSync(dirname(path), { recursive: true })
    try {
      this.#write(null, 'wx')
    } catch {
      const { pid, url } = holderOf(path)
      if (pid !== null && pid !== process.pid && isAlive(pid)) throw new DataHeldError(pid, url, path)
      this.#write(null, 'w')
    }
  }

  /** Tells others where the page is. */
  announce(url: string): void {
    this.#write(url, 'w')
  }

  release(): void {
    rmSync(this.#path, { force: true })
  }

  #write(url: string | null, flag: 'w' | 'wx'): void {
    // The address has the token in it: for this user's eyes only.
    writeFileSync(this.#path, JSON.stringify({ pid: process.pid, url }), { flag, mode: 0o600 })
  }
}

function holderOf(path: string): { readonly pid: number | null; readonly url: string | null } {
  try {
    const { pid, url } = JSON.parse(readFileSync(path, 'utf8')) as { readonly pid?: unknown; readonly url?: unknown }
    return { pid: typeof pid === 'number' ? pid : null, url: typeof url === 'string' ? url : null }
  } catch {
    return { pid: null, url: null }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
