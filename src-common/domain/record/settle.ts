// Turns a range of a journal into a take: every message gets its exact tick from the recorded pulses.
import type { DeviceProfile } from '../device/device'
import { isTransport, parse } from '../midi/message'
import type { ClockSummary, Take } from '../model/take'
import { jitterOf, pulseMap } from '../time/pulse-map'
import { PULSE, type Micros, type Tick } from '../time/ticks'
import { tickAt } from '../time/timeline'
import type { JournalEntry } from './journal'
import { Performance, type Position } from './performance'
import { rollsOf, type Roll } from './rolls'

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
  const roll = rollIn(entries, range)
  return roll === null ? takeWithoutClock(entries, range, device, info) : takeOfRoll(entries, range, roll, device, info)
}

/**
 * The roll that has most pulses inside the range: one that was seen to start before one that was not, and the box's own
 * clock before ours where both count alike.
 */
export function rollIn(entries: readonly JournalEntry[], range: TakeRange): Roll | null {
  const weight = (roll: Roll): number => pulsesInside(roll, range) * (roll.known ? 2 : 1e-6)
  const rolls = [...rollsOf(entries, 'in'), ...rollsOf(entries, 'out')].filter((roll) => weight(roll) > 0)
  return rolls.reduce<Roll | null>((best, roll) => (best !== null && weight(best) >= weight(roll) ? best : roll), null)
}

const pulsesInside = (roll: Roll, range: TakeRange): number =>
  lowerBound(roll.entries, range.to) - lowerBound(roll.entries, range.from)

function takeOfRoll(
  entries: readonly JournalEntry[],
  range: TakeRange,
  roll: Roll,
  device: DeviceProfile,
  info: TakeInfo,
): Take {
  const locate = locator(roll)
  const end = Math.min(range.to, roll.endEntry)
  const from = range.from <= roll.firstEntry ? roll.first : roll.first + pulsesBefore(roll, range.from) * PULSE
  const to = Math.max(from + PULSE, roll.first + pulsesBefore(roll, end) * PULSE)
  const performance = new Performance(device)
  entries.slice(0, end).forEach((entry, index) => {
    if (entry.type === 'in' && !isTransport(entry.bytes))
      performance.push(parse(entry.bytes), locate(entry.time, index))
  })
  performance.stop(to)
  return { summary: summary(info, from, to, clockOf(roll)), ...performance.within({ from, to }) }
}

/** Positions of messages by their place on the wire: before, between or after the roll's pulses. */
function locator(roll: Roll): (time: number, index: number) => Position {
  const map = roll.times.length > 1 ? pulseMap(roll.times, roll.first) : null
  return (time, index) => {
    const before = pulsesUntil(roll, time, index)
    if (index < roll.firstEntry && before === 0) return { pressed: roll.first, tick: roll.first, rolling: false }
    const after = before - 1
    const tick = roll.first + (after + 1) * PULSE
    if (after < 0 || map === null) return { pressed: tick, tick, rolling: true }
    return { pressed: map.tickAt(time, after), tick, rolling: true }
  }
}

/**
 * How many of the roll's pulses came before a message. On one wire the order tells; our own clock goes out on another,
 * and there only times can be compared.
 */
function pulsesUntil(roll: Roll, time: Micros, index: number): number {
  return roll.source === 'in' ? pulsesBefore(roll, index) : lowerBound(roll.times, time)
}

/** How many of the roll's pulses lie before an entry. */
const pulsesBefore = (roll: Roll, index: number): number => lowerBound(roll.entries, index)

/** How many of some sorted numbers are less than `value`. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1
    else high = middle
  }
  return low
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
  entries.slice(0, range.to).forEach((entry, index) => {
    if (entry.type !== 'in') return
    const pressed = at(entry.time)
    performance.push(parse(entry.bytes), { pressed, tick: Math.round(pressed), rolling: index >= range.from })
  })
  performance.stop(to)
  const clock: ClockSummary = { source: 'none', pulses: 0, bpm: info.bpm, jitter: 0 }
  return { summary: summary(info, 0, to, clock), ...performance.within({ from: 0, to }) }
}

function clockOf(roll: Roll): ClockSummary {
  return {
    source: roll.source === 'in' ? 'box' : 'muteline',
    pulses: roll.times.length,
    bpm: roll.times.length > 1 ? pulseMap(roll.times, roll.first).bpm : 0,
    jitter: jitterOf(roll.times),
  }
}

function summary(info: TakeInfo, from: Tick, to: Tick, clock: ClockSummary): Take['summary'] {
  return { id: info.id, name: info.name, startedAt: info.startedAt, recovered: info.recovered, from, to, clock }
}
