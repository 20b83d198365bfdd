// Writes the journal while an input is open, and keeps which part of it is being recorded as a take.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { InEntry, JournalEntry, Mark } from '../../src-common/domain/record/journal'
import { HeardState } from '../../src-common/domain/record/state'
import type { ClockEvent } from '../../src-common/domain/time/clock-follower'
import type { Micros, Tick } from '../../src-common/domain/time/ticks'
import type { Journalled, Kept, Notice, Recorded } from '../../src-common/rpc/engine-contract'
import { JournalFile, type Carried, type JournalOptions } from './journal-file'
import { PerformanceLog } from './performance-log'

type Events = { recorded(recorded: Recorded): void; notice(notice: Notice): void }

type Recording = {
  readonly from: number
  /** Where the roll began that was under way when recording did. */
  readonly since: number
  readonly startedAt: string
  /** Null until the clock rolls. */
  rolledFrom: Tick | null
  notes: boolean
}

/** A message as it was received, stamped. */
export type Received = {
  readonly port: number
  readonly time: Micros
  readonly bytes: Bytes
  readonly mended: boolean
  /** One of our own messages, come back. */
  readonly echo: boolean
}

/** A disk of a test's, and how long segments are to grow. */
export type RecorderOptions = Pick<JournalOptions, 'disk' | 'segmentBytes'>

export type Roles = { readonly box: number; readonly clock: number }

/** What a journal means before it says otherwise. */
const FIRST_ROLES: Roles = { box: 0, clock: 0 }

export class Recorder {
  readonly #folder: string
  readonly #events: Events
  readonly #options: RecorderOptions
  #journal: JournalFile | null = null
  /** No journal could be made, and that was said. */
  #failing = false
  #recording: Recording | null = null
  /** Recordings that ended, and of which the host has not made takes yet. */
  #pending: { readonly from: number; readonly since: number }[] = []
  /** What was sent ahead of its time stands in the journal where it left. */
  #ahead: { readonly time: Micros; readonly bytes: Bytes; readonly event: ClockEvent | null }[] = []
  #state = new HeardState()
  readonly #ports = new Map<number, string>()
  #roles: Roles = FIRST_ROLES
  readonly performances = new PerformanceLog()

  constructor(folder: string, events: Events, options: RecorderOptions = {}) {
    this.#folder = folder
    this.#events = events
    this.#options = options
  }

  get isOpen(): boolean {
    return this.#journal !== null
  }

  get recording(): boolean {
    return this.#recording !== null
  }

  /** Recording, and the clock has rolled since: so Stop ends it. */
  get rolled(): boolean {
    return this.#recording?.rolledFrom != null
  }

  get recordedFrom(): Tick | null {
    return this.#recording?.rolledFrom ?? null
  }

  get size(): { readonly bytes: number; readonly waiting: number } | null {
    return this.#journal === null ? null : { bytes: this.#journal.bytes, waiting: this.#journal.waiting }
  }

  /** Begins a journal. Where that cannot be, it is said, and playing goes on without recording. */
  open(): void {
    const at = new Date().toISOString()
    this.#state = new HeardState()
    this.#ports.clear()
    this.#roles = FIRST_ROLES
    this.performances.clear()
    try {
      this.#journal = new JournalFile({
        folder: this.#folder,
        name: at.replaceAll(':', '-').replace('.', '-'),
        onFault: (reason) => { this.#refused(reason) },
        carried: () => this.#carried(),
        ...this.#options,
      }) // prettier-ignore
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const text = `Nothing can be recorded: no journal can be made in ${this.#folder} (${reason}). Check that folder, and that there is room; Muteline tries again by itself.`
      if (!this.#failing) this.#events.notice({ level: 'error', text })
      this.#failing = true
      return
    }
    this.#failing = false
    this.mark({ type: 'open', at })
    this.#journal.flush()
  }

  /** A journal of which takes are still to be made stays marked as open: the next start looks after it. */
  close(): void {
    this.endRecord()
    if (this.#pending.length === 0) this.mark({ type: 'close' })
    this.#journal?.close()
    this.#journal = null
    this.#pending = []
  }

  /** Input `port` is the one of this name. */
  port(port: number, name: string): void {
    if (this.#ports.get(port) === name) return
    this.#ports.set(port, name)
    this.mark({ type: 'port', port, name })
  }

  /** Which inputs takes are made of from here on. */
  roles(roles: Roles): void {
    if (roles.box === this.#roles.box && roles.clock === this.#roles.clock) return
    this.#roles = roles
    this.mark({ type: 'roles', ...roles })
  }

  mark(mark: Mark, time: Micros = 0): void {
    this.#journal?.append({ type: 'mark', time, mark })
  }

  /** `counts`: what it does to the clock that counts. `isClock`: it is a word of some clock, and nothing that is played. */
  receive({ port, time, bytes, mended, echo }: Received, counts: ClockEvent | null, isClock: boolean): void {
    if (this.#journal === null) return
    const plain: InEntry = { type: 'in', port, time, bytes }
    if (echo) {
      this.#journal.append({ ...plain, echo })
      return
    }
    const entry: InEntry = mended ? { ...plain, mended } : plain
    if (counts !== null) this.#clock(counts)
    this.#state.hear(entry)
    this.#journal.append(entry)
    if (port !== this.#roles.box || isClock) return
    this.performances.message()
    if (this.#recording !== null && ((bytes[0] ?? 0) & 0xf0) === 0x90) this.#recording.notes = true
  }

  /** Our own clock, to leave at `time`; `event` is what it does to a clock. */
  sent(time: Micros, bytes: Bytes, event: ClockEvent | null): void {
    this.#ahead.push({ time, bytes, event })
  }

  /** What has left by now. */
  settleSent(now: Micros): void {
    for (let next = this.#ahead[0]; next !== undefined && next.time <= now; next = this.#ahead[0]) {
      this.#ahead.shift()
      if (next.event !== null && this.#journal !== null) this.#clock(next.event)
      this.#journal?.append({ type: 'out', time: next.time, bytes: next.bytes })
    }
  }

  /** Notes have arrived while recording: a sequence plays, whatever was heard of its transport. */
  get heardNotes(): boolean {
    return this.#recording?.notes === true
  }

  /** Recording, and the clock has not rolled yet. */
  get waits(): boolean {
    return this.#recording !== null && this.#recording.rolledFrom === null
  }

  /** The clock rolls, from this tick on. */
  roll(tick: Tick): void {
    if (this.#recording !== null) this.#recording.rolledFrom = Math.max(0, tick)
  }

  record(time: Micros): void {
    if (this.#journal === null || this.#recording !== null) return
    const from = this.#journal.entries
    const since = this.performances.rolling?.entry ?? from
    this.#recording = { from, since, startedAt: new Date().toISOString(), rolledFrom: null, notes: false }
    this.mark({ type: 'record', at: this.#recording.startedAt }, time)
    this.#journal.flush()
  }

  endRecord(): void {
    if (this.#journal === null || this.#recording === null) return
    const { from, since, startedAt } = this.#recording
    this.#recording = null
    this.settleSent(Infinity)
    const to = this.#journal.entries
    this.#pending.push({ from, since })
    this.mark({ type: 'end' })
    this.#journal.flush()
    this.#events.recorded({ journal: this.#journal.path, from, to, since, startedAt })
  }

  /** A take was made of a journal's entries, or there was nothing to make one of. False where that journal is closed. */
  kept(time: Micros, { journal, take, from, to }: Kept): boolean {
    if (this.#journal?.path !== journal) return false
    this.#pending = this.#pending.filter((each) => each.from !== from)
    if (take === null) return true
    this.performances.kept(from, to)
    this.mark({ type: 'kept', take, from }, time)
    this.#journal.flush()
    return true
  }

  /** Another input has the clock from here on. */
  forgetClock(): void {
    this.performances.forget(this.#journal?.entries ?? 0)
  }

  flush(): Journalled | null {
    if (this.#journal === null) return null
    this.#journal.flush()
    const { path, entries } = this.#journal
    return { journal: path, entries, performances: this.performances.list() }
  }

  /** Waits until the disk holds everything. */
  async sync(): Promise<void> {
    await this.#journal?.sync()
  }

  #clock(event: ClockEvent): void {
    this.performances.clock(event, this.#journal?.entries ?? 0, () => new Date().toISOString())
  }

  #carried(): Carried {
    const open = [...this.#pending, ...(this.#recording === null ? [] : [this.#recording])].map(({ since }) => since)
    const since = Math.min(...open, this.performances.unkeptFrom ?? Infinity, this.#journal?.entries ?? 0)
    const marks = [...this.#ports].map(([port, name]): Mark => ({ type: 'port', port, name }))
    const entries: readonly JournalEntry[] = [...marks, { type: 'roles', ...this.#roles } as const].map((mark) => ({
      type: 'mark',
      time: 0,
      mark,
    }))
    return { since, state: this.#state.entries(), marks: entries }
  }

  #refused(reason: string): void {
    const text = `The journal cannot be written (${reason}). What is played is kept in memory and written once there is room: free some space on the disk.`
    this.#events.notice({ level: 'error', text })
  }
}
