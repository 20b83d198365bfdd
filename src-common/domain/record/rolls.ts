// Cuts a journal into rolls: from Start or Continue to Stop, each with the pulses that count its time.
import { parse } from '../midi/message'
import { countPulses, type PulseFaults, type Pulses } from '../time/pulse-count'
import { STEP, PULSE, type Micros, type Tick } from '../time/ticks'
import type { JournalEntry, Mark } from './journal'

/** Whose clock: that of the input which had the role, or our own. */
export type ClockSource = 'in' | 'out'

/** A stretch of the journal in which a clock rolled, its pulses not looked at yet. */
export type RollSpan = {
  readonly source: ClockSource
  /** Of the input; -1 for our own clock. */
  readonly port: number
  /** False where the box was rolling already when its input was opened: then bars count from there. */
  readonly known: boolean
  /** 0 for our own clock, also where it began with a Continue: a `song` mark tells where the song was. */
  readonly first: Tick
  /** The index of its Start; `endEntry` that of its Stop, or the number of entries. */
  readonly firstEntry: number
  readonly endEntry: number
  /** The indices of its pulses. */
  readonly pulseEntries: readonly number[]
}

export type Roll = RollSpan & {
  /** Those that count; number n stands at `first` + 40 n. */
  readonly pulses: Pulses
  /** The index of each of them. */
  readonly entries: Int32Array
  readonly faults: PulseFaults
}

type Open = { known: boolean; first: Tick; firstEntry: number; pulseEntries: number[] }

/** All rolls of one clock source in the journal's order; those without a single pulse are left out. */
export function rollsOf(entries: readonly JournalEntry[], source: ClockSource): readonly RollSpan[] {
  const rolls: RollSpan[] = []
  let open: Open | null = null
  let heard = false
  let port = 0
  let next: (() => Tick) | null = null
  /** Where a Continue goes on. */
  const goesOn = (): Tick => (source === 'in' ? (next?.() ?? 0) : 0)
  const close = (endEntry: number): void => {
    if (open === null) return
    const roll: RollSpan = { source, port: source === 'in' ? port : -1, endEntry, ...open }
    if (open.pulseEntries.length > 0) rolls.push(roll)
    next = () => endOf(entries, roll)
    open = null
  }
  entries.forEach((entry, index) => {
    if (entry.type === 'mark') {
      // Right after a Continue: where it goes on, should what came before not be at hand.
      if (entry.mark.type === 'position' && source === 'in' && open?.pulseEntries.length === 0)
        open.first = entry.mark.tick
      const clock = clockOf(entry.mark)
      if (source === 'out' || clock === null || clock === port) return
      close(index)
      port = clock
      heard = false
      return
    }
    if (entry.type !== source || (entry.type === 'in' && entry.port !== port) || !isClockWord(entry.bytes[0])) return
    const message = parse(entry.bytes)
    if (message.type === 'clock') {
      // Pulses before any word of the transport: the box may be in the middle of its song, or idle.
      if (open === null && !heard) open = { known: false, first: 0, firstEntry: index, pulseEntries: [] }
      open?.pulseEntries.push(index)
    } else if (message.type === 'start' || message.type === 'continue') {
      if (open?.known === false) open = null
      close(index)
      heard = true
      open = { known: true, first: message.type === 'start' ? 0 : goesOn(), firstEntry: index, pulseEntries: [] }
    } else if (message.type === 'stop') {
      heard = true
      close(index)
    } else if (message.type === 'songPosition' && open === null) {
      next = () => message.sixteenths * STEP
    }
  })
  close(entries.length)
  return rolls
}

const clockOf = (mark: Mark): number | null => (mark.type === 'roles' ? mark.clock : null)
const isClockWord = (status = 0): boolean => status >= 0xf8 || status === 0xf2

/** The roll with its pulses counted. */
export function counted(entries: readonly JournalEntry[], span: RollSpan): Roll {
  const { pulseEntries } = span
  const stamps = new Float64Array(pulseEntries.length)
  for (let i = 0; i < stamps.length; i++) stamps[i] = timeOf(entries, pulseEntries[i] ?? 0)
  const { pulses, faults } = countPulses(stamps)
  const found = new Int32Array(pulses.places.length)
  for (let i = 0; i < found.length; i++) found[i] = pulseEntries[pulses.places[i] ?? 0] ?? 0
  return { ...span, pulses, faults, entries: found }
}

const timeOf = (entries: readonly JournalEntry[], index: number): Micros => entries[index]?.time ?? 0

/** The position after its last pulse. */
function endOf(entries: readonly JournalEntry[], span: RollSpan): Tick {
  return span.first + ((counted(entries, span).pulses.numbers.at(-1) ?? -1) + 1) * PULSE
}
