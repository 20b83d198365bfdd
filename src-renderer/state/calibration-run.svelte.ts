// The guided proof as a page goes through it: which step it is at, and what came of the others.
import type { CalibrationResult, CheckResult } from '../../src-common/domain/device/dump/calibration'
import { reportText } from '../../src-common/domain/device/dump/calibration-report'
import type { CalibrationStep, CalibrationStepId } from '../../src-common/domain/device/dump/calibration-step'
import { stepsOf } from '../../src-common/domain/device/dump/calibration-steps'
import type { PayloadChange } from '../../src-common/domain/device/dump/payload-diff'
import { layoutOf } from '../../src-common/domain/device/dump/pattern-layout'
import type { PatternField } from '../../src-common/domain/device/pattern-dump'
import type { AppState } from './app-state.svelte'

export type Format = CalibrationResult & { readonly type: 'begun' }

export type Outcome = {
  readonly sign: '✓' | '–' | '!'
  readonly verdict: string
  readonly changes: readonly PayloadChange[]
}

/** What the last read said, in words; `changes` where they are to be seen. */
export type Said = Outcome & { readonly about: string }

export class CalibrationRun {
  pattern = $state(0)
  /** Null until the first reads were the same. */
  format = $state.raw<Format | null>(null)
  /** Whether the steps are shown: a pattern that is not empty is asked about first. */
  accepted = $state(false)
  at = $state(0)
  busy = $state(false)
  said = $state.raw<Said | null>(null)
  outcomes = $state.raw<Readonly<Partial<Record<CalibrationStepId, Outcome>>>>({})
  /** Of this run. */
  proved = $state.raw<readonly PatternField[]>([])

  readonly steps: readonly CalibrationStep[] = $derived.by(() => {
    const layout = this.format === null ? null : layoutOf(this.format.device, this.format.structVersion)
    return layout === null ? [] : stepsOf(layout)
  })
  readonly step = $derived(this.accepted ? (this.steps[this.at] ?? null) : null)
  readonly isOver = $derived(this.accepted && this.at >= this.steps.length)
  readonly #app: AppState

  constructor(app: AppState) {
    this.#app = app
    this.pattern = app.view.pattern
  }

  /** A proof belongs to a build: a box that was not asked yet for its OS is asked first. One that does not tell is as good. */
  async begin(): Promise<void> {
    await this.#reading(async () => {
      if (this.#app.project.device.os === null) await this.#app.request('identify', null).catch(() => null)
      await this.#begin()
    })
  }

  choose(pattern: number): void {
    this.pattern = pattern
    this.format = null
    this.said = null
  }

  accept(): void {
    this.accepted = true
  }

  async check(): Promise<void> {
    const { step } = this
    if (step === null) return
    await this.#reading(async () => {
      const result = await this.#app.request('calibrate', { type: 'check', step: step.id })
      if (result.type !== 'begun' && result.type !== 'restless') this.#judged(step, result)
    })
  }

  /** Leaves the step, and goes on from what is in the box now. */
  async skip(): Promise<void> {
    const { step } = this
    if (step === null) return
    await this.#reading(async () => {
      if (!(await this.#begin())) return
      this.outcomes = { ...this.outcomes, [step.id]: this.outcomes[step.id] ?? SKIPPED }
      this.said = { ...SKIPPED, about: step.title }
      this.at++
    })
  }

  /** Whatever was read, for those who want to tell of it. */
  report(): string {
    if (this.format === null) return ''
    const steps = this.steps.flatMap(({ id, title }) => {
      const outcome = this.outcomes[id]
      return outcome === undefined || outcome === SKIPPED ? [] : [{ title, ...outcome }]
    })
    return reportText(this.format, steps)
  }

  async #begin(): Promise<boolean> {
    const result = await this.#app.request('calibrate', { type: 'begin', pattern: this.pattern })
    if (result.type === 'begun') {
      this.format = result
      this.accepted ||= result.trigs === 0
      return true
    }
    if (result.type === 'restless') this.said = { ...RESTLESS, changes: result.changes }
    return false
  }

  #judged({ id, title, fields }: CalibrationStep, result: CheckResult): void {
    if (result.type === 'nothing') {
      this.said = { sign: '–', about: title, verdict: NOTHING, changes: [] }
      return
    }
    const { changes } = result
    if (result.type === 'other') {
      const outcome: Outcome = { sign: '!', verdict: result.reason, changes }
      this.outcomes = { ...this.outcomes, [id]: outcome }
      this.said = { ...outcome, about: title }
      return
    }
    const verdict = fields.length === 0 ? 'just what was to change has changed.' : 'proved.'
    this.outcomes = { ...this.outcomes, [id]: { sign: '✓', verdict, changes } }
    this.said = { sign: '✓', about: title, verdict, changes: [] }
    this.proved = [...new Set([...this.proved, ...fields])]
    this.at++
  }

  async #reading(read: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.said = null
    try {
      await read()
    } catch (error) {
      const verdict = error instanceof Error ? error.message : String(error)
      this.said = { sign: '!', about: 'Nothing was read', verdict, changes: [] }
    }
    this.busy = false
  }
}

const SKIPPED: Outcome = { sign: '–', verdict: 'left out.', changes: [] }
const NOTHING = 'nothing has changed yet. Do it on the box, in the pattern that was chosen here, and read again.'
const RESTLESS = {
  sign: '!',
  about: 'Two reads differ',
  verdict: 'though nothing was done between them: stop the box, and keep hands and clock off it. Then try again.',
} as const
