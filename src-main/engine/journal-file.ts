// A journal on disk, as a folder of segments: appended to from the moment an input opens. What `write` took survives the
// end of this process.
import fs from 'node:fs'
import { join } from 'node:path'
import {
  JournalWriter,
  type InEntry,
  type JournalEntry,
  type SegmentHead,
} from '../../src-common/domain/record/journal'

/** What of the file system is used; tests hand in one that is full. */
export type Disk = Pick<typeof fs, 'mkdirSync' | 'openSync' | 'writeSync' | 'closeSync' | 'fdatasync'>

/** What a new segment begins with: from which entry on things are not dealt with, the state, and marks to be told again. */
export type Carried = {
  readonly since: number
  readonly state: readonly InEntry[]
  readonly marks: readonly JournalEntry[]
}

export type JournalOptions = {
  readonly folder: string
  readonly name: string
  /** Told once when the disk refuses to take more, and again after it took some. */
  readonly onFault: (reason: string) => void
  readonly carried: () => Carried
  readonly disk?: Disk
  /** A segment that has grown to so many bytes is followed by the next. */
  readonly segmentBytes?: number
}

/** How often the disk itself is made to hold what was written; done by another thread. */
const SYNC_MS = 250
const FLUSHES_TO_REST = 30
/** Some forty minutes of a clock at 120 BPM with a busy box. */
const SEGMENT_BYTES = 4 << 20

export class JournalFile {
  readonly path: string
  readonly #options: JournalOptions
  readonly #disk: Disk
  readonly #writer = new JournalWriter()
  /** What the disk has not taken yet. */
  #waiting: Uint8Array[] = []
  #fd: number
  #number = 1
  #segmentSize = 0
  #size = 0
  #entries = 0
  #dirty = false
  #faulty = false
  /** After a fault the next try waits a little. */
  #rest = 0
  readonly #timer: NodeJS.Timeout

  /** Throws where no journal can be made in the folder. */
  constructor(options: JournalOptions) {
    this.#options = options
    this.#disk = options.disk ?? fs
    this.path = newFolder(this.#disk, options.folder, options.name)
    this.#fd = this.#disk.openSync(this.#segmentPath(1), 'wx')
    this.#writer.segment(this.#head(0), [])
    this.#timer = setInterval(() => { this.#sync() }, SYNC_MS) // prettier-ignore
    this.#timer.unref()
  }

  /** Entries appended so far, whether written yet or not. */
  get entries(): number {
    return this.#entries
  }

  get bytes(): number {
    return this.#size
  }

  /** Bytes that wait because the disk does not take them. */
  get waiting(): number {
    return this.#faulty ? this.#waiting.reduce((sum, each) => sum + each.length, this.#writer.size) : 0
  }

  append(entry: JournalEntry): void {
    this.#writer.entry(entry)
    this.#entries++
  }

  /** Hands all that waits to the system. What cannot be written is kept, and tried again. */
  flush(): void {
    if (this.#writer.size > 0) this.#waiting.push(this.#writer.take())
    if (this.#waiting.length === 0 || this.#rest-- > 0) return
    this.#rest = 0
    try {
      while (this.#waiting[0] !== undefined) this.#write(this.#waiting[0])
      this.#faulty = false
    } catch (error) {
      if (!this.#faulty) this.#options.onFault(error instanceof Error ? error.message : String(error))
      this.#faulty = true
      this.#rest = FLUSHES_TO_REST
    }
    if (!this.#faulty && this.#segmentSize >= (this.#options.segmentBytes ?? SEGMENT_BYTES)) this.#nextSegment()
  }

  /** Hands all to the disk itself, and waits for it: before the machine sleeps. */
  async sync(): Promise<void> {
    this.#rest = 0
    this.flush()
    await new Promise((resolve) => { this.#disk.fdatasync(this.#fd, resolve) }) // prettier-ignore
  }

  close(): void {
    clearInterval(this.#timer)
    this.#rest = 0
    this.flush()
    this.#disk.closeSync(this.#fd)
  }

  #write(bytes: Uint8Array): void {
    const written = this.#disk.writeSync(this.#fd, bytes)
    this.#segmentSize += written
    this.#size += written
    this.#dirty = true
    if (written < bytes.length) this.#waiting[0] = bytes.subarray(written)
    else this.#waiting.shift()
  }

  /** Where the next one cannot be made, this one goes on. */
  #nextSegment(): void {
    const full = this.#fd
    try {
      this.#fd = this.#disk.openSync(this.#segmentPath(this.#number + 1), 'wx')
    } catch {
      return
    }
    this.#number++
    this.#segmentSize = 0
    this.#dirty = false
    this.#disk.fdatasync(full, () => { this.#disk.closeSync(full) }) // prettier-ignore
    const { since, state, marks } = this.#options.carried()
    this.#writer.segment(this.#head(since), state)
    for (const mark of marks) this.append(mark)
  }

  #head(since: number): Omit<SegmentHead, 'state'> {
    return { number: this.#number, first: this.#entries, since }
  }

  #segmentPath(number: number): string {
    return join(this.path, `${String(number).padStart(5, '0')}.journal`)
  }

  #sync(): void {
    if (!this.#dirty) return
    this.#dirty = false
    this.#disk.fdatasync(this.#fd, () => undefined)
  }
}

/** A folder of that name, or one like it: two journals may begin in one millisecond. */
function newFolder(disk: Disk, parent: string, name: string): string {
  disk.mkdirSync(parent, { recursive: true })
  for (let number = 1; ; number++) {
    const path = join(parent, number === 1 ? name : `${name}-${String(number)}`)
    try {
      disk.mkdirSync(path)
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
