// Where patterns come in: asked of the box one by one, sent by it unasked, or out of files. The raw bytes are written
// down first; what they say is decoded from them.
import { createHash } from 'node:crypto'
import { decodePattern } from '../../src-common/domain/device/dump/pattern-decode'
import { readFrame, type DumpFrame } from '../../src-common/domain/device/dump/elektron-frame'
import { patternName } from '../../src-common/domain/device/device'
import type { DumpDevice, PatternDump } from '../../src-common/domain/device/pattern-dump'
import {
  beginFetch,
  cancelFetch,
  faultText,
  isOver,
  stepFetch,
  type Fetch,
  type FetchEvent,
  type FetchStep,
} from '../../src-common/domain/device/pattern-fetch'
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'
import { patternIn, type BankPattern } from '../../src-common/domain/model/bank'
import type { EngineContract, Notice, Transport } from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import type { Fetching } from '../../src-common/rpc/host-contract'
import type { PatternFileResult } from './pattern-file'
import type { ProjectFiles } from './project-files'
import type { Session } from './session'

type Open = { readonly files: ProjectFiles; readonly session: Session }

export type PatternDeskOptions = {
  readonly open: () => Open
  readonly engine: () => Client<EngineContract>
  readonly transport: () => Transport
  /** Whether the box is connected by a port of its own; else by a MIDI interface, which is slow. */
  readonly isDirect: () => boolean
  readonly tell: (fetching: Fetching | null) => void
  readonly notice: (level: Notice['level'], text: string) => void
}

/** What a fetch was begun for: another model or project that is chosen meanwhile does not change it. */
type Job = { readonly device: DumpDevice; readonly open: Open }

/** A pattern, with or without its kit, that is only to be looked at. */
export type RawRequest = { readonly type: 'patternKit' | 'pattern' | 'settings'; readonly index: number }
type Reading = {
  readonly request: RawRequest
  readonly resolve: (frame: DumpFrame) => void
  readonly reject: (reason: Error) => void
}

const now = (): Micros => Math.round(performance.now() * 1000)

const LOOK_MS = 100

export class PatternDesk {
  readonly #options: PatternDeskOptions
  #fetch: Fetch | null = null
  #job: Job | null = null
  /** Set while what is fetched goes to who asked, and not into the bank. */
  #reading: Reading | null = null
  #timer: NodeJS.Timeout | null = null
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: PatternDeskOptions) {
    this.#options = options
  }

  /** Asks the box for patterns, one after the other. Throws why it cannot. */
  fetch(patterns: readonly number[], whilePlaying: boolean): void {
    this.#begin(patterns, this.#check(whilePlaying))
  }

  /** Asks the box for a pattern once, and keeps nothing of it. Rejects with why it did not come. */
  async read(request: RawRequest): Promise<DumpFrame> {
    if (this.#options.transport().clock === 'rolling') throw new Error(`${PLAYING}.`)
    const job = this.#check(true)
    return new Promise((resolve, reject) => {
      this.#reading = { request, resolve, reject }
      this.#begin([request.index], job)
    })
  }

  cancel(): void {
    if (this.#fetch !== null) this.#take({ fetch: cancelFetch(this.#fetch), ask: null })
  }

  /** Bytes of a message that is still on its way. */
  coming(bytes: number): void {
    this.#step({ type: 'bytes', bytes })
  }

  /** A whole SysEx message of the box. */
  heard(bytes: Bytes): void {
    const result = readFrame(bytes)
    if (result.type === 'damaged') {
      if (this.#fetch === null) this.#options.notice('warning', damagedText(result.reason))
      this.#step({ type: 'damaged', reason: result.reason })
      return
    }
    if (result.type === 'other') return
    if (this.#reading !== null && isAnswer(this.#reading.request, this.#job, result.frame)) {
      this.#reading.resolve(result.frame)
      this.#reading = null
      this.#step({ type: 'pattern', pattern: result.frame.index })
      return
    }
    if (result.frame.type !== 'patternKit' && result.frame.type !== 'pattern') return
    const decoded = decodePattern(result.frame)
    const isAsked = this.#reading === null && this.#fetch?.asked?.pattern === result.frame.index
    const source = isAsked ? 'box' : 'sent'
    const open = isAsked && this.#job !== null ? this.#job.open : this.#options.open()
    if (!decoded.ok) {
      void this.#queue(() => this.#keepUnread(open.files, result.frame.index, bytes, decoded.reason))
      if (isAsked) this.#step({ type: 'unreadable', pattern: result.frame.index, reason: decoded.reason })
      return
    }
    void this.#queue(async () => {
      await this.#keep(open, [{ dump: decoded.dump, raw: Uint8Array.from(bytes) }], source)
      if (source === 'box') return
      const foreign = isForeign(open, decoded.dump) ? ` ${FOREIGN}` : ''
      this.#options.notice('info', `The box sent pattern ${nameOf(decoded.dump)}: it is in the bank.${foreign}`)
    })
    if (isAsked) this.#step({ type: 'pattern', pattern: result.frame.index })
  }

  /** Takes the patterns of a file in, into a project; answers what is to be said. Throws where nothing could be read. */
  async take(open: Open, name: string, result: PatternFileResult): Promise<readonly string[]> {
    if (!result.ok) throw new Error(`${result.reason} The bank is as it was.`)
    const before = open.session.project.bank
    await this.#queue(() => this.#keep(open, result.dumps, `file:${name}`))
    const read = result.dumps.map(({ dump }) => patternName(dump.index))
    const listed = read.length > 8 ? `${String(read.length)} patterns` : read.join(', ')
    const replaced = result.dumps.filter(({ dump }) => patternIn(before, dump.index) !== null).length
    return [
      `${listed} read from ${name}.${replaced === 0 ? '' : ` ${String(replaced)} of them took the place of earlier ones, whose dumps stay in the project's folder.`}`,
      ...result.remarks,
      ...result.refusals,
      ...(result.dumps.some(({ dump }) => isForeign(open, dump)) ? [FOREIGN] : []),
    ]
  }

  /** Waits until what arrived is kept. */
  async settled(): Promise<void> {
    await this.#last
  }

  #check(whilePlaying: boolean): Job {
    if (this.#fetch !== null) throw new Error('Patterns are being fetched already. Cancel that first.')
    if (this.#options.transport().clock === 'rolling' && !whilePlaying) throw new Error(ROLLING)
    const open = this.#options.open()
    const { model } = open.session.project.device
    if (model === 'generic')
      throw new Error('Only a Digitakt answers for its patterns. Choose the model at the top left.')
    return { device: model, open }
  }

  #begin(patterns: readonly number[], job: Job): void {
    this.#job = job
    this.#take(beginFetch(patterns, now(), this.#options.isDirect() ? 0 : SLOW_WIRE[job.device]))
    this.#timer = setInterval(() => { this.#step({ type: 'time' }) }, LOOK_MS) // prettier-ignore
  }

  #step(event: FetchEvent): void {
    if (this.#fetch !== null) this.#take(stepFetch(this.#fetch, event, now()))
  }

  #take({ fetch, ask }: FetchStep): void {
    const changed = fetch !== this.#fetch
    this.#fetch = fetch
    if (ask !== null) this.#ask(ask)
    if (isOver(fetch)) this.#end(fetch)
    if (changed) this.#options.tell(this.#told(fetch))
  }

  #ask(index: number): void {
    const job = this.#job
    if (job === null) return
    const request = { type: this.#reading?.request.type ?? 'patternKit', device: job.device, index } as const
    this.#options.engine().call('ask', request).catch((error: unknown) => {
      // What it was asked for may be over by now, and something else begun.
      if (this.#job !== job) return
      const reason = error instanceof Error ? error.message : String(error)
      if (this.#reading === null) this.#options.notice('error', reason)
      else this.#refuse(reason)
      this.cancel()
    }) // prettier-ignore
  }

  #end({ done, failed }: Fetch): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    this.#fetch = null
    this.#job = null
    if (this.#reading !== null) {
      this.#refuse(failed[0] === undefined ? 'Reading was cancelled.' : faultText(failed[0]))
      return
    }
    for (const fault of failed) this.#options.notice('warning', faultText(fault))
    if (failed.length > 0 && done.length > 0) this.#options.notice('info', `${counted(done.length)} fetched and kept.`)
  }

  #refuse(reason: string): void {
    this.#reading?.reject(new Error(reason))
    this.#reading = null
  }

  #told({ waiting, asked, done, failed }: Fetch): Fetching | null {
    if (this.#fetch === null) return null
    const total = waiting.length + done.length + failed.length + (asked === null ? 0 : 1)
    return {
      total,
      done: done.length,
      asked: asked === null ? null : { pattern: asked.pattern, attempt: asked.attempt, bytes: asked.bytes },
    }
  }

  async #keep(
    { files, session }: Open,
    dumps: readonly { readonly dump: PatternDump; readonly raw: Uint8Array }[],
    source: BankPattern['source'],
  ): Promise<void> {
    const readAt = new Date().toISOString()
    const kept: BankPattern[] = []
    for (const { dump, raw } of dumps) {
      const file = fileOf(dump.index, raw)
      await files.savePattern(file, raw)
      kept.push({ dump, file, readAt, source })
    }
    session.addPatterns(kept)
  }

  /** Nothing is thrown away: somebody may make sense of it later. */
  async #keepUnread(files: ProjectFiles, index: number, bytes: Bytes, reason: string): Promise<void> {
    const raw = Uint8Array.from(bytes)
    const file = fileOf(index, raw)
    await files.savePattern(file, raw)
    const text = `${patternName(index)} arrived and could not be read: ${reason} Its dump is kept, as patterns/${file} in the project's folder.`
    this.#options.notice('warning', text)
  }

  #queue<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action)
    this.#last = result.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      this.#options.notice('error', `A pattern could not be kept (${reason}). Free some space, and fetch it again.`)
    })
    return result
  }
}

/** A message of a pattern with its kit takes as long on a DIN cable: 31,613 or 127,577 bytes at 3,125 a second. */
const SLOW_WIRE: Readonly<Record<DumpDevice, number>> = { digitakt: 10_200_000, digitakt2: 41_000_000 }

const PLAYING = 'The box is playing, and nobody knows how it answers then. Stop it first'
const ROLLING = `${PLAYING}; or choose "while it plays" and see.`
const FOREIGN =
  'It is of the other model than the one that this project is set for: its tracks may not be those of the box.'
const damagedText = (reason: string): string =>
  `A dump of the box arrived damaged, and was left out: ${reason} Send it again; OUTPUT TO = USB alone is safer than MIDI+USB.`
const isAnswer = (request: RawRequest, job: Job | null, { device, type, index }: DumpFrame): boolean =>
  request.type === type && request.index === index && device === job?.device
const isForeign = ({ session }: Open, { device }: PatternDump): boolean =>
  session.project.device.model !== 'generic' && session.project.device.model !== device
const counted = (count: number): string => (count === 1 ? 'One pattern was' : `${String(count)} patterns were`)
const fileOf = (index: number, raw: Uint8Array): string =>
  `${patternName(index)}-${createHash('sha256').update(raw).digest('hex').slice(0, 12)}.syx`
const nameOf = ({ index, pattern }: PatternDump): string => `${patternName(index)} ${pattern.name}`.trim()
