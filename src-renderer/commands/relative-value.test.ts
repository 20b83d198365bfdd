import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pitchName } from '../../src-common/domain/device/describe'
import { BAR, PPQ, STEP } from '../../src-common/domain/time/ticks'
import { lengthText, positionText } from '../state/note-words'
import { readChange } from './relative-value'

describe('what is typed for notes', () => {
  it.each([
    ['velocity', '96', 'set', 96],
    ['velocity', '+10', 'add', 10],
    ['velocity', '- 10', 'add', -10],
    ['velocity', '50%', 'scale', 0.5],
    ['velocity', '-5%', 'scale', 0.95],
    ['velocity', '+ 10 %', 'scale', 1.1],
    ['length', '130', 'set', 130],
    ['length', '2s', 'set', 2 * STEP],
    ['length', '1.5 steps', 'set', 360],
    ['length', '1b', 'set', PPQ],
    ['length', '2 bars', 'set', 2 * BAR],
    ['length', '1/8', 'set', 480],
    ['length', '1/8t', 'set', 320],
    ['length', '+1/16', 'add', STEP],
    ['length', '*2', 'scale', 2],
    ['length', '/2', 'scale', 0.5],
    ['tick', '5', 'set', 4 * BAR],
    ['tick', '5.2.1', 'set', 4 * BAR + PPQ],
    ['tick', '5.2.1+30', 'set', 4 * BAR + PPQ + 30],
    ['tick', '5|2|030', 'set', 4 * BAR + PPQ + 30],
    ['tick', '+2s', 'add', 2 * STEP],
    ['tick', '-1bar', 'add', -BAR],
    ['pitch', 'C5', 'set', 60],
    ['pitch', 'f#3', 'set', 42],
    ['pitch', 'Db5', 'set', 61],
    ['pitch', 'b4', 'set', 59],
    ['pitch', '72', 'set', 72],
    ['pitch', '+12', 'add', 12],
    ['pitch', '−1', 'add', -1],
  ] as const)('as %s: %s is %s %d', (field, text, type, value) => {
    expect(readChange(field, text)?.type).toBe(type)
    expect(readChange(field, text)?.value).toBeCloseTo(value)
  })

  it.each([
    ['velocity', ''],
    ['velocity', 'loud'],
    ['velocity', '1 2'],
    ['length', '1/0'],
    ['length', '/0'],
    ['tick', '0.1.1'],
    ['tick', '1|5|0'],
    ['tick', '1.1.1+1+1'],
    ['pitch', 'H4'],
    ['pitch', 'G#10'],
    ['pitch', '50%'],
  ] as const)('as %s: "%s" is refused', (field, text) => {
    expect(readChange(field, text)).toBeNull()
  })

  it('is never anything but a number, whatever it is', () => {
    fc.assert(
      fc.property(fc.constantFrom('tick', 'length', 'pitch', 'velocity'), fc.string(), (field, text) => {
        const change = readChange(field, text)
        expect(change === null || Number.isFinite(change.value)).toBe(true)
      }),
    )
  })

  it('may be what is shown, and then is what was', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(127), (ticks, pitch) => {
        expect(readChange('tick', positionText(ticks))).toEqual({ type: 'set', value: ticks })
        expect(readChange('length', lengthText(ticks + 1))).toEqual({ type: 'set', value: ticks + 1 })
        expect(readChange('pitch', pitchName(pitch))).toEqual({ type: 'set', value: pitch })
      }),
    )
  })
})
