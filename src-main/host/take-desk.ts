// Where takes are made: when a recording ends, afterwards on request, and at the start after a crash; one at a time, so
// that their names and places do not collide.
import type { Take } from '../../src-common/domain/model/take'
import type { EngineContract, Notice, Recorded } from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import type { ProjectFiles } from './project-files'
import type { Session } from './session'
import {
  abandonedJournals,
  closeAbandoned,
  deriveTake,
  heardSinceKept,
  keepTake,
  lastPerformance,
  readJournal,
  type Abandoned,
} from './take-keeper'

/** What the desk works on; the project and its files change when another one is opened. */
export type DeskOptions = {
  readonly journals: string
  readonly open: () => { readonly files: ProjectFiles; readonly session: Session }
  readonly engine: () => Client<EngineContract>
  readonly notice: (level: Notice['level'], text: string) => void
}

const UNHEARD =
  'Nothing arrived while recording, so there is no take. Is the box set to send? See "Connecting a real Digitakt" in the README.'
const UNKNOWN_PATTERN =
  'Which pattern played first is not known: the box tells only of changes. Double-click the pattern row where the take begins, and choose it.'

export class TakeDesk {
  readonly #options: DeskOptions
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: DeskOptions) {
    this.#options = options
  }

  /** A recording ended. What goes wrong is said; the messages are in the journal in any case. */
  recorded(recorded: Recorded): void {
    this.#queue(() => this.#keepRecorded(recorded)).catch((error: unknown) => {
      const { notice, journals } = this.#options
      notice('error', `The take could not be kept (${textOf(error)}). Its messages are in the journal, in ${journals}.`)
    })
  }

  /** Makes a take of the last performance; answers its name, or throws why there is none. */
  keepLast(): Promise<string> {
    return this.#queue(async () => {
      const at = await this.#options.engine().call('flush', null)
      const entries = at === null ? [] : await readJournal(at.journal)
      const range = lastPerformance(entries)
      if (range === null) throw new Error('Nothing was played since the input was opened: press PLAY on the box first.')
      if (!heardSinceKept(entries, range)) throw new Error('The last performance is kept already, as the newest take.')
      const { files, session } = this.#options.open()
      const info = { startedAt: new Date().toISOString(), recovered: false }
      const take = await keepTake(files, session.project, entries, range, info)
      if (take === null) throw new Error('The last performance holds no messages.')
      await this.#place(take, range.from)
      return take.summary.name
    })
  }

  /** Lays a take into the arrangement again, derived with the device as it is now. */
  async placeAgain(id: string): Promise<void> {
    const { files, session } = this.#options.open()
    session.dispatch({ type: 'placeTake', take: await deriveTake(files, session.project, id) })
  }

  /** One journal that resists must not keep the program from starting: it stays as it is, for the next start. */
  async recover(): Promise<void> {
    for (const abandoned of await abandonedJournals(this.#options.journals)) {
      await this.#recoverJournal(abandoned).catch((error: unknown) => {
        const text = `The journal ${abandoned.path} of an earlier run could not be recovered (${textOf(error)}). It is kept; Muteline tries again at its next start.`
        this.#options.notice('error', text)
      })
    }
  }

  /** Waits for the takes that are being made. */
  async settled(): Promise<void> {
    await this.#last
  }

  async #keepRecorded({ journal, from, to, startedAt }: Recorded): Promise<void> {
    const { files, session } = this.#options.open()
    const entries = await readJournal(journal)
    const take = await keepTake(files, session.project, entries, { from, to }, { startedAt, recovered: false })
    if (take === null) this.#options.notice('warning', UNHEARD)
    else await this.#place(take, from)
  }

  /** `from`: the journal's entry from which on the take was made. */
  async #place(take: Take, from: number): Promise<void> {
    const { session } = this.#options.open()
    session.dispatch({ type: 'placeTake', take })
    session.addTake(take.summary)
    if (take.patterns[0]?.tick !== take.summary.from) this.#options.notice('info', UNKNOWN_PATTERN)
    await this.#options.engine().call('kept', { take: take.summary.id, from })
  }

  async #recoverJournal({ path, entries, unkept }: Abandoned): Promise<void> {
    const { files, session } = this.#options.open()
    for (const { range, startedAt } of unkept) {
      const take = await keepTake(files, session.project, entries, range, { startedAt, recovered: true })
      if (take === null) continue
      session.dispatch({ type: 'placeTake', take })
      session.addTake(take.summary)
      const text = `${take.summary.name} was recovered: Muteline had ended without warning while it was played. All that had arrived is in it.`
      this.#options.notice('info', text)
    }
    await files.settled()
    await closeAbandoned(path)
  }

  #queue<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action)
    this.#last = result.catch(() => undefined)
    return result
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
