// What goes wrong between a Digitakt and a computer: 26 symptoms with their causes and what to press. Data only; what
// speaks for each is in the detectors.
import { BACK_ROWS } from './rows-back'
import { FROM_ROWS } from './rows-from'
import type { Step } from './menu'

export const ROW_IDS = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
] as const
export type RowId = (typeof ROW_IDS)[number]

export type Row = {
  readonly symptom: string
  readonly cause: string
  readonly steps: readonly Step[]
  /** Where it was read; `inferred` where only reason speaks for it. */
  readonly sources: readonly string[]
}

export const ROWS: Readonly<Record<RowId, Row>> = { ...FROM_ROWS, ...BACK_ROWS }
