// What the doctor finds: a row of the table, why it was thought of, and what to press here.
import type { DeviceProfile } from '../device/device'
import type { Evidence } from './evidence'
import type { Step } from './menu'
import { ROWS, type RowId } from './rows'

export type Finding = {
  readonly row: RowId
  /** *normal*: nothing is wrong; that is how a box is, and there is a way around it. */
  readonly kind: 'fault' | 'normal'
  /** 0 to 100: of several findings of a kind the likeliest comes first. */
  readonly likelihood: number
  /** What was seen, or answered, that speaks for it. */
  readonly saw: string
  /** What to press, the likeliest first; where the evidence allows, less than the row has. */
  readonly steps: readonly Step[]
}

export type Detector = (evidence: Evidence, profile: DeviceProfile) => Finding | null

export const fault = (row: RowId, likelihood: number, saw: string, steps: readonly Step[] = ROWS[row].steps): Finding => ({
  row,
  kind: 'fault',
  likelihood,
  saw,
  steps,
}) // prettier-ignore

export const normal = (row: RowId, likelihood: number, saw: string): Finding => ({
  ...fault(row, likelihood, saw),
  kind: 'normal',
})
