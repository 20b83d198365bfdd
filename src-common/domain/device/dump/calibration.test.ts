import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DumpDevice, PatternField } from '../pattern-dump'
import { putU16, putU32 } from './big-endian'
import { checkStep } from './calibration'
import { countTrigs } from './calibration-places'
import type { CalibrationStepId } from './calibration-step'
import { stepsOf } from './calibration-steps'
import { layoutOf, layoutsOf } from './pattern-layout'
import type { PatternLayout } from './pattern-shape'

/** Offset and bytes. Literal, so that the tables are not tested with themselves. */
type Edit = readonly (readonly [at: number, ...bytes: readonly number[]])[]
type Case = { readonly fields: readonly PatternField[]; readonly edit: Edit; readonly alike?: readonly Edit[] }
type Cases = Partial<Record<CalibrationStepId, Case>>

/** Digitakt, format 9: tracks of 911 bytes from 4, tail at 24980, kit at 25088. */
const DIGITAKT: Cases = {
  trig: { fields: ['trig'], edit: [[4, 0x02, 0x81]], alike: [[[4, 0x03, 0x81]]] },
  note: { fields: ['note', 'velocity', 'length', 'micro'], edit: [[132, 0x3f], [196, 0x25], [260, 0x2e], [324, 0xff]] },
  condition: { fields: [], edit: [[388, 0x18]] },
  lastCondition: { fields: ['condition'], edit: [[388, 0x40]] },
  fill: { fields: ['fill'], edit: [[388, 0x16]] },
  retrig: { fields: ['retrig'], edit: [[4, 0x02, 0x83], [452, 0x1e], [516, 0x0c], [580, 0xec]] },
  lockTrig: { fields: ['lockTrig'], edit: [[8, 0x78, 0x01]], alike: [[[8, 0x08, 0x01]], [[8, 0x00, 0x02]]] },
  probability: { fields: ['trackProbability'], edit: [[912, 50]] },
  scaleMode: { fields: ['scaleMode'], edit: [[25_005, 1]] },
  trackScale: { fields: ['trackLength', 'speed'], edit: [[1819, 0, 12], [1822, 4]] },
  lengths: { fields: ['masterLength', 'changeLength'], edit: [[25_000, 0, 1], [25_002, 0, 32]] },
  patternMute: { fields: [], edit: [[24_996, 0, 4]] },
  channel: { fields: ['channel'], edit: [[26_550, 9], [26_612, 0, 1]] },
  chord: { fields: ['chord'], edit: [[7292, 0x02, 0x81], [7932, 0x44]] },
  tempo: { fields: ['tempo', 'swing'], edit: [[25_004, 10], [24_998, 0x3e, 0x7c]] },
} // prettier-ignore

const records = (at: number, track: number, step: number, ...notes: readonly number[]): Edit =>
  [0, 1, 2, 3].map((i) => [at + 6 * i, track, step, notes[i] ?? 0xff, 0xff, 0xff, 0])

/** Digitakt II, format 4: tracks of 1184 bytes from 4, pool at 18948, tail at 88740, kit at 89088. */
const DIGITAKT2: Cases = {
  trig: { fields: ['trig'], edit: [[4, 0x03, 0x81], ...records(18_948, 0, 0)], alike: [[[4, 0x02, 0x81], ...records(19_200, 0, 0)]] },
  note: {
    fields: ['note', 'velocity', 'length', 'micro'],
    edit: [[18_950, 0x3f, 0x25, 0x2e, 0xff], [18_957, 0x25, 0x2e, 0xff], [18_963, 0x25, 0x2e, 0xff], [18_969, 0x25, 0x2e, 0xff]],
    alike: [[[18_950, 0x3f, 0x25, 0x2e, 0xff]]],
  },
  condition: { fields: [], edit: [[260, 0]] },
  lastCondition: { fields: ['condition'], edit: [[260, 0x4a]] },
  fill: { fields: ['fill'], edit: [[388, 1]] },
  retrig: { fields: ['retrig'], edit: [[4, 0x03, 0x83], [644, 0x1e], [772, 0x09], [900, 0x2c]] },
  lockTrig: {
    fields: ['lockTrig'],
    edit: [[8, 0x78, 0x01], ...records(18_972, 0, 2)],
    alike: [[[8, 0x08, 0x01], ...records(18_972, 0, 2)], [[8, 0x00, 0x02]]],
  },
  probability: { fields: ['trackProbability', 'probability'], edit: [[1172, 50], [516, 25]] },
  scaleMode: { fields: ['scaleMode'], edit: [[88_765, 1]] },
  trackScale: { fields: ['trackLength', 'speed'], edit: [[2352, 0, 12], [2355, 4]] },
  lengths: { fields: ['masterLength', 'changeLength'], edit: [[88_760, 0, 1], [88_762, 0, 32]] },
  patternMute: { fields: [], edit: [[88_756, 0, 4]] },
  channel: { fields: ['channel'], edit: [[109_290, 9], [109_452, 0, 1]] },
  chord: {
    fields: ['chord'],
    edit: [[9476, 0x03, 0x81], ...records(18_996, 8, 0, 0xff, 0x40)],
    alike: [[[9476, 0x03, 0x81], ...records(18_996, 8, 0, 0x3c, 0x40)]],
  },
  tempo: { fields: ['tempo', 'swing'], edit: [[88_764, 10], [88_758, 0x3e, 0x7c]] },
} // prettier-ignore

const layoutFor = (device: DumpDevice, structVersion: number): PatternLayout => {
  const layout = layoutOf(device, structVersion)
  if (layout === null) throw new Error('No such layout')
  return layout
}

/** An empty pattern with an empty kit, whose track 9 is a MIDI track. */
function blank({
  device,
  structVersion,
  trackSize,
  steps,
  settings,
  pool,
  patternSize,
  tail,
  lanes,
}: PatternLayout): Uint8Array {
  const payload = new Uint8Array(patternSize + (device === 'digitakt' ? 2560 : 22_528))
  for (let track = 0; track < 16; track++) {
    const at = 4 + track * trackSize
    for (let step = 1; step < steps; step += 2) payload[at + 2 * step + 1] = 0x10
    payload.fill(0xff, at + 2 * steps, at + settings.note)
    if (lanes.micro !== null) payload.fill(0, at + lanes.micro, at + lanes.micro + steps)
    payload.set([60, 100, 14], at + settings.note)
    putU16(payload, at + settings.trackLength, 16)
    if (settings.speed !== null) payload[at + settings.speed] = 2
    if (settings.probability !== null) payload[at + settings.probability] = 100
  }
  if (pool !== null) payload.fill(0xff, pool, pool + 49_152)
  payload.set([0x38, 0x40, 0, 16, 0, 1, 0, 0, 2], tail + 18)
  putU32(payload, 0, structVersion)
  putU32(payload, patternSize + (device === 'digitakt' ? 0 : 4), structVersion)
  if (device === 'digitakt2') putU16(payload, patternSize + 22_260, 0x0100)
  return payload
}

function edited(payload: Uint8Array, edit: Edit): Uint8Array {
  const copy = payload.slice()
  for (const [at, ...bytes] of edit) copy.set(bytes, at)
  return copy
}

const BOXES = [
  { name: 'Digitakt, format 9', layout: layoutFor('digitakt', 9), cases: DIGITAKT },
  { name: 'Digitakt II, format 4', layout: layoutFor('digitakt2', 4), cases: DIGITAKT2 },
]

describe.each(BOXES)('on $name', ({ layout, cases }) => {
  const steps = stepsOf(layout)

  /** Each step with the read before it, and what its gesture makes of that. */
  const run = (): readonly { id: CalibrationStepId; before: Uint8Array; wanted: Case }[] => {
    let before = blank(layout)
    return steps.map(({ id }) => {
      const wanted = cases[id]
      if (wanted === undefined) throw new Error(`No case for ${id}`)
      const entry = { id, before, wanted }
      before = edited(before, wanted.edit)
      return entry
    })
  }
  const check = (id: CalibrationStepId, before: Uint8Array, after: Uint8Array) => {
    const step = steps.find((each) => each.id === id)
    if (step === undefined) throw new Error(`No step ${id}`)
    return checkStep(step, before, after, layout)
  }

  it('the right gesture proves just what its step is for, in each form that is known', () => {
    for (const { id, before, wanted } of run()) {
      for (const edit of [wanted.edit, ...(wanted.alike ?? [])]) {
        expect([id, check(id, before, edited(before, edit))]).toMatchObject([
          id,
          { type: 'proved', fields: wanted.fields },
        ])
      }
    }
  })

  it('nothing changed is told as such', () => {
    for (const { id, before } of run()) expect(check(id, before, before.slice())).toEqual({ type: 'nothing' })
  })

  it('the gesture of another step proves nothing', () => {
    const all = run()
    for (const { id, before } of all) {
      for (const other of all) {
        const after = edited(before, other.wanted.edit)
        if (other.id !== id) expect([id, other.id, check(id, before, after).type]).not.toContain('proved')
      }
    }
  })

  it('a gesture that changes one place more, one less, or one to something else, proves nothing', () => {
    for (const { id, before, wanted } of run()) {
      const after = edited(before, wanted.edit)
      expect(check(id, before, edited(after, [[700, 0x11]])).type).toBe('other')
      for (const [at] of wanted.edit.filter(([place]) => layout.pool === null || place < layout.pool)) {
        const less = after.slice()
        less.set(before.subarray(at, at + 2), at)
        expect([id, check(id, before, less).type]).not.toContain('proved')
        const more = after.slice()
        more[at] = ((more[at] ?? 0) + 0x21) & 0xff
        expect([id, check(id, before, more).type]).not.toContain('proved')
      }
    }
  })

  it('what lies beyond pattern and kit is not looked at', () => {
    for (const { id, before, wanted } of run()) {
      const longer = (payload: Uint8Array, rest: number): Uint8Array => Uint8Array.from([...payload, rest, rest])
      expect(check(id, longer(before, 1), longer(edited(before, wanted.edit), 2)).type).toBe('proved')
    }
  })

  it('trigs are counted, lock trigs with them', () => {
    const after = run().reduce((payload, { wanted }) => edited(payload, wanted.edit), blank(layout))
    expect([countTrigs(blank(layout), layout), countTrigs(after, layout)]).toEqual([0, 3])
  })

  it('no two reads make it throw', () => {
    const edits = fc.array(fc.tuple(fc.nat(layout.patternSize + 20_000), fc.nat(255)), { maxLength: 40 })
    const before = blank(layout)
    fc.assert(
      fc.property(edits, edits, fc.option(fc.nat(120_000)), (first, second, cut) => {
        const [a, b] = [first, second].map((edit) =>
          edited(
            before,
            edit.filter(([at]) => at < before.length),
          ).subarray(0, cut ?? undefined),
        )
        for (const step of steps)
          expect(['proved', 'nothing', 'other']).toContain(checkStep(step, a ?? before, b ?? before, layout).type)
      }),
      { numRuns: 25 },
    )
  })
})

describe('of what is not as it was to be', () => {
  const layout = layoutFor('digitakt', 9)
  const before = blank(layout)
  const after = (edit: Edit) => {
    const step = stepsOf(layout).find(({ id }) => id === 'note')
    return step === undefined ? null : checkStep(step, before, edited(before, edit), layout)
  }

  it('the musician is told what is missing', () => {
    expect(after([[132, 0x3f], [196, 0x25]])).toMatchObject({
      reason: 'Not changed yet: track 1, step 1: length; track 1, step 1: micro timing.',
    })
  }) // prettier-ignore

  it('a wrong value is named, and so is what changed besides', () => {
    const result = after([[132, 0x40], [196, 0x25], [260, 0x2e], [324, 0xff], [1043, 0x30], [24_000, 1]])
    expect(result).toMatchObject({
      type: 'other',
      reason: 'track 1, step 1: note is 40, not 3F. Changed too: track 2, step 1: note; parameter lock 72, step 30.',
    })
  }) // prettier-ignore

  it('places are listed with their bytes, numbers of two as one, and not without end', () => {
    const result = after([[24_998, 0x3e, 0x7c], [25_020, 7]])
    expect(result?.type === 'other' ? result.changes : []).toEqual([
      { offset: 24_998, name: 'tempo', before: '38 40', after: '3E 7C' },
      { offset: 25_020, name: null, before: '00', after: '07' },
    ])
    const all = after(Array.from({ length: 5000 }, (_, i) => [200 + i, 0x33] as const))
    expect(all?.type === 'other' ? all.changes.length : 0).toBe(200)
  }) // prettier-ignore

  it('a trig in the place of a deleted one is a proof on II too, as its records are still there', () => {
    const second = layoutFor('digitakt2', 4)
    const deleted = edited(blank(second), [[4, 0x03, 0x80], ...records(19_200, 0, 0, 0x30)])
    const step = stepsOf(second).find(({ id }) => id === 'trig')
    if (step === undefined) throw new Error('No step')
    expect(checkStep(step, deleted, edited(deleted, [[4, 0x03, 0x81]]), second).type).toBe('proved')
    expect(checkStep(step, deleted, edited(deleted, [[4, 0x03, 0x81], [19_202, 0xff]]), second).type).toBe('proved')
    expect(checkStep(step, deleted, edited(deleted, [[4, 0x03, 0x81], [19_202, 0x31]]), second).type).toBe('other')
  }) // prettier-ignore
})

describe('in formats that lack something', () => {
  it('steps are left out, and so is what a step would ask for', () => {
    const ids = (device: DumpDevice, version: number) => stepsOf(layoutFor(device, version)).map(({ id }) => id)
    expect(ids('digitakt', 2)).not.toContain('probability')
    expect(ids('digitakt', 3)).toContain('probability')
    const fields = (device: DumpDevice, version: number) =>
      stepsOf(layoutFor(device, version)).flatMap((step) => [...step.fields])
    expect(fields('digitakt', 0)).not.toContain('length')
    expect(fields('digitakt', 2)).not.toContain('speed')
  })

  it('whatever is inferred can be proved', () => {
    for (const layout of [...layoutsOf('digitakt'), ...layoutsOf('digitakt2')]) {
      const provable = new Set<PatternField>(stepsOf(layout).flatMap(({ fields }) => [...fields]))
      const never = layout.inferred.filter((field) => !provable.has(field) && !isAbsent(field, layout))
      expect([layout.device, layout.structVersion, never]).toEqual([layout.device, layout.structVersion, []])
    }
  })
})

/** Named as inferred for all versions, also for those that do not have it. */
const isAbsent = (field: PatternField, { settings }: PatternLayout): boolean =>
  (field === 'speed' && settings.speed === null) || (field === 'trackProbability' && settings.probability === null)
