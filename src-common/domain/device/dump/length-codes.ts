// The codes of lengths: finer for short notes than for long ones. Source: Analog Rytm (libanalogrytm); on Digitakt II and
// Digitone II durations measured on the wire agree, and on mk I code 1C as set on a real unit (digi-roll issue 8).
import type { Steps } from '../pattern'

const ENDLESS_CODE = 127
/** Codes up to `last` go on from `steps` at `first` by `by` each. */
const RANGES = [
  { last: 30, first: 0, steps: 0.125, by: 1 / 16 },
  { last: 46, first: 30, steps: 2, by: 1 / 8 },
  { last: 62, first: 46, steps: 4, by: 1 / 4 },
  { last: 78, first: 62, steps: 8, by: 1 / 2 },
  { last: 94, first: 78, steps: 16, by: 1 },
  { last: 110, first: 94, steps: 32, by: 2 },
  { last: 126, first: 110, steps: 64, by: 4 },
]

const STEPS: readonly number[] = Array.from({ length: ENDLESS_CODE }, (_, code) => {
  const range = RANGES.find(({ last }) => code <= last)
  return range === undefined ? 0 : range.steps + (code - range.first) * range.by
})

/** Null for what is no code, FF above all. */
export function stepsOfCode(code: number): Steps | null {
  return code === ENDLESS_CODE ? 'inf' : (STEPS[code] ?? null)
}

/** The code of the length that comes nearest. */
export function codeOfSteps(steps: Steps): number {
  if (steps === 'inf') return ENDLESS_CODE
  let nearest = 0
  STEPS.forEach((each, code) => {
    if (Math.abs(each - steps) < Math.abs((STEPS[nearest] ?? 0) - steps)) nearest = code
  })
  return nearest
}
