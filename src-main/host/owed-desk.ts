// What a box is owed while a song plays into it: the mutes and the pattern that it had. It is on disk as long, so that it can
// be given back after a crash, once the musician says so.
import { readFileSync, rmSync } from 'node:fs'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import type { Owed } from '../../src-common/rpc/engine-contract'

const schema = v.object({
  output: v.string(),
  messages: v.pipe(v.array(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)))), v.maxLength(64)),
})

type Deps = {
  readonly path: string
  /** The output that is open, or wished for. */
  readonly output: () => string | null
  readonly giveBack: (owed: Owed) => Promise<unknown>
  /** What an earlier run left, told to pages. */
  readonly left: (owed: Owed | null) => void
}

export class OwedDesk {
  readonly #deps: Deps
  /** What an earlier run left behind; null where nothing, or it was dealt with. */
  #left: Owed | null
  /** What the song that plays now owes. */
  #now: Owed | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(deps: Deps) {
    this.#deps = deps
    this.#left = read(deps.path)
  }

  get left(): Owed | null {
    return this.#left
  }

  /** What the engine owes now, null for nothing. What was left before is lost with a new song that is played. */
  owes(owed: Owed | null): void {
    this.#now = owed
    if (owed !== null) this.#leave(null)
    if (owed !== null || this.#left === null) this.#write(owed)
  }

  /** The engine died: what it owed is left. */
  crashed(): void {
    if (this.#now !== null) this.#leave(this.#now)
    this.#now = null
  }

  /** Gives it back, or lets it be. Throws where another output is open: nothing is lost by that. */
  async answer(giveBack: boolean): Promise<void> {
    const owed = this.#left
    if (owed === null) return
    if (giveBack && this.#deps.output() !== owed.output)
      throw new Error('The box that it belongs to is not the output now. Choose it at the top left, and try again.')
    if (giveBack) await this.#deps.giveBack(owed)
    this.#leave(null)
    this.#write(null)
  }

  /** Waits until the disk holds it. */
  async settled(): Promise<void> {
    await this.#writing
  }

  #leave(owed: Owed | null): void {
    if (owed === this.#left) return
    this.#left = owed
    this.#deps.left(owed)
  }

  #write(owed: Owed | null): void {
    const { path } = this.#deps
    this.#writing = this.#writing
      .then(() => (owed === null ? rmSync(path, { force: true }) : writeFileAtomic(path, JSON.stringify(owed))))
      .catch(() => undefined)
  }
}

/** A damaged file is as good as none. */
function read(path: string): Owed | null {
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
