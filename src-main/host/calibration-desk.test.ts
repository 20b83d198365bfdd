import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../src-common/domain/device/device'
import { requestBytes, type ReadRequest } from '../../src-common/domain/device/dump/read-request'
import { layoutOf } from '../../src-common/domain/device/dump/pattern-layout'
import { stepsOf } from '../../src-common/domain/device/dump/calibration-steps'
import type { Pattern } from '../../src-common/domain/device/pattern'
import type { DumpDevice } from '../../src-common/domain/device/pattern-dump'
import type { Bytes } from '../../src-common/domain/midi/message'
import { emptyProject } from '../../src-common/domain/model/project'
import { STILL, type EngineContract } from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import { createBox, type Box, type BoxKey } from '../../src-common/virtual/box'
import { afterGesture, SCRATCH } from '../../src-common/virtual/calibration-gestures'
import { boxStep } from '../../src-common/virtual/virtual-digitakt'
import { CalibrationDesk } from './calibration-desk'
import { PatternDesk } from './pattern-desk'
import { ProjectFiles } from './project-files'
import { Session } from './session'

const SLOT = 7

/** The desks of a host, before a virtual box that answers at once. */
class Studio {
  box: Box
  readonly session: Session
  readonly patterns: PatternDesk
  readonly calibration: CalibrationDesk
  readonly asked: ReadRequest[] = []
  clock: 'stopped' | 'rolling' = 'stopped'
  /** What becomes of an answer on its way. */
  onWay: (bytes: Bytes) => Bytes = (bytes) => bytes

  constructor(model: DumpDevice) {
    this.box = createBox(model)
    const profile = { ...defaultProfile(model), os: { version: '1.52A', build: '0097' } }
    this.session = new Session(emptyProject('Test', profile), () => undefined)
    const files = new ProjectFiles(mkdtempSync(join(tmpdir(), 'muteline-calibration-')), () => undefined)
    const call = (_: string, request: ReadRequest): Promise<null> => {
      this.asked.push(request)
      const { out } = boxStep(this.box, { type: 'message', bytes: requestBytes(request) })
      for (const { bytes } of out) setImmediate(() => { this.patterns.heard(this.onWay(bytes)) }) // prettier-ignore
      return Promise.resolve(null)
    }
    this.patterns = new PatternDesk({
      open: () => ({ files, session: this.session }),
      engine: () => ({ call }) as unknown as Client<EngineContract>,
      transport: () => ({ ...STILL, clock: this.clock }),
      isDirect: () => true,
      tell: () => undefined,
      notice: () => undefined,
    })
    this.calibration = new CalibrationDesk({
      session: () => this.session,
      read: (request) => this.patterns.read(request),
    })
    this.program(SCRATCH)
  }

  press(key: BoxKey): void {
    this.box = boxStep(this.box, { type: 'key', key }).box
  }

  program(to: Pattern): void {
    this.press({ type: 'program', pattern: SLOT, to })
  }

  get proofs() {
    return this.session.project.device.proofs
  }
}

const VERSIONS = [
  { model: 'digitakt', structVersion: 9 },
  { model: 'digitakt2', structVersion: 4 },
] as const

describe.each(VERSIONS)('before a virtual $model', ({ model, structVersion }) => {
  it('a run in which every gesture is made proves all that the steps are for, and leaves the bank alone', async () => {
    const studio = new Studio(model)
    expect(await studio.calibration.begin(SLOT)).toEqual({
      type: 'begun',
      device: model,
      structVersion,
      build: '0097',
      trigs: 0,
    })
    const layout = layoutOf(model, structVersion)
    const steps = layout === null ? [] : stepsOf(layout)
    const proved: string[] = []
    let pattern = SCRATCH
    for (const step of steps) {
      const next = afterGesture(step.id, pattern, model)
      if (next === null) continue
      expect([step.id, await studio.calibration.check(step.id)]).toEqual([step.id, { type: 'nothing' }])
      pattern = next
      studio.program(pattern)
      expect([step.id, await studio.calibration.check(step.id)]).toMatchObject([
        step.id,
        { type: 'proved', fields: step.fields },
      ])
      proved.push(...step.fields)
    }
    expect(studio.proofs).toHaveLength(1)
    expect(studio.proofs[0]).toMatchObject({ device: model, build: '0097', structVersion })
    expect([...(studio.proofs[0]?.fields ?? [])].sort()).toEqual(proved.sort())
    expect(layout?.inferred.filter((field) => !proved.includes(field))).toEqual([])
    expect(studio.session.project.bank).toEqual({})
  })

  it('another change than the one that was asked for proves nothing, and the gesture can still be made', async () => {
    const studio = new Studio(model)
    await studio.calibration.begin(SLOT)
    const trig = afterGesture('trig', SCRATCH, model) ?? SCRATCH
    studio.program({ ...trig, swing: 60 })
    const other = await studio.calibration.check('trig')
    expect(other).toMatchObject({ type: 'other', reason: 'Changed too: swing.' })
    expect(studio.proofs).toEqual([])
    studio.program(trig)
    expect(await studio.calibration.check('trig')).toMatchObject({ type: 'proved', fields: ['trig'] })
  })

  it('begun again, the run goes on from what is there', async () => {
    const studio = new Studio(model)
    await studio.calibration.begin(SLOT)
    studio.program({ ...(afterGesture('trig', SCRATCH, model) ?? SCRATCH), name: 'OTHER' })
    expect(await studio.calibration.check('trig')).toMatchObject({ type: 'other' })
    expect(await studio.calibration.begin(SLOT)).toMatchObject({ type: 'begun', trigs: 1 })
    expect(await studio.calibration.check('note')).toEqual({ type: 'nothing' })
  })
})

describe('a run', () => {
  it('does not begin where two reads differ', async () => {
    const studio = new Studio('digitakt')
    studio.onWay = (bytes) => {
      studio.program({ ...SCRATCH, swing: 62 })
      return bytes
    }
    expect(await studio.calibration.begin(SLOT)).toEqual({
      type: 'restless',
      changes: [{ offset: 25_004, name: 'swing', before: '00', after: '0C' }],
    })
    await expect(studio.calibration.check('trig')).rejects.toThrow('Begin')
  })

  it('reads nothing while the box plays, or while patterns are fetched', async () => {
    const studio = new Studio('digitakt')
    studio.clock = 'rolling'
    await expect(studio.calibration.begin(SLOT)).rejects.toThrow('Stop it first')
    studio.clock = 'stopped'
    studio.patterns.fetch([1], false)
    await expect(studio.calibration.begin(SLOT)).rejects.toThrow('being fetched')
  })

  it('asks for the kit only where a step needs it', async () => {
    const studio = new Studio('digitakt')
    await studio.calibration.begin(SLOT)
    await studio.calibration.check('trig')
    await studio.calibration.check('channel')
    expect(studio.asked.map(({ type }) => type)).toEqual(['patternKit', 'patternKit', 'pattern', 'patternKit'])
  })

  it('is told when reading was cancelled, and takes a damaged answer for none', async () => {
    const studio = new Studio('digitakt')
    let damaged = 0
    studio.onWay = (bytes) => (damaged++ === 0 ? bytes.with(100, (bytes[100] ?? 0) ^ 1) : bytes)
    expect(await studio.calibration.begin(SLOT)).toMatchObject({ type: 'begun' })
    expect(studio.asked).toHaveLength(3)
    const checking = studio.calibration.check('trig')
    studio.patterns.cancel()
    await expect(checking).rejects.toThrow('cancelled')
  })
})
