// Writes the journal while an input is open, and keeps which part of it is being recorded as a take.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Micros, Tick } from '../../src-common/domain/time/ticks'
import type { Notice, Recorded } from '../../src-common/rpc/engine-contract'
import { JournalFile } from './journal-file'

type Events = { recorded(recorded: Recorded): void; notice(notice: Notice): void }

export class Recorder {
  readonly #folder: string
  readonly #events: Events
  #journal: JournalFile | null = null
  /** Entries before this one are older than the recording; `rolledFrom` is null until the clock rolls. */
  #recording: { readonly from: number; readonly startedAt: string; rolledFrom: Tick | null; notes: boolean } | null =
    null
  /** What was sent ahead of its time stands in the journal where it left. */
  #ahead: { readonly time: Micros; readonly bytes: Bytes }[] = []

  constructor(folder: string, events: Events) {
    this.#folder = folder
    this.#events = events
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

  /** Begins a journal. Where that cannot be, it is said, and playing goes on without recording. */
  open(input: string): void {
    const at = new Date().toISOString()
    const name = `${at.replaceAll(':', '-').replace('.', '-')}.journal`
    try {
      this.#journal = new JournalFile(this.#folder, name, (reason) => {
        const text = `The journal cannot be written (${reason}). What is played is kept in memory and written once there is room: free some space on the disk.`
        this.#events.notice({ level: 'error', text })
      })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      const text = `Nothing can be recorded: no journal can be made in ${this.#folder} (${reason}). Check that folder, and choose the input again.`
      this.#events.notice({ level: 'error', text })
      return
    }
    this.#journal.append({ type: 'mark', time: 0, mark: { type: 'open', at, input } })
    this.#journal.flush()
  }

  close(): void {
    this.#journal?.append({ type: 'mark', time: 0, mark: { type: 'close' } })
    this.#journal?.close()
    this.#journal = null
  }

  receive(time: Micros, bytes: Bytes): void {
    this.#journal?.append({ type: 'in', port: 0, time, bytes })
    if (this.#recording !== null && ((bytes[0] ?? 0) & 0xf0) === 0x90) this.#recording.notes = true
  }

  /** Our own clock, to leave at `time`. */
  sent(time: Micros, bytes: Bytes): void {
    this.#ahead.push({ time, bytes })
  }

  settleSent(now: Micros): void {
    const due = this.#ahead.filter((each) => each.time <= now)
    if (due.length === 0) return
    this.#ahead = this.#ahead.filter((each) => each.time > now)
    for (const each of due) this.#journal?.append({ type: 'out', ...each })
  }

  /** Notes have arrived while recording: a sequence plays, whatever was heard of its transport. */
  get heardNotes(): boolean {
    return this.#recording?.notes === true
  }

  /** Recording, and the clock has not rolled yet. */
  get waits(): boolean {
    return this.#recording !== null && this.#recording.rolledFrom === null
  }

  /** The clock rolls, from this tick on; `offset`: song ticks less clock ticks, where a song plays along. */
  roll(time: Micros, tick: Tick, offset: Tick): void {
    if (this.#recording === null) return
    this.#recording.rolledFrom = Math.max(0, tick)
    if (offset !== 0) this.#journal?.append({ type: 'mark', time, mark: { type: 'song', offset } })
  }

  record(time: Micros): void {
    if (this.#journal === null || this.#recording !== null) return
    this.#recording = {
      from: this.#journal.entries,
      startedAt: new Date().toISOString(),
      rolledFrom: null,
      notes: false,
    }
    this.#journal.append({ type: 'mark', time, mark: { type: 'record', at: this.#recording.startedAt } })
    this.#journal.flush()
  }

  endRecord(): void {
    if (this.#journal === null || this.#recording === null) return
    const { from, startedAt } = this.#recording
    this.#recording = null
    this.settleSent(Infinity)
    const to = this.#journal.entries
    this.#journal.append({ type: 'mark', time: 0, mark: { type: 'end' } })
    this.#journal.flush()
    this.#events.recorded({ journal: this.#journal.path, from, to, startedAt })
  }

  /** A take was made of the entries from `from` on. */
  kept(time: Micros, take: string, from: number): void {
    this.#journal?.append({ type: 'mark', time, mark: { type: 'kept', take, from } })
    this.#journal?.flush()
  }

  flush(): { readonly journal: string; readonly entries: number } | null {
    if (this.#journal === null) return null
    this.#journal.flush()
    return { journal: this.#journal.path, entries: this.#journal.entries }
  }
}
