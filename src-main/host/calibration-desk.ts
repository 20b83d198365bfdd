// Runs the guided proof of a box's format: reads a scratch pattern after each gesture, and keeps what that proves. It only
// ever reads; what changes in the box, the musician changes.
import {
  checkStep,
  kitIn,
  type CalibrationResult,
  type CheckResult,
} from '../../src-common/domain/device/dump/calibration'
import { countTrigs } from '../../src-common/domain/device/dump/calibration-places'
import type { CalibrationStepId } from '../../src-common/domain/device/dump/calibration-step'
import { stepsOf } from '../../src-common/domain/device/dump/calibration-steps'
import { u32 } from '../../src-common/domain/device/dump/big-endian'
import type { DumpFrame } from '../../src-common/domain/device/dump/elektron-frame'
import { changedOffsets, namedChanges } from '../../src-common/domain/device/dump/payload-diff'
import { layoutOf } from '../../src-common/domain/device/dump/pattern-layout'
import type { PatternLayout } from '../../src-common/domain/device/dump/pattern-shape'
import { withProof } from '../../src-common/domain/device/format-proofs'
import type { RawRequest } from './pattern-desk'
import type { Session } from './session'

export type CalibrationDeskOptions = {
  readonly session: () => Session
  readonly read: (request: RawRequest) => Promise<DumpFrame>
}

/** The last read that something was proved by, or with which the run began. */
type Baseline = { readonly pattern: number; readonly layout: PatternLayout; readonly payload: Uint8Array }

export class CalibrationDesk {
  readonly #options: CalibrationDeskOptions
  #baseline: Baseline | null = null

  constructor(options: CalibrationDeskOptions) {
    this.#options = options
  }

  /** Reads a pattern twice, which have to be the same. Begun again in the midst of a run, it goes on from what is there. */
  async begin(pattern: number): Promise<CalibrationResult> {
    this.#baseline = null
    const first = await this.#options.read({ type: 'patternKit', index: pattern })
    const second = await this.#options.read({ type: 'patternKit', index: pattern })
    const { device, payload } = second
    const structVersion = u32(payload, 0)
    const layout = layoutOf(device, structVersion)
    if (layout === null) throw new Error(unknownFormat(structVersion))
    const kit = kitIn(payload, layout)
    if (kit === null) throw new Error(SHORT)
    const offsets = changedOffsets(first.payload, payload, layout.patternSize + kit.size)
    if (offsets.length > 0)
      return { type: 'restless', changes: namedChanges(first.payload, payload, offsets, layout, kit) }
    this.#baseline = { pattern, layout, payload }
    return { type: 'begun', device, structVersion, build: this.#build(), trigs: countTrigs(payload, layout) }
  }

  /** The run is over, wherever it was. */
  leave(): void {
    this.#baseline = null
  }

  /** Reads again, and judges what changed since the last proof. Rejects where no run was begun, or the box does not answer. */
  async check(id: CalibrationStepId): Promise<CheckResult> {
    const baseline = this.#baseline
    if (baseline === null) throw new Error('Begin with a pattern first.')
    const { pattern, layout } = baseline
    const step = stepsOf(layout).find((each) => each.id === id)
    if (step === undefined) throw new Error('There is no such step for this box.')
    const { payload, device } = await this.#options.read({ type: step.request, index: pattern })
    if (device !== layout.device || u32(payload, 0) !== layout.structVersion) throw new Error(ANOTHER)
    const result = checkStep(step, baseline.payload, payload, layout)
    if (result.type === 'proved' && this.#baseline === baseline) this.#keep(baseline, payload, result)
    return result
  }

  /** A read without the kit leaves the last one's. */
  #keep(baseline: Baseline, payload: Uint8Array, { fields }: CheckResult & { readonly type: 'proved' }): void {
    const { layout } = baseline
    const isWhole = kitIn(payload, layout) !== null
    const next = isWhole ? payload : baseline.payload.slice()
    if (!isWhole) next.set(payload.subarray(0, layout.patternSize))
    this.#baseline = { ...baseline, payload: next }
    const session = this.#options.session()
    const { device } = session.project
    const { structVersion } = layout
    const proofs = withProof(device.proofs, { device: layout.device, build: this.#build(), structVersion, fields })
    if (proofs !== device.proofs) session.amendDevice({ ...device, proofs })
  }

  #build(): string {
    return this.#options.session().project.device.os?.build ?? ''
  }
}

const unknownFormat = (version: number): string =>
  `The patterns of this OS are in a format that is not known here (${String(version)}), so there is nothing yet that it could prove.`
const SHORT = 'The dump came without a whole kit, so it cannot be compared. Read it again.'
const ANOTHER = 'Another box answered than the one that the run began with. Begin again.'
