// A journal on disk: appended to from the moment an input opens. What `write` took survives the end of this process.
import { closeSync, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { formatEntry, JOURNAL_HEADER, type JournalEntry } from '../../src-common/domain/record/journal'

/** How often the disk itself is made to hold what was written; done by another thread. */
const SYNC_MS = 250
const FLUSHES_TO_REST = 30

export class JournalFile {
  readonly path: string
  readonly #fd: number
  readonly #onFault: (reason: string) => void
  #waiting: string[] = []
  #entries = 0
  #dirty = false
  #faulty = false
  /** After a fault the next try waits a little: what waits grows, and joining it is work. */
  #rest = 0
  readonly #timer: NodeJS.Timeout

  /** `onFault` is told once when the disk refuses to take more, and again after it took some. */
  constructor(folder: string, name: string, onFault: (reason: string) => void) {
    mkdirSync(folder, { recursive: true })
    this.path = join(folder, name)
    this.#fd = openSync(this.path, 'wx')
    this.#onFault = onFault
    this.#waiting.push(JOURNAL_HEADER)
    this.#timer = setInterval(() => { this.#sync() }, SYNC_MS) // prettier-ignore
    this.#timer.unref()
  }

  /** Entries appended so far, whether written yet or not. */
  get entries(): number {
    return this.#entries
  }

  append(entry: JournalEntry): void {
    this.#waiting.push(formatEntry(entry))
    this.#entries++
  }

  /** Hands all that waits to the system, in one write. What cannot be written is kept, and tried again. */
  flush(): void {
    if (this.#waiting.length === 0 || this.#rest-- > 0) return
    this.#rest = 0
    const bytes = Buffer.from(this.#waiting.join(''))
    try {
      const written = writeSync(this.#fd, bytes)
      this.#waiting = written < bytes.length ? [bytes.toString('utf8', written)] : []
      this.#dirty = true
      this.#faulty = false
    } catch (error) {
      if (!this.#faulty) this.#onFault(error instanceof Error ? error.message : String(error))
      this.#faulty = true
      this.#rest = FLUSHES_TO_REST
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#rest = 0
    this.flush()
    closeSync(this.#fd)
  }

  #sync(): void {
    if (!this.#dirty) return
    this.#dirty = false
    fdatasync(this.#fd, () => undefined)
  }
}
