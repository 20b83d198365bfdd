import { expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { parse } from '../midi/message'
import { clip } from '../model/intervals'
import { Performance } from './performance'

const message = fc.oneof(
  fc.tuple(fc.constantFrom(94, 110), fc.nat(9), fc.boolean()).map(([controller, channel, muted]) => [0xb0 + channel, controller, muted ? 127 : 0]),
  fc.tuple(fc.nat(9), fc.integer({ min: 60, max: 63 }), fc.boolean()).map(([channel, pitch, on]) => [on ? 0x90 + channel : 0x80 + channel, pitch, 100]),
  fc.nat(127).map((program) => [0xc9, program]),
) // prettier-ignore
/** Mostly onward, now and then back, as after another Start. */
const heard = fc.array(fc.tuple(message, fc.oneof({ weight: 9, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.integer({ min: -3000, max: 0 }) }), fc.boolean())) // prettier-ignore
const part = fc.tuple(fc.nat(6000), fc.integer({ min: 1, max: 3000 })).map(([from, length]) => ({ from, to: from + length })) // prettier-ignore

type Heard = readonly (readonly [readonly number[], number, boolean])[]

function play(performance: Performance, messages: Heard, after: (tick: number) => void = () => undefined): void {
  let tick = 0
  for (const [bytes, by, rolling] of messages) {
    tick = Math.max(0, tick + by)
    performance.push(parse(bytes), { pressed: tick, tick, rolling: rolling || by > 20 })
    after(tick)
  }
}

it('what is seen of a part is what was performed, cut to that part', () => {
  fc.assert(
    fc.property(heard, part, part, (messages, whole, seen) => {
      const performance = new Performance(defaultProfile('digitakt'))
      play(performance, messages)
      const all = performance.within(whole)
      expect(performance.lanesWithin(whole, seen)).toEqual(
        all.lanes.map((lane) => ({ ...lane, muted: clip(lane.muted, seen) })),
      )
      const touches = (note: { tick: number; length: number }): boolean =>
        note.tick <= seen.to && note.tick + note.length >= seen.from
      const order = (a: { tick: number; track: number; pitch: number }, b: typeof a): number =>
        a.tick - b.tick || a.track - b.track || a.pitch - b.pitch
      expect([...performance.notesWithin(whole, seen)].filter(touches).sort(order)).toEqual(all.notes.filter(touches))
      expect(performance.patternsWithin(whole)).toEqual(all.patterns)
    }),
  )
})

it('before the tick from which it says that something changed, nothing did', () => {
  fc.assert(
    fc.property(heard, (messages) => {
      const performance = new Performance(defaultProfile('digitakt'))
      const end = 100_000
      const lookUntil = (to: number): unknown => {
        const whole = { from: 0, to: end }
        const lanes = performance.lanesWithin(whole, { from: 0, to })
        const notes = performance.notesWithin(whole, { from: 0, to })
        const shown = notes.map(({ track, tick, length, pitch }) => [tick, Math.min(to, tick + length), track, pitch])
        return [lanes.map(({ muted }) => muted), shown.filter(([tick]) => (tick ?? 0) < to).sort()]
      }
      const looks = new Map<number, unknown>()
      const before = (): void => {
        for (let at = 0; at <= 3000; at += 150) looks.set(at, lookUntil(at))
      }
      performance.takeChanged()
      before()
      play(performance, messages.slice(0, 20), () => {
        const changed = performance.takeChanged()
        for (const [at, look] of looks) if (at <= changed) expect(lookUntil(at)).toEqual(look)
        before()
      })
    }),
    { numRuns: 50 },
  )
})
