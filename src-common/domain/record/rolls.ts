// Cuts a journal into rolls: from Start or Continue to Stop, each with the pulses that count its time.
import { parse } from '../midi/message'
import { PULSE, STEP, type Micros, type Tick } from '../time/ticks'
import type { JournalEntry } from './journal'

export type ClockSource = 'in' | 'out'

/** `firstEntry` is the index of its Start; `endEntry` that of its Stop, or the number of entries. */
export type Roll = {
  readonly source: ClockSource
  /** False where the box was rolling already when its input was opened: then bars count from there. */
  readonly known: boolean
  readonly first: Tick
  readonly firstEntry: number
  readonly endEntry: number
  /** Stamps of its pulses; pulse i stands at `first` + 40 i. */
  readonly times: readonly Micros[]
  /** For each pulse, the index of its entry. */
  readonly entries: readonly number[]
}

type Open = { known: boolean; first: Tick; firstEntry: number; times: Micros[]; entries: number[] }

/** All rolls of one clock source in the journal's order; those without a single pulse are left out. */
export function rollsOf(entries: readonly JournalEntry[], source: ClockSource): readonly Roll[] {
  const rolls: Roll[] = []
  let open: Open | null = null
  let heard = false
  let next: Tick = 0
  const close = (endEntry: number): void => {
    if (open !== null && open.times.length > 0) rolls.push({ source, endEntry, ...open })
    if (open !== null) next = open.first + open.times.length * PULSE
    open = null
  }
  entries.forEach((entry, index) => {
    if (entry.type !== source) return
    const message = parse(entry.bytes)
    if (message.type === 'clock') {
      // Pulses before any word of the transport: the box may be in the middle of its song, or idle.
      if (open === null && !heard) open = { known: false, first: 0, firstEntry: index, times: [], entries: [] }
      open?.times.push(entry.time)
      open?.entries.push(index)
    } else if (message.type === 'start' || message.type === 'continue') {
      if (open?.known === false) open = null
      close(index)
      heard = true
      open = { known: true, first: message.type === 'start' ? 0 : next, firstEntry: index, times: [], entries: [] }
    } else if (message.type === 'stop') {
      heard = true
      close(index)
    } else if (message.type === 'songPosition' && open === null) {
      next = message.sixteenths * STEP
    }
  })
  close(entries.length)
  return rolls
}
