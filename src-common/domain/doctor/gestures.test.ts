import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import type { Evidence, Gesture, Observation } from './evidence'
import { stateIn } from './gesture-state'
import { nextGesture } from './gestures'
import { observe } from './observe'
import { ask, hear, mute, note, SECOND, seeing } from './sightings'

const PLAY: Gesture = { type: 'play', track: null }
const MUTE: Gesture = { type: 'mute', track: 0 }
const profile = defaultProfile('digitakt')
const pulses = (time: number, count: number): Observation => ({ type: 'pulses', time, direction: 'in', port: 0, count })
const wait = (evidence: Evidence, time: number): Evidence => observe(evidence, { type: 'time', time })

describe('a gesture', () => {
  it('PLAY is answered by Start and a bar of clock; without Start, once it could have played', () => {
    const asked = seeing(ask(0, PLAY))
    const started = observe(asked, hear(SECOND, { type: 'start' }))
    expect(stateIn(started, profile, 'play')).toBe('waiting')
    expect(stateIn(observe(started, pulses(3 * SECOND, 96)), profile, 'play')).toBe('answered')
    const ticking = observe(asked, pulses(3 * SECOND, 96))
    expect(stateIn(ticking, profile, 'play')).toBe('waiting')
    expect(stateIn(wait(ticking, 6 * SECOND), profile, 'play')).toBe('answered')
  })

  it('is silent once patience is over, and sooner where other things come instead', () => {
    const asked = seeing(ask(0, PLAY))
    expect(stateIn(wait(asked, 7 * SECOND), profile, 'play')).toBe('waiting')
    expect(stateIn(wait(asked, 9 * SECOND), profile, 'play')).toBe('silent')
    expect(stateIn(wait(observe(asked, hear(1, note(60))), 6 * SECOND), profile, 'play')).toBe('silent')
  })

  it('that was left before patience was over is held against nobody', () => {
    expect(stateIn(seeing(ask(0, MUTE), ask(SECOND, null)), profile, 'mute', 0)).toBe('skipped')
    expect(stateIn(seeing(ask(0, MUTE), ask(7 * SECOND, null)), profile, 'mute', 0)).toBe('skipped')
    expect(stateIn(seeing(ask(0, MUTE), ask(9 * SECOND, null)), profile, 'mute', 0)).toBe('silent')
  })

  it('keeps its answer, whatever comes later', () => {
    const evidence = seeing(ask(0, MUTE), hear(SECOND, mute(1, 127)), ask(2 * SECOND, null))
    expect(stateIn(wait(evidence, 99 * SECOND), profile, 'mute', 0)).toBe('answered')
  })
})

describe('what is asked next', () => {
  const after = (...mutes: readonly Observation[]): Evidence =>
    seeing(ask(0, PLAY), pulses(1, 96), hear(2, { type: 'start' }), ask(3 * SECOND, MUTE), ...mutes)

  it('is PLAY, then a mute and its undoing, then nothing', () => {
    expect(nextGesture(seeing(), profile, false)).toEqual(PLAY)
    const muted = after(hear(4 * SECOND, mute(1, 127)), ask(5 * SECOND, { type: 'unmute', track: 0 }))
    expect(nextGesture(muted, profile, false)).toBeNull()
    expect(nextGesture(muted, profile, true)).toEqual({ type: 'mute', track: 8 })
    expect(nextGesture(muted, defaultProfile('digitakt2'), true)).toEqual({ type: 'patternMute', track: 0 })
  })

  it('is another track, where the first one is silent or comes by another channel', () => {
    const undoing = ask(30 * SECOND, { type: 'unmute', track: 0 })
    const second = { type: 'mute', track: 1 }
    expect(nextGesture(after(undoing), profile, false)).toEqual(second)
    expect(nextGesture(after(hear(4 * SECOND, mute(10, 127)), undoing), profile, false)).toEqual(second)
  })
})
