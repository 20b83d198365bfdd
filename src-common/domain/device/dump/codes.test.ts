import { describe, expect, it } from 'vitest'
import { codeOfConditions, conditionsOfCode } from './condition-codes'
import { codeOfSteps, stepsOfCode } from './length-codes'
import { codeOfRate, codeOfSpeed, rateOfCode, speedOfCode } from './speed-codes'
import { readStepWord } from './step-word'

describe('lengths', () => {
  it('have the landmarks that were measured and set', () => {
    const steps = [0, 2, 6, 14, 28, 30, 46, 62, 77, 78, 94, 110, 126, 127].map(stepsOfCode)
    expect(steps).toEqual([0.125, 0.25, 0.5, 1, 1.875, 2, 4, 8, 15.5, 16, 32, 64, 128, 'inf'])
  })

  it('come back, each from its code, and any other as the nearest', () => {
    for (let code = 0; code < 128; code++) expect(codeOfSteps(stepsOfCode(code) ?? 0)).toBe(code)
    expect(stepsOfCode(codeOfSteps(0.4))).toBe(0.375)
    expect(stepsOfCode(codeOfSteps(1000))).toBe(128)
    expect([128, 255].map(stepsOfCode)).toEqual([null, null])
  })
})

describe('conditions', () => {
  it('of mk I begin with chances, then FILL, and end with 8:8', () => {
    const at = (code: number): unknown => conditionsOfCode('digitakt', code)
    expect([0, 10, 21, 24, 31, 64].map(at)).toEqual(
      ['1%', '50%', '100%', 'PRE', '2:2', '8:8'].map((condition) => ({ condition, fill: null })),
    )
    expect([22, 23, 255].map(at)).toEqual([true, false, null].map((fill) => ({ condition: null, fill })))
    expect([65, 254].map(at)).toEqual([null, null])
  })

  it('of II are those of a walk through its menu on a real unit', () => {
    const codes = [0x10, 0x1b, 0x2c, 0x34, 0x4b, 0xff, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    const found = codes.map((code) => conditionsOfCode('digitakt2', code)?.condition)
    expect(found.map((each) => each ?? '-').join(' ')).toBe(
      '1:4 !2:5 6:6 4:7 !8:8 - LST !LST 1:2 2:2 1:3 !1:3 2:3 !2:3 3:3',
    )
    expect([76, 254].map((code) => conditionsOfCode('digitakt2', code))).toEqual([null, null])
  })

  it('come back, each from its code', () => {
    for (const [device, count] of [
      ['digitakt', 65],
      ['digitakt2', 76],
    ] as const) {
      for (let code = 0; code < count; code++) {
        const conditions = conditionsOfCode(device, code)
        expect(conditions === null ? null : codeOfConditions(device, conditions)).toBe(code)
      }
    }
  })

  it('that a box does not have become none, and a chance the nearest that mk I has', () => {
    expect(codeOfConditions('digitakt', { condition: '!3:4', fill: null })).toBe(255)
    expect(codeOfConditions('digitakt', { condition: '60%', fill: null })).toBe(11)
    expect(codeOfConditions('digitakt2', { condition: '60%', fill: null })).toBe(255)
    expect(codeOfConditions('digitakt2', { condition: null, fill: true })).toBe(255)
  })
})

it('speeds and rates come back, each from its code', () => {
  for (let code = 0; code < 7; code++) expect(codeOfSpeed(speedOfCode(code) ?? 0)).toBe(code)
  for (let code = 0; code < 17; code++) expect(codeOfRate(rateOfCode(code) ?? 0)).toBe(code)
  expect([speedOfCode(7), rateOfCode(17)]).toEqual([null, null])
})

it('the words of real units are read as what they were seen to be', () => {
  const note = { lock: false, retrig: false }
  for (const word of [0x0281, 0x0291, 0x0381, 0x0391]) expect(readStepWord(word)).toEqual(note)
  for (const deleted of [0, 0x0010, 0x0280, 0x0290, 0x0380, 0x0390]) expect(readStepWord(deleted)).toBeNull()
  for (const lock of [0x7801, 0x7811, 0x0801, 0x0002]) expect(readStepWord(lock)?.lock).toBe(true)
  expect(readStepWord(0x0283)).toEqual({ lock: false, retrig: true })
})
