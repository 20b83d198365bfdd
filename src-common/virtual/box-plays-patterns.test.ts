import { describe, expect, it } from 'vitest'
import { unroll, USUAL_POLICY } from '../domain/device/pattern-unroll'
import { STEP } from '../domain/time/ticks'
import { createBox, type Played } from './box'
import { BoxRunner } from './box-runner'
import { demoPatterns } from './demo-patterns'

const STEPS = 8 * 64
const SECONDS_A_STEP = 0.2

/** What the box plays of a pattern from Start on. */
function playedOf(pattern: number, fill: boolean): readonly Played[] {
  const runner = new BoxRunner(createBox('digitakt'), 0)
  runner.press({ type: 'pattern', pattern }, 0)
  runner.press({ type: 'tempo', bpm: 75 }, 0)
  runner.press({ type: 'fill', on: fill }, 0)
  runner.press({ type: 'play' }, 0)
  const { played } = runner.advance(STEPS * SECONDS_A_STEP * 1e6)
  return played.filter(({ source }) => source === 'sequence')
}

describe('the virtual box plays what its patterns unroll to', () => {
  it.each(
    Object.entries(demoPatterns()).flatMap(([number, pattern]) =>
      [false, true].map((fill) => [pattern.name, fill ? 'with FILL' : 'without FILL', Number(number), fill] as const),
    ),
  )('%s, %s', (_, __, number, fill) => {
    const pattern = demoPatterns()[String(number)]
    if (pattern === undefined) throw new Error('no such pattern')
    const policy = { ...USUAL_POLICY, fill, retrig: true }
    const end = (STEPS - 4) * STEP
    const unrolled = unroll(pattern, STEPS * STEP, policy, false).flatMap((notes, track) =>
      notes.map(({ tick, pitch, velocity }) => ({ tick, track, pitch, velocity })),
    )
    const played = playedOf(number, fill).map(({ tick, track, pitch, velocity }) => ({
      tick: Math.round(tick),
      track,
      pitch,
      velocity,
    }))
    const inOrder = (notes: typeof played): typeof played =>
      notes.filter(({ tick }) => tick < end).sort((a, b) => a.tick - b.tick || a.track - b.track || a.pitch - b.pitch)
    expect(inOrder(played).length).toBeGreaterThan(100)
    expect(inOrder(played)).toEqual(inOrder(unrolled))
  })
})
