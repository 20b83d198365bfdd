// What is shown in place of the project: what the gesture in hand would make of it, and once it was let go of, what was sent
// to the host until it has answered. So nothing jumps back for the moment that an edit is on its way.

export class Previews<T> {
  #inHand: T | null = null
  #sent: T | null = null
  readonly #show: (preview: T | null) => void

  /** `show` is told what is to be shown; null for the project as it is. */
  constructor(show: (preview: T | null) => void) {
    this.#show = show
  }

  set(preview: T | null): void {
    this.#inHand = preview
    this.#tell()
  }

  /** What is in hand now was sent: it stays until there is an answer, a refusal too, unless more is taken in hand. */
  async sent(answer: Promise<unknown>): Promise<void> {
    const sent = this.#inHand
    if (sent !== null) this.#sent = sent
    await answer.catch(() => null)
    if (this.#sent !== sent) return
    this.#sent = null
    this.#tell()
  }

  /** The project is another one, or the host is away. */
  drop(): void {
    this.#inHand = null
    this.#sent = null
    this.#tell()
  }

  #tell(): void {
    this.#show(this.#inHand ?? this.#sent)
  }
}
