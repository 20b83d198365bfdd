import { describe, expect, it } from 'vitest'
import { seededRandom } from '../base/random'
import { Listener, type PassTiming } from './listener'

const RATE = 10_000
const format = { rate: RATE, channels: 1 }
const timing: PassTiming = { startAfter: 1, song: 2, tail: { below: -60, hold: 0.5, most: 3 } }

/** A room, then a marker at 1 s, and at 2 s a song that rings for so long after its end. */
function sound(ring: number, room = 0, marker = 0.5): Float32Array {
  const random = seededRandom(3)
  return Float32Array.from({ length: RATE * 9 }, (_, frame) => {
    const second = frame / RATE
    const floor = (random() - 0.5) * 2 * room
    if (second >= 1 && second < 1.2) return floor + marker * Math.cos(frame / 3) * Math.exp(-(second - 1) * 20)
    return second >= 2 && second < 4 + ring ? floor + 0.2 * Math.sin(frame / 7) : floor
  })
}

/** Hears it in pieces of a size; the marker is expected from 0.9 s on. */
function heard(listener: Listener, samples: Float32Array, piece = 777): Listener {
  let expected = false
  for (let at = 0; at < samples.length && !['done', 'deaf'].includes(listener.phase); at += piece) {
    if (!expected && listener.frames > 0.9 * RATE) {
      listener.expectMarker()
      expected = true
    }
    listener.hear(samples.subarray(at, at + piece))
  }
  return listener
}

describe('a listener', () => {
  it.each([100, 777, 1000, 3333])('finds the song by the marker, in pieces of %i', (piece) => {
    const listener = heard(new Listener(format, timing, null), sound(0.3), piece)
    expect(listener).toMatchObject({ phase: 'done', onset: RATE, songFrom: 2 * RATE })
    expect(listener.end).toBeCloseTo(4.8 * RATE, -1)
  })

  it('finds it to the frame in noise, by an earlier marker', () => {
    const first = heard(new Listener(format, timing, null), sound(0.3))
    const later = new Float32Array([...new Float32Array(123), ...sound(0.3, 0.02)])
    expect(heard(new Listener(format, timing, first.marker), later)).toMatchObject({ songFrom: 2 * RATE + 123 })
  })

  it('hears none that is not louder than the room', () => {
    expect(heard(new Listener(format, timing, null), sound(0, 0.2, 0.5)).phase).toBe('deaf')
  })

  it('takes no click for the marker, before it or in the room', () => {
    const clicked = sound(0.3)
    clicked[0.1 * RATE] = 0.9
    clicked[0.95 * RATE] = 0.9
    expect(heard(new Listener(format, timing, null), clicked)).toMatchObject({ phase: 'done', onset: RATE })
  })

  it('nor another sound, where it knows the marker', () => {
    const first = heard(new Listener(format, timing, null), sound(0.3))
    const knocked = sound(0.3)
    for (let frame = 0.92 * RATE; frame < 0.97 * RATE; frame++) knocked[frame] = 0.3 * Math.sin(frame / 2)
    expect(heard(new Listener(format, timing, first.marker), knocked).onset).toBe(RATE)
  })

  it('nor the song’s first sound, where no marker sounds', () => {
    const late = { ...timing, startAfter: 3 }
    const song = new Float32Array([...new Float32Array(2 * RATE), ...sound(0, 0, 0)])
    expect(heard(new Listener(format, late, null), song).phase).toBe('deaf')
  })

  it('waits for a tail until it is silent for long enough, and no longer than is set', () => {
    const endOf = (ring: number): number => heard(new Listener(format, timing, null), sound(ring)).end / RATE
    expect(endOf(0)).toBeCloseTo(4.5, 2)
    expect(endOf(1)).toBeCloseTo(5.5, 2)
    expect(endOf(4.9)).toBeCloseTo(7, 0)
  })

  it('without a marker begins where it is told', () => {
    const listener = new Listener(format, timing, null)
    listener.hear(new Float32Array(RATE))
    listener.beginAt(RATE)
    listener.hear(sound(0))
    expect(listener.songFrom).toBe(2 * RATE)
  })

  it('tells how loud it was, and what was too loud', () => {
    const loud = sound(0)
    loud.fill(1, 2.5 * RATE, 2.5 * RATE + 7)
    expect(heard(new Listener(format, timing, null), loud).levels).toEqual({ peak: 1, clipped: 7, holes: 0 })
  })
})
