import { expect, it } from 'vitest'
import { defaultProfile } from '../../src-common/domain/device/device'
import { run } from '../../src-common/domain/edit/command'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { BAR, PULSE, type Tick } from '../../src-common/domain/time/ticks'
import type { Leaving } from './departures'
import { Transport } from './transport'

const PERIOD = 20_833

/** Lets the box send so many pulses from a time on; answers the time after them. */
function pulses(transport: Transport, count: number, from: number): number {
  for (let i = 0; i < count; i++) {
    const time = from + i * PERIOD
    transport.receive({ type: 'clock' }, time, time)
    transport.pump(time)
  }
  return from + count * PERIOD
}

function waiting(): Transport {
  const transport = new Transport(sequenceOf(emptyProject('Test')))
  transport.locate(4 * BAR, 0)
  transport.play(0)
  expect(transport.state(0).replay).toBe('waiting')
  return transport
}

it('after the box’s Continue the song goes on where it was, after its Start where it was located', () => {
  const transport = waiting()
  transport.receive({ type: 'start' }, 0, 0)
  let time = pulses(transport, 2 * 96, 1000)
  transport.receive({ type: 'stop' }, time, time)
  expect(transport.state(time).replay).toBe('waiting')
  transport.receive({ type: 'continue' }, time, time)
  time = pulses(transport, 1, time)
  expect(transport.songOffset(time - PERIOD)).toBe(4 * BAR)
  expect(transport.state(time).song.at(-1)).toEqual({ song: 6 * BAR, clock: 2 * BAR })
  transport.receive({ type: 'stop' }, time, time)
  transport.receive({ type: 'start' }, time, time)
  expect(transport.state(time).song.at(-1)).toEqual({ song: 4 * BAR, clock: 0 })
})

it('a message that arrives between two pulses stands between them, and holds from the next', () => {
  const transport = waiting()
  transport.receive({ type: 'start' }, 0, 0)
  const time = pulses(transport, 49, 1000)
  const at = transport.positionOf(time - PERIOD / 2)
  expect(at).toMatchObject({ tick: 49 * PULSE, rolling: true })
  expect(at.pressed).toBeCloseTo(48.5 * PULSE, 0)
})

/** Lets Muteline lead for a time, in small steps; answers what left. */
function leading(song: Project, from: Tick, seconds: number): readonly Leaving[] {
  const transport = new Transport(sequenceOf(song))
  transport.setMode('lead', 0)
  transport.locate(from, 0)
  const left = [...transport.play(0)]
  for (let time = 0; time < seconds * 1e6; time += 4000) left.push(...transport.pump(time))
  return left
}
const pulsesOf = (left: readonly Leaving[]): readonly number[] =>
  left.filter(({ bytes }) => bytes[0] === 0xf8).map(({ time }) => time)

it('leads through tempo changes: every pulse is where the tempo map has it, none twice and none left out', () => {
  const song = run(run(emptyProject('Test'), { type: 'putTempo', tick: BAR, bpm: 174 }), { type: 'putTempo', tick: 2 * BAR, bpm: 90.5 }) // prettier-ignore
  const left = leading(song, 0, 12)
  const start = left.findIndex(({ bytes }) => bytes[0] === 0xfa)
  const pulses = pulsesOf(left.slice(start))
  const due = (number: number): number => {
    const [first, second, third] = [120, 174, 90.5].map((bpm) => 60e6 / (24 * bpm)) as [number, number, number]
    return (
      Math.min(number, 96) * first + Math.min(96, Math.max(0, number - 96)) * second + Math.max(0, number - 192) * third
    )
  }
  pulses.forEach((time, number) => {
    expect(Math.abs(time - (pulses[0] ?? 0) - due(number))).toBeLessThanOrEqual(1.5)
  })
  expect(pulses.length).toBeGreaterThan(250)
})

it('a loop leads back to the tempo of its begin', () => {
  const changed = run(emptyProject('Test'), { type: 'putTempo', tick: BAR, bpm: 240 })
  const transport = new Transport(sequenceOf(changed))
  transport.replace(sequenceOf(changed), { from: 0, to: 2 * BAR }, 0)
  transport.setMode('lead', 0)
  const left = [...transport.play(0)]
  for (let time = 0; time < 12e6; time += 4000) left.push(...transport.pump(time))
  const pulses = pulsesOf(left.slice(left.findIndex(({ bytes }) => bytes[0] === 0xfa)))
  const bars = [0, 96, 192, 288].map((number) => Math.round(((pulses[number + 96] ?? 0) - (pulses[number] ?? 0)) / 1e5))
  expect(bars).toEqual([20, 10, 20, 10])
})

it('starts a box that can start anywhere by Song Position and Continue, a Digitakt by Start', () => {
  const words = (song: Project): readonly number[][] =>
    leading(song, 4 * BAR, 3).filter(({ bytes, clock }) => clock && bytes[0] !== 0xf8).map(({ bytes }) => [...bytes]) // prettier-ignore
  expect(words(emptyProject('Test'))).toEqual([[0xfa]])
  expect(words(emptyProject('Test', defaultProfile('generic')))).toEqual([[0xf2, 64, 0], [0xfb]])
})

it('after a gap in the box’s clock plays on from where the box is, without what was missed', () => {
  const notes = Array.from({ length: 64 }, (_, i) => ({ tick: i * 240, length: 120, pitch: 60, velocity: 100 }))
  const song = run(run(emptyProject('Test'), { type: 'addNotes', track: 0, notes }), { type: 'setTrack', track: 0, drive: 'notes' }) // prettier-ignore
  const transport = new Transport(sequenceOf(song))
  transport.play(0)
  transport.receive({ type: 'start' }, 0, 0)
  const time = pulses(transport, 96, 1000)
  const left: Leaving[] = []
  for (let i = 0; i < 48; i++) {
    const at = time + (96 + i) * PERIOD
    left.push(...transport.receive({ type: 'clock' }, at, at), ...transport.pump(at))
  }
  const begun = left.filter(({ bytes }) => (bytes[0] ?? 0) >> 4 === 9 && (bytes[2] ?? 0) > 0)
  expect(begun.length).toBeLessThanOrEqual(10)
  expect(begun.length).toBeGreaterThan(5)
})

it('an edit in the warm-up leaves the tempo at which the song begins', () => {
  const song = run(emptyProject('Test'), { type: 'putTempo', tick: 4 * BAR, bpm: 174 })
  const transport = new Transport(sequenceOf(song))
  transport.setMode('lead', 0)
  transport.locate(4 * BAR, 0)
  transport.play(0)
  transport.pump(300_000)
  transport.replace(
    sequenceOf(run(song, { type: 'paintMutes', tracks: [1], kind: 'global', from: 0, to: BAR })),
    null,
    300_000,
  )
  expect(transport.state(300_000).timeline.bpm).toBe(174)
})
