// The codes of trig conditions. Digitakt mk I: Analog Rytm's table (rytm-rs), found on Digitone in 1,249 of Elektron's own
// conversions; so inferred. Digitakt II: a walk through its menu on a real unit, OS 1.15B (digi-roll).
import type { Condition } from '../pattern'
import type { DumpDevice } from '../pattern-dump'

/** Mk I has FILL among the conditions, Digitakt II beside them. */
export type Conditions = { readonly condition: Condition | null; readonly fill: boolean | null }

const PERCENTS = [1, 3, 4, 6, 9, 13, 19, 25, 33, 41, 50, 59, 67, 75, 81, 87, 91, 94, 96, 98, 99, 100]
/** A and B of A:B, up to 8:8. */
const RATIOS = [2, 3, 4, 5, 6, 7, 8].flatMap((b) => Array.from({ length: b }, (_, a) => `${a + 1}:${b}` as const))

const DIGITAKT: readonly (Condition | 'FILL' | '!FILL')[] = [
  ...PERCENTS.map((percent) => `${percent}%` as const),
  ...(['FILL', '!FILL', 'PRE', '!PRE', 'NEI', '!NEI', '1ST', '!1ST'] as const),
  ...RATIOS,
]

const DIGITAKT2: readonly Condition[] = [
  ...(['PRE', '!PRE', 'NEI', '!NEI', '1ST', '!1ST', 'LST', '!LST', '1:2', '2:2'] as const),
  // !1:2 would be 2:2, so the menu has it not.
  ...RATIOS.slice(2).flatMap((ratio) => [ratio, `!${ratio}` as const]),
]

const TABLES = { digitakt: DIGITAKT, digitakt2: DIGITAKT2 }
const NO_CONDITION = 0xff

/** Null for what is no code; FF is one: no condition. */
export function conditionsOfCode(device: DumpDevice, code: number): Conditions | null {
  if (code === NO_CONDITION) return { condition: null, fill: null }
  const found = TABLES[device][code]
  if (found === undefined) return null
  if (found === 'FILL' || found === '!FILL') return { condition: null, fill: found === 'FILL' }
  return { condition: found, fill: null }
}

/** A condition that the box does not have has none; chances become the next that it has, on mk I. */
export function codeOfConditions(device: DumpDevice, { condition, fill }: Conditions): number {
  const table: readonly string[] = TABLES[device]
  if (condition === null)
    return fill === null || device !== 'digitakt' ? NO_CONDITION : table.indexOf(fill ? 'FILL' : '!FILL')
  if (condition.endsWith('%') && device === 'digitakt') return nearestPercent(Number.parseFloat(condition))
  const code = table.indexOf(condition)
  return code < 0 ? NO_CONDITION : code
}

function nearestPercent(percent: number): number {
  let nearest = 0
  PERCENTS.forEach((each, code) => {
    if (Math.abs(each - percent) < Math.abs((PERCENTS[nearest] ?? 0) - percent)) nearest = code
  })
  return nearest
}
