import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultProfile, type DeviceModel, type DeviceProfile } from '../device'
import type { Controller, ControllerRole } from './controller'
import { controllerName, controllerOf, controllersOf, nrpnName } from './controllers'

const ROLES: readonly ControllerRole[] = ['track', 'midiTrack', 'fx']
const BOXES: readonly DeviceModel[] = ['digitakt', 'digitakt2']

/** An audio track on channel 1, a MIDI track on 2 that plays on 4, the effects on 3. */
const profileOf = (model: DeviceModel): DeviceProfile => ({
  ...defaultProfile(model),
  tracks: [
    { kind: 'audio', channel: 1, noteChannel: null },
    { kind: 'midi', channel: 2, noteChannel: 4 },
  ],
  fxChannel: 3,
})
const CHANNEL: Readonly<Record<ControllerRole, number>> = { track: 1, midiTrack: 2, fx: 3 }
const numbersOf = ({ cc, nrpn }: Controller) => JSON.stringify([cc, nrpn])

for (const model of BOXES) {
  const profile = profileOf(model)
  for (const role of ROLES) {
    const rows = controllersOf(model, role)

    it(`every parameter of a ${model} ${role} is found again by its name and by its numbers`, () => {
      expect(rows.length).toBeGreaterThan(10)
      for (const row of rows) {
        expect(controllerOf(model, role, row.name)).toBe(row)
        const { cc, ccLsb, nrpn } = row
        if (cc !== null) expect(controllerName(profile, CHANNEL[role], cc)?.rows).toContain(row)
        if (ccLsb !== null) expect(controllerName(profile, CHANNEL[role], ccLsb)?.rows).toContain(row)
        if (nrpn !== null) expect(nrpnName(profile, CHANNEL[role], ...nrpn)?.rows).toContain(row)
        expect(cc ?? nrpn).not.toBeNull()
      }
    })

    it(`two parameters of a ${model} ${role} have one number only as one parameter, or in doubt`, () => {
      for (const row of rows) {
        for (const name of [
          row.cc === null ? null : controllerName(profile, CHANNEL[role], row.cc),
          row.nrpn === null ? null : nrpnName(profile, CHANNEL[role], ...row.nrpn),
        ]) {
          const sure = name?.doubt === null ? name.rows : []
          expect(new Set(sure.map(numbersOf)).size).toBeLessThan(2)
        }
      }
    })
  }
}

it('a name that is given has the number that was asked for', () => {
  const data = fc.nat(127)
  fc.assert(
    fc.property(fc.constantFrom(...BOXES), fc.integer({ min: 1, max: 4 }), data, data, (model, channel, msb, lsb) => {
      const profile = profileOf(model)
      for (const { cc, ccLsb } of controllerName(profile, channel, lsb)?.rows ?? []) expect([cc, ccLsb]).toContain(lsb)
      for (const { nrpn } of nrpnName(profile, channel, msb & 3, lsb)?.rows ?? []) expect(nrpn).toEqual([msb & 3, lsb])
    }),
  )
})

it('values fit what carries them', () => {
  for (const { cc, ccLsb, ccRange, nrpn, nrpnRange } of BOXES.flatMap((model) =>
    ROLES.flatMap((role) => controllersOf(model, role)),
  )) {
    expect([ccRange === null, nrpnRange === null]).toEqual([cc === null, nrpn === null])
    if (ccRange !== null) expect(ccRange[1]).toBeLessThanOrEqual(ccLsb === null ? 127 : 16383)
    if (nrpnRange !== null) expect(nrpnRange[1]).toBeLessThanOrEqual(16383)
    for (const range of [ccRange, nrpnRange]) if (range !== null) expect(range[0]).toBeLessThan(range[1])
  }
})

it('a number means something else on a channel of another role', () => {
  const named = (cc: number) =>
    [1, 2, 3, 4, 5].map((channel) => controllerName(profileOf('digitakt2'), channel, cc)?.name ?? null)
  expect(named(70)).toEqual(['Filter attack time', 'VAL1', 'Chorus high-pass filter', 'VAL1 by default', null])
  expect(named(9)).toEqual(['Portamento time', null, 'Chorus speed', null, null])
  expect(controllerName(profileOf('digitakt'), 2, 70)).toBeNull()
  expect(nrpnName(profileOf('digitakt2'), 2, 1, 20)?.name).toBe('VAL5')
})

it('a track is named, the effects are no track', () => {
  const profile = profileOf('digitakt')
  expect([controllerName(profile, 2, 102)?.track, controllerName(profile, 3, 85)?.track]).toEqual([1, null])
  expect(nrpnName(profile, 1, 1, 20)).toMatchObject({ name: 'Filter frequency', track: 0, role: 'track', doubt: null })
})

it('a MIDI track of mk I takes trigs, LFO and mutes, and nothing that makes sound', () => {
  const taken = controllersOf('digitakt', 'midiTrack')
  expect(new Set(taken.map(({ section }) => section))).toEqual(new Set(['Track', 'Trig', 'LFO']))
  expect(taken.map(({ name }) => name)).not.toContain('Filter trig')
})

it('where the source contradicts itself both names are given, with the doubt', () => {
  const profile = profileOf('digitakt2')
  expect(nrpnName(profile, 1, 1, 51)).toMatchObject({ name: 'Filter base or LFO 2 multiplier' })
  expect(controllerName(profile, 1, 27)?.name).toBe('Filter width or Filter base-width routing')
  for (const [channel, msb, lsb] of [
    [1, 1, 51],
    [1, 1, 52],
    [1, 3, 7],
    [1, 3, 8],
    [3, 2, 37],
  ] as const) {
    expect(nrpnName(profile, channel, msb, lsb)?.doubt).toEqual(expect.any(String))
  }
  expect(controllerName(profileOf('digitakt'), 3, 2)?.doubt).toContain('probably 26')
  expect(controllerName(profileOf('digitakt'), 3, 26)).toBeNull()
})

it('a channel of two roles is the track first, with the doubt; what only the effects have is theirs', () => {
  const both = { ...profileOf('digitakt2'), fxChannel: 1 }
  expect(controllerName(both, 1, 70)).toMatchObject({ name: 'Filter attack time', role: 'track' })
  expect(controllerName(both, 1, 70)?.doubt).toContain('Chorus high-pass filter')
  expect(nrpnName(both, 1, 2, 0)).toMatchObject({ name: 'Delay time', role: 'fx', doubt: null })
})

it('two controllers that make one value are told apart', () => {
  const profile = profileOf('digitakt2')
  const parts = [102, 58, 103].map((cc) => controllerName(profile, 1, cc))
  expect(parts.map((name) => [name?.name, name?.part])).toEqual([
    ['LFO 1 speed', 'msb'],
    ['LFO 1 speed', 'lsb'],
    ['LFO 1 multiplier', 'whole'],
  ])
})

it('nothing is known of a generic box', () => {
  const generic = defaultProfile('generic')
  expect([
    controllerName(generic, 1, 74),
    nrpnName(generic, 1, 1, 20),
    controllerOf('generic', 'track', 'Solo'),
  ]).toEqual([null, null, null])
})
