// Turns a range of a journal into a take: every message gets its exact tick from the recorded pulses.
import { lowerBound } from '../base/sorted'
import type { DeviceProfile } from '../device/device'
import { isTransport, parse } from '../midi/message'
import type { ClockSummary, Take } from '../model/take'
import { pulseMap, type PulseMap } from '../time/pulse-map'
import { tempoOf } from '../time/tempo-map'
import { PULSE, type Micros, type Tick } from '../time/ticks'
import { tickAt } from '../time/timeline'
import type { JournalEntry } from './journal'
import { Performance, type Position } from './performance'
import { counted, rollsOf, type Roll, type RollSpan } from './rolls'

/** The entries `[from, to)` that were marked for recording; all before them are context. */
export type TakeRange = { readonly from: number; readonly to: number }

export type TakeInfo = {
  readonly id: string
  readonly name: string
  readonly startedAt: string
  readonly recovered: boolean
  /** The tempo that times are read at when nothing gave a clock. */
  readonly bpm: number
}

/** A roll with the map of its time. The map is null for a single pulse. */
export type MappedRoll = { readonly roll: Roll; readonly map: PulseMap | null }

/**
 * The performance in a range of a journal, with exact ticks. Never fails: without any clock, ticks are wall time at
 * `info.bpm` from the first message on. Independent of how the messages were cut into reads and flushes.
 */
export function takeFrom(
  entries: readonly JournalEntry[],
  range: TakeRange,
  device: DeviceProfile,
  info: TakeInfo,
): Take {
  return settle(entries, range, mappedRoll(entries, range), device, info)
}

/** The same, where the roll is known already. */
export function settle(
  entries: readonly JournalEntry[],
  range: TakeRange,
  mapped: MappedRoll | null,
  device: DeviceProfile,
  info: TakeInfo,
): Take {
  return mapped === null
    ? takeWithoutClock(entries, range, device, info)
    : takeOfRoll(entries, range, mapped, device, info)
}

/**
 * The roll that has most pulses inside the range: one that was seen to start before one that was not, and the box's own
 * clock before ours where both count alike.
 */
export function rollIn(entries: readonly JournalEntry[], range: TakeRange): RollSpan | null {
  const weight = (roll: RollSpan): number => pulsesInside(roll, range) * (roll.known ? 2 : 1e-6)
  const rolls = [...rollsOf(entries, 'in'), ...rollsOf(entries, 'out')].filter((roll) => weight(roll) > 0)
  return rolls.reduce<RollSpan | null>(
    (best, roll) => (best !== null && weight(best) >= weight(roll) ? best : roll),
    null,
  )
}

/** The roll of a range, counted and mapped. Null where no clock rolled in it. */
export function mappedRoll(entries: readonly JournalEntry[], range: TakeRange): MappedRoll | null {
  const span = rollIn(entries, range)
  if (span === null) return null
  const roll = counted(entries, span)
  return { roll, map: roll.entries.length > 1 ? pulseMap(roll.pulses, roll.first) : null }
}

const pulsesInside = ({ pulseEntries }: RollSpan, range: TakeRange): number =>
  lowerBound(pulseEntries, range.to) - lowerBound(pulseEntries, range.from)

/** The ticks that a range of a roll covers. */
function spanOf(roll: Roll, range: TakeRange): { readonly from: Tick; readonly to: Tick } {
  const tickBefore = (entry: number): Tick => {
    const place = lowerBound(roll.entries, entry)
    const number = roll.pulses.numbers[place] ?? (roll.pulses.numbers.at(-1) ?? -1) + 1
    return roll.first + number * PULSE
  }
  const from = range.from <= roll.firstEntry ? roll.first : tickBefore(range.from)
  return { from, to: Math.max(from + PULSE, tickBefore(Math.min(range.to, roll.endEntry))) }
}

function takeOfRoll(
  entries: readonly JournalEntry[],
  range: TakeRange,
  mapped: MappedRoll,
  device: DeviceProfile,
  info: TakeInfo,
): Take {
  const { roll, map } = mapped
  const span = { ...spanOf(roll, range) }
  // Cut off before its Stop was heard: what came after the last pulse is part of it.
  const isCut = range.to <= roll.endEntry
  const performance = new Performance(device)
  const roles = rolesAt(entries, range.from)
  const end = Math.min(range.to, roll.endEntry)
  for (let index = 0; index < end; index++) {
    const entry = entries[index]
    // Most entries are pulses: they are counted already.
    if (entry?.type === 'in' && entry.bytes[0] === 0xf8) continue
    const onWire = roll.source === 'in' && roles.box === roles.clock
    if (entry?.type === 'mark' && entry.mark.type === 'roles' && index >= range.from) Object.assign(roles, entry.mark)
    // What sounded when its input went away ends there: its note-offs can never arrive.
    else if (entry?.type === 'mark' && entry.mark.type === 'lost' && entry.mark.port === roles.box)
      performance.stop(Math.round(positionIn(mapped, entry.time, index, onWire).pressed))
    else if (entry?.type === 'in' && entry.echo !== true && entry.port === roles.box && !isTransport(entry.bytes)) {
      const at = positionIn(mapped, entry.time, index, onWire)
      performance.push(parse(entry.bytes), at)
      if (isCut && at.rolling) span.to = Math.max(span.to, at.tick + PULSE, Math.ceil((at.pressed + 1) / PULSE) * PULSE)
    }
  }
  performance.stop(span.to)
  const tempo = map === null || roll.source === 'out' ? [] : tempoOf(map, roll.pulses, roll.first)
  return { summary: summary(info, span.from, span.to, clockOf(mapped)), tempo, ...performance.within(span) }
}

/**
 * The inputs that count where a range begins. What came before them is their state, also that which stands before the mark
 * that tells of them: a segment begins with the state.
 */
function rolesAt(entries: readonly JournalEntry[], from: number): { box: number; clock: number } {
  for (let index = Math.min(from, entries.length - 1); index >= 0; index--) {
    const entry = entries[index]
    if (entry?.type === 'mark' && entry.mark.type === 'roles') return { ...entry.mark }
  }
  return { box: 0, clock: 0 }
}

/**
 * Where a message stands by a roll: `pressed` by the tempo around it, `tick` by the pulses before it. On one wire the order
 * tells which these are; where the clock comes on another (a clock of ours, or of a third machine) only times can.
 */
function positionIn({ roll, map }: MappedRoll, time: Micros, index: number, onWire: boolean): Position {
  const before = onWire ? lowerBound(roll.entries, index) : lowerBound(roll.pulses.times, time)
  if (index < roll.firstEntry && before === 0) return { pressed: roll.first, tick: roll.first, rolling: false }
  const after = before - 1
  const next = after < 0 ? 0 : (roll.pulses.numbers[after] ?? 0) + 1
  const tick = roll.first + next * PULSE
  if (after < 0 || map === null) return { pressed: tick, tick, rolling: true }
  const pressed = map.tickAt(time, after)
  // Where pulses were lost, more of them may have passed than are on record.
  const following = roll.pulses.numbers[before] ?? next
  return { pressed, tick: following > next ? Math.max(tick, Math.ceil(pressed / PULSE) * PULSE) : tick, rolling: true }
}

function takeWithoutClock(
  entries: readonly JournalEntry[],
  range: TakeRange,
  device: DeviceProfile,
  info: TakeInfo,
): Take {
  const inside = entries.slice(range.from, range.to)
  const time = inside[0]?.time ?? 0
  const timeline = { bpm: info.bpm, tick: 0, time }
  const at = (now: number): number => Math.max(0, tickAt(timeline, now))
  const to: Tick = Math.max(PULSE, Math.ceil(at(inside.at(-1)?.time ?? time)))
  const performance = new Performance(device)
  const roles = rolesAt(entries, range.from)
  entries.slice(0, range.to).forEach((entry, index) => {
    if (entry.type === 'mark' && entry.mark.type === 'roles' && index >= range.from) Object.assign(roles, entry.mark)
    if (entry.type !== 'in' || entry.echo === true || entry.port !== roles.box) return
    const pressed = at(entry.time)
    performance.push(parse(entry.bytes), { pressed, tick: Math.round(pressed), rolling: index >= range.from })
  })
  performance.stop(to)
  const clock: ClockSummary = { source: 'none', pulses: 0, bpm: info.bpm, jitter: 0 }
  return { summary: summary(info, 0, to, clock), tempo: [], ...performance.within({ from: 0, to }) }
}

function clockOf({ roll, map }: MappedRoll): ClockSummary {
  return {
    source: roll.source === 'in' ? 'box' : 'muteline',
    pulses: roll.entries.length,
    bpm: map?.bpm ?? 0,
    jitter: map === null ? 0 : deviationOf(map.late),
  }
}

/** The root mean square. */
export function deviationOf(late: Float64Array): Micros {
  let sum = 0
  for (const each of late) sum += each * each
  return late.length === 0 ? 0 : Math.sqrt(sum / late.length)
}

function summary(info: TakeInfo, from: Tick, to: Tick, clock: ClockSummary): Take['summary'] {
  return { id: info.id, name: info.name, startedAt: info.startedAt, recovered: info.recovered, from, to, clock }
}
