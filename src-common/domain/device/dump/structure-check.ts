// Whether a pattern is built like one: the steps of its tracks, and the tail that follows them.
import { u16 } from './big-endian'
import { TAIL, TEMPO_PARTS, trackAt, TRACKS, type PatternLayout } from './pattern-shape'
import { MOST_SPEED } from './speed-codes'
import { SWING } from './step-word'

export type Structure = Pick<PatternLayout, 'trackSize' | 'steps' | 'tail'>

/** A track or two may have been touched by what is not known of; more would be chance (right on all 13 blanks and real dumps). */
const LEAST_TRACKS = 14
const MOST_LENGTH = 1024
const MOST_SWING = 30
const TEMPO = { least: 30, most: 300 }

/** Where the words of the steps are not, or the tail is not: sentences; none for a pattern that is built as it should be. */
export function structureFaults(payload: Uint8Array, structure: Structure): readonly string[] {
  const tail = tailFault(payload, structure.tail)
  return [
    ...(isStepped(payload, structure) ? [] : ['Fewer than 14 of 16 tracks have steps where they are expected.']),
    ...(tail === null ? [] : [tail]),
  ]
}

/** Gives up once it is clear that there are too few; from the last on, where a wrong size of the tracks shows at once. */
export function isStepped(payload: Uint8Array, structure: Pick<Structure, 'trackSize' | 'steps'>): boolean {
  let missing = 0
  for (let track = TRACKS - 1; track >= 0; track--) {
    if (hasSteps(payload, trackAt(structure, track), structure.steps)) continue
    missing++
    if (missing > TRACKS - LEAST_TRACKS) return false
  }
  return true
}

/** The swing bit is on every second step, and on no other, whatever the track plays. */
function hasSteps(payload: Uint8Array, at: number, steps: number): boolean {
  for (let step = 0; step < steps; step++) {
    if (((payload[at + 2 * step + 1] ?? 0) & SWING) !== (step % 2 === 0 ? 0 : SWING)) return false
  }
  return true
}

export function tailFault(payload: Uint8Array, tail: number): string | null {
  const tempo = u16(payload, tail + TAIL.tempo) / TEMPO_PARTS
  if (tempo < TEMPO.least || tempo > TEMPO.most) return `The tempo is ${tempo.toFixed(1)} bpm.`
  for (const [at, name] of [
    [TAIL.masterLength, 'master'],
    [TAIL.changeLength, 'change'],
  ] as const) {
    const length = u16(payload, tail + at)
    if (length < 1 || length > MOST_LENGTH) return `The ${name} length is ${length}.`
  }
  const bytes = [
    { at: TAIL.swing, most: MOST_SWING, name: 'swing' },
    { at: TAIL.scaleMode, most: 1, name: 'scale mode' },
    { at: TAIL.speed, most: MOST_SPEED, name: 'speed' },
  ]
  const wrong = bytes.find(({ at, most }) => (payload[tail + at] ?? 0xff) > most)
  return wrong === undefined ? null : `The code of the ${wrong.name} is ${payload[tail + wrong.at] ?? 0xff}.`
}
