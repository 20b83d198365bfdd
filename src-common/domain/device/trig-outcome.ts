// Whether a trig plays: conditions, FILL and chance (manual, mk I, p. 34), and whether it would do so again next time.
import { seededRandom } from '../base/random'
import type { Condition, Trig } from './pattern'

/** `certain`: it depends neither on chance nor on whether FILL is held, also not by way of PRE or NEI. */
export type Outcome = { readonly held: boolean; readonly certain: boolean }

export const NOTHING_YET: Outcome = { held: false, certain: true }

export type Circumstances = {
  /** The track's own loops since the pattern began. */
  readonly pass: number
  /** Whether another pattern follows after this pass. */
  readonly last: boolean
  readonly fill: boolean
  /** The last condition on this track, and on the one before it: what PRE and NEI look at. */
  readonly previous: Outcome
  readonly neighbour: Outcome
  /** Draws: whether something of that likelihood, in percent, happens. */
  readonly chance: (percent: number) => boolean
}

/** The outcome of the condition alone, which PRE and NEI of later trigs look at, and of the trig with all that it has. */
export function outcomesOf(
  trig: Trig,
  circumstances: Circumstances,
): { readonly condition: Outcome | null; readonly plays: Outcome } {
  const met = trig.condition === null ? null : conditionMet(trig.condition, circumstances)
  const filled: Outcome | null = trig.fill === null ? null : { held: trig.fill === circumstances.fill, certain: false }
  const condition = met === null ? filled : filled === null ? met : both(met, filled)
  const drawn = trig.probability === null ? null : chanceMet(trig.probability, circumstances)
  const plays = [condition, drawn].reduce<Outcome>(
    (all, one) => (one === null ? all : both(all, one)),
    { held: !trig.lock, certain: true }, // prettier-ignore
  )
  return { condition, plays }
}

/** What certainly fails, fails whatever the other does. */
function both(a: Outcome, b: Outcome): Outcome {
  const fails = (a.certain && !a.held) || (b.certain && !b.held)
  return { held: a.held && b.held, certain: fails || (a.certain && b.certain) }
}

function conditionMet(condition: Condition, circumstances: Circumstances): Outcome {
  const negated = condition.startsWith('!')
  const { held, certain } = positiveMet(negated ? condition.slice(1) : condition, circumstances)
  return { held: held !== negated, certain }
}

function positiveMet(condition: string, circumstances: Circumstances): Outcome {
  switch (condition) {
    case 'PRE':
      return circumstances.previous
    case 'NEI':
      return circumstances.neighbour
    case '1ST':
      return { held: circumstances.pass === 0, certain: true }
    case 'LST':
      return { held: circumstances.last, certain: true }
    default: {
      if (condition.endsWith('%')) return chanceMet(parseFloat(condition), circumstances)
      const [a = 1, b = 1] = condition.split(':').map(Number)
      return { held: circumstances.pass % b === a - 1, certain: true }
    }
  }
}

function chanceMet(percent: number, { chance }: Circumstances): Outcome {
  if (percent >= 100 || percent <= 0) return { held: percent >= 100, certain: true }
  return { held: chance(percent), certain: false }
}

/** The same draw, in percent, for the same trig of the same pass: so that what was drawn can be drawn again. */
export function drawFor(seed: number, track: number, step: number, pass: number): number {
  return seededRandom(seed + track * 104729 + step * 1299709 + pass * 15485863)() * 100
}
