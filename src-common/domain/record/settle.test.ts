import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import type { Bytes } from '../midi/message'
import { MessageStream } from '../midi/message-stream'
import { BAR, PULSE } from '../time/ticks'
import { extractTake } from './extract'
import { journalOf, parseJournal, type JournalEntry } from './journal'
import { takeFrom } from './settle'

const device = { ...defaultProfile('digitakt'), patternLengths: { '0': BAR * 2, '1': BAR } }
const info = { id: 't1', name: 'Take 1', startedAt: '2026-01-01T00:00:00.000Z', recovered: false, bpm: 120 }
const PERIOD = 20833

type Gesture = { readonly pulse: number; readonly bytes: Bytes }

/** A roll of `pulses` pulses from Start; a gesture lands just before the pulse it names, as the wire keeps order. */
function roll(pulses: number, gestures: readonly Gesture[], start = 1_000_000): JournalEntry[] {
  const entries: JournalEntry[] = [{ type: 'in', port: 0, time: start - 5000, bytes: [0xfa] }]
  for (let pulse = 0; pulse < pulses; pulse++) {
    const time = start + pulse * PERIOD
    for (const each of gestures.filter((gesture) => gesture.pulse === pulse)) {
      entries.push({ type: 'in', port: 0, time: Math.round(time - PERIOD / 2), bytes: each.bytes })
    }
    entries.push({ type: 'in', port: 0, time, bytes: [0xf8] })
  }
  entries.push({ type: 'in', port: 0, time: start + pulses * PERIOD, bytes: [0xfc] })
  return entries
}

/** The entry of a box that we led: what the transport said is ours. */
const sentByUs = (entry: JournalEntry): JournalEntry =>
  entry.type === 'in' && (entry.bytes[0] ?? 0) >= 0xf8 ? { type: 'out', time: entry.time, bytes: entry.bytes } : entry

const mute = (track: number, on: boolean): Bytes => [0xb0 + track, 94, on ? 127 : 0]
const all = (entries: readonly JournalEntry[]): { from: number; to: number } => ({ from: 0, to: entries.length })

describe('settling a take', () => {
  it('puts a mute on the pulse from which it held, and keeps where it was pressed', () => {
    const entries = roll(24 * 16, [
      { pulse: 96, bytes: mute(2, true) },
      { pulse: 192, bytes: mute(2, false) },
    ])
    const take = takeFrom(entries, all(entries), device, info)
    const lane = take.lanes.find((each) => each.track === 2 && each.kind === 'global')
    expect(lane?.muted).toEqual([{ from: BAR, to: 2 * BAR }])
    expect(take.toggles[0]?.pressed).toBeCloseTo(BAR - PULSE / 2, 2)
    expect(take.summary).toMatchObject({ from: 0, to: 4 * BAR })
    expect(take.summary.clock).toMatchObject({ source: 'box', pulses: 384 })
  })

  it('knows that a track was muted before, when the first thing heard is its unmute', () => {
    const entries = roll(96, [{ pulse: 48, bytes: mute(0, false) }])
    const lane = takeFrom(entries, all(entries), device, info).lanes[0]
    expect(lane).toMatchObject({ muted: [{ from: 0, to: BAR / 2 }], known: true })
  })

  it('takes the state that held before the range began', () => {
    const before: JournalEntry = { type: 'in', port: 0, time: 10, bytes: mute(1, true) }
    const entries = [before, ...roll(96, [])]
    const take = takeFrom(entries, { from: 1, to: entries.length }, device, info)
    expect(take.lanes.find((lane) => lane.track === 1)?.muted).toEqual([{ from: 0, to: BAR }])
    expect(take.toggles).toEqual([])
  })

  it('has every value of a knob where it was turned, and at its begin the one that held before', () => {
    const entries: JournalEntry[] = [
      { type: 'in', port: 0, time: 10, bytes: [0xb1, 74, 20] },
      ...roll(96, [
        { pulse: 24, bytes: [0xb1, 74, 30] },
        { pulse: 24, bytes: [0xb1, 74, 31] },
        { pulse: 48, bytes: [0xe1, 0, 0] },
      ]),
    ]
    const take = takeFrom(entries, { from: 1, to: entries.length }, device, info)
    expect(take.controllers).toEqual([
      {
        track: 1,
        lanes: [
          {
            target: 'cc:74',
            points: [
              { tick: 0, value: 20 },
              { tick: 940, value: 31 },
            ],
          },
          { target: 'bend', points: [{ tick: 1900, value: 0 }] },
        ],
      },
    ])
    expect(take.unassigned).toBe(0)
  })

  it('counts bars from Start when recording began in the middle', () => {
    const entries = roll(96 * 4, [{ pulse: 200, bytes: mute(0, true) }])
    const from = entries.findIndex((_, index) => index > 100)
    const take = takeFrom(entries, { from, to: entries.length }, device, info)
    expect(take.summary.from).toBe(100 * PULSE)
    expect(take.lanes[0]?.muted).toEqual([{ from: 200 * PULSE, to: 4 * BAR }])
  })

  it('starts a selected pattern where the playing one ends', () => {
    const select = (pattern: number): Bytes => [0xc9, pattern]
    const entries: JournalEntry[] = [
      { type: 'in', port: 0, time: 1, bytes: select(0) },
      ...roll(96 * 6, [
        { pulse: 100, bytes: select(1) },
        { pulse: 96 * 3 + 1, bytes: select(5) },
        { pulse: 96 * 3 + 2, bytes: select(0) },
      ]),
    ]
    expect(takeFrom(entries, all(entries), device, info).patterns).toEqual([
      { tick: 0, pattern: 0, assumed: false },
      { tick: 2 * BAR, pattern: 1, assumed: false },
      { tick: 4 * BAR, pattern: 0, assumed: false },
    ])
  })

  it('pairs notes by channel and pitch, and closes at Stop what is still open', () => {
    const entries = roll(96, [
      { pulse: 24, bytes: [0x90, 60, 100] },
      { pulse: 30, bytes: [0x91, 60, 90] },
      { pulse: 36, bytes: [0x90, 60, 0] },
    ])
    const notes = takeFrom(entries, all(entries), device, info).notes
    expect(notes).toMatchObject([
      { track: 0, tick: 940, length: 480, closed: false },
      { track: 1, tick: 1180, length: BAR - 1180, closed: true },
    ])
  })

  it('leaves out what was played before it, in an earlier roll or while stopped', () => {
    const played: Gesture[] = [
      { pulse: 10, bytes: [0x90, 60, 100] },
      { pulse: 20, bytes: [0x90, 60, 0] },
    ]
    const first = roll(96, played)
    const entries = [...first, ...roll(96, played, 9_000_000)]
    const take = takeFrom(entries, { from: first.length, to: entries.length }, device, info)
    expect(take.notes).toMatchObject([{ tick: 380, length: 400 }])
  })

  it('counts from where the input was opened when the box was playing already', () => {
    const [, ...rest] = roll(96, [{ pulse: 48, bytes: mute(0, true) }])
    const take = takeFrom(rest, all(rest), device, info)
    expect(take.summary).toMatchObject({ from: 0, to: BAR, clock: { source: 'box', pulses: 96 } })
    expect(take.lanes[0]?.muted).toEqual([{ from: BAR / 2, to: BAR }])
  })

  it('takes no idle clock for a performance', () => {
    const idle: JournalEntry[] = Array.from({ length: 50 }, (_, i) => ({
      type: 'in',
      port: 0,
      time: i * PERIOD,
      bytes: [0xf8],
    }))
    const entries = [...idle, ...roll(24, [], 9_000_000)]
    expect(takeFrom(entries, all(entries), device, info).summary.clock.pulses).toBe(24)
  })

  it('reads time at the given tempo when there was no clock', () => {
    const entries: JournalEntry[] = [
      { type: 'mark', time: 0, mark: { type: 'record', at: '' } },
      { type: 'in', port: 0, time: 500_000, bytes: mute(0, true) },
      { type: 'in', port: 0, time: 1_000_000, bytes: mute(0, false) },
    ]
    const take = takeFrom(entries, all(entries), device, info)
    expect(take.summary.clock.source).toBe('none')
    expect(take.lanes[0]?.muted).toEqual([{ from: 960, to: 1920 }])
  })

  it('holds what was played after the last pulse, where it was cut off before a Stop', () => {
    const whole = roll(96, [{ pulse: 95, bytes: mute(0, true) }]).slice(0, -1)
    const late: JournalEntry = { type: 'in', port: 0, time: 1_000_000 + 97.6 * PERIOD, bytes: [0x91, 60, 100] }
    const entries = [...whole, { ...late, bytes: mute(3, true) }, late]
    const take = takeFrom(entries, all(entries), device, info)
    expect(take.toggles.map(({ track }) => track)).toEqual([0, 3])
    expect(take.notes).toMatchObject([{ track: 1 }])
  })

  it('follows our own pulses where we led', () => {
    const entries = roll(96, [{ pulse: 48, bytes: mute(0, true) }]).map(sentByUs)
    const take = takeFrom(entries, all(entries), device, info)
    expect(take.summary.clock.source).toBe('muteline')
    expect(take.lanes[0]?.muted).toEqual([{ from: BAR / 2, to: BAR }])
  })
})

describe('a clock that comes on another input than the box', () => {
  it('places what the box plays by time', () => {
    const clock = roll(96, []).map((entry): JournalEntry => (entry.type === 'in' ? { ...entry, port: 2 } : entry))
    const roles: JournalEntry = { type: 'mark', time: 0, mark: { type: 'roles', box: 1, clock: 2 } }
    const played = (pulse: number, bytes: Bytes, port = 1): JournalEntry => ({ type: 'in', port, time: 1_000_000 + pulse * PERIOD, bytes }) // prettier-ignore
    // As inputs deliver: the box's messages late, and that of a third machine in between.
    const entries = [
      roles,
      ...clock.slice(0, 60),
      played(47.5, mute(2, true)),
      played(48, mute(3, true), 0),
      ...clock.slice(60),
    ]
    const take = takeFrom(entries, all(entries), device, info)
    expect(take.summary.clock).toMatchObject({ source: 'box', pulses: 96 })
    expect(take.lanes.filter(({ muted }) => muted.length > 0)).toMatchObject([
      { track: 2, muted: [{ from: BAR / 2, to: BAR }] },
    ])
    expect(take.toggles[0]?.pressed).toBeCloseTo(47.5 * PULSE, 0)
  })
})

describe('a Continue', () => {
  const twoBars = roll(192, [])
  const continued = (gestures: readonly Gesture[]): JournalEntry[] => {
    const [, ...rest] = roll(192, gestures, 9_000_000)
    const position: JournalEntry = { type: 'mark', time: 0, mark: { type: 'position', tick: 2 * BAR } }
    return [{ type: 'in', port: 0, time: 8_990_000, bytes: [0xfb] }, position, ...rest]
  }

  it('goes on where the box stopped, also where what came before is not at hand any more', () => {
    const later = continued([{ pulse: 96, bytes: mute(1, true) }])
    const entries = [...twoBars, ...later]
    const range = { from: twoBars.length, to: entries.length }
    const take = takeFrom(entries, range, device, info)
    expect(take.summary).toMatchObject({ from: 2 * BAR, to: 4 * BAR })
    expect(takeFrom(later, all(later), device, info)).toEqual(take)
    const extract = extractTake(entries, range)
    expect(takeFrom(extract.entries, extract.range, device, info)).toEqual(take)
  })
})

describe('our own clock', () => {
  it('counts from 0 also where Song Position and Continue sent the box elsewhere', () => {
    const [, ...rest] = roll(96, [{ pulse: 48, bytes: mute(0, true) }])
    const begun: JournalEntry[] = [
      { type: 'out', time: 1000, bytes: [0xf2, 32, 0] },
      { type: 'out', time: 990_000, bytes: [0xfb] },
      { type: 'mark', time: 990_000, mark: { type: 'position', tick: 2 * BAR } },
    ]
    const once = [...begun, ...rest.map(sentByUs)]
    // The second roll goes on after the first: that does not count either.
    for (const entries of [once, [...roll(96, []).map(sentByUs), ...once]]) {
      const take = takeFrom(entries, { from: entries.length - once.length, to: entries.length }, device, info)
      expect(take.summary).toMatchObject({ from: 0, to: BAR, clock: { source: 'muteline', pulses: 96 } })
      expect(take.lanes[0]?.muted).toEqual([{ from: BAR / 2, to: BAR }])
    }
  })
})

describe('the state before a take', () => {
  it('is that of the input which is the box when it begins, also where that is told only after it', () => {
    const state: JournalEntry[] = [0, 1].map((port) => ({ type: 'in', port, time: port, bytes: mute(2, port === 1) }))
    const roles: JournalEntry = { type: 'mark', time: 0, mark: { type: 'roles', box: 1, clock: 1 } }
    const played = roll(96, []).map((entry): JournalEntry => (entry.type === 'in' ? { ...entry, port: 1 } : entry))
    const entries = [...state, roles, ...played]
    const take = takeFrom(entries, { from: 3, to: entries.length }, device, info)
    expect(take.lanes.filter(({ muted }) => muted.length > 0)).toMatchObject([
      { track: 2, muted: [{ from: 0, to: BAR }] },
    ])
  })
})

describe('pulses that were lost on their way', () => {
  it('are counted, and what the box played meanwhile stands where it was played', () => {
    const whole = roll(96, [
      { pulse: 41, bytes: mute(2, true) },
      { pulse: 72, bytes: mute(2, false) },
    ])
    const holed = whole.filter(({ time }) => time < 1_000_000 + 39.8 * PERIOD || time > 1_000_000 + 43.2 * PERIOD || time % PERIOD !== 1_000_000 % PERIOD) // prettier-ignore
    expect(whole.length - holed.length).toBe(4)
    const lane = takeFrom(holed, all(holed), device, info).lanes.find(
      ({ track, kind }) => track === 2 && kind === 'global',
    )
    expect(lane).toMatchObject({ track: 2, muted: [{ from: 41 * PULSE, to: 72 * PULSE }] })
  })
})

const bytes = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 15 }), fc.boolean()).map(([track, on]) => mute(track, on)),
  fc.tuple(fc.nat(7), fc.integer({ min: 0, max: 3 })).map(([track, pitch]): Bytes => [0x90 + track, 60 + pitch, 100]),
  fc.tuple(fc.nat(7), fc.integer({ min: 0, max: 3 })).map(([track, pitch]): Bytes => [0x90 + track, 60 + pitch, 0]),
  fc.nat(3).map((pattern): Bytes => [0xc9, pattern]),
)
const performances = fc.array(fc.record({ pulse: fc.nat(200), bytes }), { maxLength: 40 }).map((gestures) => {
  const before = gestures.filter(({ pulse }) => pulse < 60)
  return [...roll(60, [{ pulse: 30, bytes: mute(3, true) }, ...before], 100_000), ...roll(200, gestures, 9_000_000)]
})

describe('any performance', () => {
  it('settles the same however its bytes were cut into packets', () => {
    fc.assert(
      fc.property(performances, fc.array(fc.nat(3), { minLength: 1 }), (entries, cuts) => {
        const stream = new MessageStream()
        const cut = entries.flatMap((entry, index): JournalEntry[] => {
          if (entry.type !== 'in') return [entry]
          const at = cuts[index % cuts.length]
          const packets = [entry.bytes.slice(0, at), entry.bytes.slice(at)]
          return packets.flatMap((packet) => stream.push(packet).map((bytes) => ({ ...entry, bytes })))
        })
        expect(takeFrom(cut, all(cut), device, info)).toEqual(takeFrom(entries, all(entries), device, info))
      }),
    )
  })

  it('settles the same from its journal as from memory', () => {
    fc.assert(
      fc.property(performances, (entries) => {
        const read = parseJournal(journalOf(entries))?.entries ?? []
        expect(takeFrom(read, all(read), device, info)).toEqual(takeFrom(entries, all(entries), device, info))
      }),
    )
  })

  it('settles the same from its extract as from the whole journal', () => {
    fc.assert(
      fc.property(performances, fc.nat(100), (entries, skip) => {
        const range = { from: 63 + (entries.length >> 3) + skip, to: entries.length }
        const extract = extractTake(entries, range)
        expect(takeFrom(extract.entries, extract.range, device, info)).toEqual(takeFrom(entries, range, device, info))
        expect(extract.entries.length).toBeLessThan(entries.length)
      }),
    )
  })
})
