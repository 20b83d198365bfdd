import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import { greatestOf } from './controllers'
import { mutes, parameterOf, parametersOf, valueText, valueWords } from './parameters'

const mk1 = defaultProfile('digitakt')
const mk2 = defaultProfile('digitakt2')

describe('parameters of a track', () => {
  it('have the names that the box gives them, by the kind of the track, and else their numbers', () => {
    expect(parameterOf(mk1, 2, 'cc:74')).toMatchObject({ name: 'Filter frequency', section: 'Filter', number: 'CC 74' })
    expect(parameterOf(mk1, 2, 'nrpn:148')).toMatchObject({ name: 'Filter frequency', number: 'NRPN 1:20' })
    expect(parameterOf(mk1, 9, 'cc:74').name).not.toBe('Filter frequency')
    expect(parameterOf(mk1, 2, 'cc:15')).toMatchObject({ name: 'CC 15', section: null })
    expect(parameterOf(mk1, 2, 'bend').name).toBe('Pitch bend')
  })

  it('are counted as the box counts them', () => {
    const frequency = parameterOf(mk1, 2, 'nrpn:148')
    expect(valueText(frequency, 64 << 7)).toBe('64')
    expect(valueWords(frequency, 127 << 7)).toBe('127 · 100 %')
    const bend = parameterOf(mk1, 2, 'bend')
    expect([0, 8192, 16383].map((value) => valueText(bend, value))).toEqual(['−8192', '0', '+8191'])
    expect(valueWords(bend, 8192)).toBe('0 · middle')
    expect(valueWords(parameterOf(mk2, 2, 'cc:13'), 1)).toBe('1 · on')
  })

  it('fit into their lanes, each once, and no mute is among them', () => {
    for (const device of [mk1, mk2, defaultProfile('generic')]) {
      for (const track of [0, 8, 15]) {
        const all = parametersOf(device, track)
        expect(new Set(all.map(({ target }) => target)).size).toBe(all.length)
        for (const { target, unit, least, greatest, zero } of all) {
          expect(mutes(device, track, target)).toBe(false)
          expect(greatest * unit).toBeLessThanOrEqual(greatestOf(target))
          expect(zero === 0 || (zero > least && zero < greatest)).toBe(true)
        }
      }
    }
    expect(mutes(mk1, 0, 'cc:94')).toBe(true)
    expect(mutes(mk1, 0, 'nrpn:229')).toBe(true)
  })
})
