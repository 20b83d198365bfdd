// How early a box has to be asked for a pattern: measured by what came too late, and by what came in time.
import { PULSE, type Tick } from '../../time/ticks'

/** In ticks; null where none was seen. `late` is the longest lead that was too short, `enough` the shortest above it that was not. */
export type LeadRange = { readonly late: Tick | null; readonly enough: Tick | null }

/** Program changes are asked for no earlier than this by themselves; and a step towards it (12 pulses). */
const LONGEST_LEAD: Tick = 96 * PULSE
const LEAD_STEP: Tick = 12 * PULSE

export class LeadWatch {
  #late: Tick | null = null
  readonly #landed = new Set<Tick>()

  /** It is another box. */
  forget(): void {
    this.#late = null
    this.#landed.clear()
  }

  /** A pattern that was asked for so early began a round late. */
  cameLate(ahead: Tick): void {
    this.#late = Math.max(this.#late ?? 0, ahead)
  }

  /** It began where it was to. */
  landed(ahead: Tick): void {
    this.#landed.add(ahead)
  }

  get range(): LeadRange {
    const late = this.#late
    const enough = [...this.#landed].filter((ahead) => ahead > (late ?? 0))
    return { late, enough: enough.length === 0 ? null : Math.min(...enough) }
  }

  /** A lead that was enough, or is to be tried next; null where none was too short. */
  get offer(): Tick | null {
    const { late, enough } = this.range
    if (late === null) return null
    const longer = Math.min(LONGEST_LEAD, Math.ceil((late + 1) / LEAD_STEP) * LEAD_STEP)
    return enough ?? (longer > late ? longer : null)
  }
}
