// A pattern of the box: what its sequencer plays, as one can read it off the machine.

export type Condition =
  | 'FILL' | '!FILL' | 'PRE' | '!PRE' | 'NEI' | '!NEI' | '1ST' | '!1ST' | 'LST' | '!LST'
  | `${number}:${number}`
  | `${number}%` // prettier-ignore

/** One trig. `step` from 0; `length` in steps, Infinity for INF; `micro` in 1/24 steps, -23 to 23. */
export type Trig = {
  readonly step: number
  readonly pitch: number
  readonly velocity: number
  readonly length: number
  readonly micro: number
  readonly condition: Condition | null
}

/** `length` in steps of the track's own speed: 1/8, 1/4, 1/2, 3/4, 1, 3/2 or 2 times the pattern's. */
export type PatternTrack = { readonly length: number; readonly speed: number; readonly trigs: readonly Trig[] }

/**
 * `masterLength` (M.LEN): steps until all tracks restart. `changeLength` (CH.LEN): steps after which a cued pattern
 * begins; null is OFF, then it begins at M.LEN. `swing` in percent, 50 to 80.
 */
export type Pattern = {
  readonly name: string
  readonly bpm: number
  readonly swing: number
  readonly masterLength: number
  readonly changeLength: number | null
  readonly tracks: readonly PatternTrack[]
}

/** CH.LEN overrides M.LEN where it is smaller (manual text quoted in elektronauts.com/t/177002). */
export const stepsUntilChange = (pattern: Pattern): number =>
  Math.min(pattern.masterLength, pattern.changeLength ?? pattern.masterLength)
