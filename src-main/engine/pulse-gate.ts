// Where we follow, when a pulse comes is an estimate. What is to hold from the next pulse on waits until the one that its
// lead points at is here, so that a tempo that falls does not let it come before that one. Notes do not wait.
import type { Planned } from '../../src-common/domain/play/planned'

export class PulseGate {
  #held: readonly Planned[] = []

  /** Those that may leave; `next`: the clock tick of the pulse that is still to come. */
  pass(planned: readonly Planned[], next: number): readonly Planned[] {
    if (this.#held.length === 0 && planned.length === 0) return planned
    const all = [...this.#held, ...planned]
    const waits = ({ why, clock }: Planned): boolean => why !== 'note' && why !== 'end' && clock >= next
    this.#held = all.filter(waits)
    return this.#held.length === 0 ? all : all.filter((each) => !waits(each))
  }

  /** What waits is not to leave any more. */
  clear(): void {
    this.#held = []
  }
}
