import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inScale, SCALES } from './scales'

const scale = fc.record({ root: fc.nat(11), name: fc.constantFrom(...SCALES.map(({ name }) => name)) })

it('a scale has its root, repeats in every octave, and has as many pitches as steps', () => {
  fc.assert(
    fc.property(scale, fc.nat(115), (each, pitch) => {
      expect(inScale(each, each.root)).toBe(true)
      expect(inScale(each, pitch)).toBe(inScale(each, pitch + 12))
      const octave = Array.from({ length: 12 }, (_, index) => inScale(each, pitch + index)).filter(Boolean)
      expect(octave).toHaveLength(SCALES.find(({ name }) => name === each.name)?.steps.length ?? 0)
    }),
  )
})

it('every scale rises from its root, and no two are the same', () => {
  for (const { steps } of SCALES) expect([...steps].sort((a, b) => a - b)).toEqual(steps)
  expect(new Set(SCALES.map(({ steps }) => steps.join())).size).toBe(SCALES.length)
})

it('D dorian is the white keys', () => {
  const white = [0, 2, 4, 5, 7, 9, 11]
  for (let pitch = 0; pitch < 128; pitch++)
    expect(inScale({ root: 2, name: 'Dorian' }, pitch)).toBe(white.includes(pitch % 12))
})
