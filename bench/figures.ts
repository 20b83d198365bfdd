// What a bench says: figures with their spread, as rows of a table, printed as JSON for the program that gathers them.

/** One figure: the median of its repeats, and their range. `target`: what is to be reached, in words. */
export type Row = {
  readonly what: string
  readonly unit: string
  readonly median: number
  readonly range: readonly [number, number]
  readonly repeats: number
  readonly target?: string
  readonly reached?: boolean
}

export type Section = { readonly title: string; readonly note: string; readonly rows: readonly Row[] }

export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

type Reach = { readonly target: string; readonly ok: (value: number) => boolean }

/** A row of repeated values. */
export function row(what: string, unit: string, values: readonly number[], reach?: Reach): Row {
  const median = quantile(values, 0.5)
  return {
    what,
    unit,
    median,
    range: [Math.min(...values), Math.max(...values)],
    repeats: values.length,
    ...(reach === undefined ? {} : { target: reach.target, reached: reach.ok(median) }),
  }
}

export const atMost = (limit: number): Reach => ({ target: `≤ ${String(limit)}`, ok: (value) => value <= limit })
export const atLeast = (limit: number): Reach => ({ target: `≥ ${String(limit)}`, ok: (value) => value >= limit })

/** Seeds of the repeats: the same on every machine. */
export const SEEDS = [11, 23, 37, 53, 71] as const

export function report(section: Section): void {
  process.stdout.write(`${JSON.stringify(section)}\n`)
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
