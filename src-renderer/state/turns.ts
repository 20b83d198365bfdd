// What is done one after the other, each when the answers that were asked for before it are here.

/** Who got no answer for so long does not wait on: the host may be gone. */
const PATIENCE_MS = 1000

const patience = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))

export class Turns {
  #asked: Promise<unknown> | null = null
  #waiting: Promise<unknown> | null = null

  /** Whatever takes its turn later waits for this, too. */
  wait(answer: Promise<unknown>): void {
    const asked: Promise<unknown> = Promise.race([Promise.allSettled([this.#asked, answer]), patience()]).then(() => {
      if (this.#asked === asked) this.#asked = null
    })
    this.#asked = asked
  }

  /** At once where nothing is waited for. */
  take(run: () => void): void {
    if (this.#asked === null && this.#waiting === null) {
      run()
      return
    }
    const waiting: Promise<unknown> = Promise.resolve(this.#waiting)
      .then(() => this.#asked)
      .then(() => {
        if (this.#waiting === waiting) this.#waiting = null
        run()
      })
    this.#waiting = waiting
  }
}
