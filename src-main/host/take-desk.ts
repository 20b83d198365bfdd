// Where takes are made: when a recording ends, afterwards on request, and at the start after a crash; one at a time, so
// that their names and places do not collide.
import { meantOf, placementOf, type PlaceTake } from '../../src-common/domain/edit/edit-takes'
import type { Take } from '../../src-common/domain/model/take'
import type { ClockReport } from '../../src-common/domain/model/clock-report'
import { withProof } from '../../src-common/domain/device/format-proofs'
import { provePatterns, type PatternProof } from '../../src-common/domain/record/pattern-proof'
import { performanceAt } from '../../src-common/domain/record/last-bars'
import type { EngineContract, Kept, Notice, Recorded } from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import {
  abandonedJournals,
  appendMark,
  closeAbandoned,
  KEEPING,
  pruneJournals,
  readPart,
  readUndealt,
} from './journal-files'
import type { ProjectFiles } from './project-files'
import type { Session } from './session'
import { TakeContents } from './take-contents'
import { keepTake, reportOfTake, unkeptIn } from './take-keeper'

/** What the desk works on; the project and its files change when another one is opened. */
export type DeskOptions = {
  readonly journals: string
  readonly open: () => { readonly files: ProjectFiles; readonly session: Session }
  readonly engine: () => Client<EngineContract>
  readonly notice: (level: Notice['level'], text: string) => void
}

const UNWRITTEN =
  'The disk has not taken all of the performance yet. The rest is kept in memory: free some space, and the take can be made.'
const unplaced = (name: string): string =>
  `${name} lies outside of the punch range: it is kept, and nothing of it was placed. Place it from the Takes panel.`
const LATER_MS = 5000
const UNHEARD = 'Nothing arrived while recording, so there is no take. Open the Doctor, at the right: it finds out why.'
const UNKNOWN_PATTERN =
  'Which pattern played first is not known: the box tells only of changes. Double-click the pattern row where the take begins, and choose it.'

export class TakeDesk {
  readonly #options: DeskOptions
  #last: Promise<unknown> = Promise.resolve()
  #waiting = false
  readonly #contents = new TakeContents()

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

  /** Makes a take of a performance, or of its last bars; null is the last one. Answers its name, or throws why there is none. */
  keepLast(wanted: { readonly entry: number; readonly bars: number | null } | null): Promise<string> {
    return this.#queue(async () => {
      const at = await this.#options.engine().call('flush', null)
      const [last] = at?.performances ?? []
      if (at === null || last === undefined)
        throw new Error('Nothing was played since the input was opened: press PLAY on the box first.')
      if (wanted === null && last.kept) throw new Error('The last performance is kept already, as the newest take.')
      const { entry, bars } = wanted ?? { entry: last.entry, bars: null }
      const { entries, base } = await readPart(at.journal, entry)
      if (base + entries.length < at.entries) throw new Error(UNWRITTEN)
      const range = performanceAt(entries, entry - base, bars)
      if (range === null) throw new Error('That performance is not in the journal any more.')
      const { files, session } = this.#options.open()
      const info = { startedAt: new Date().toISOString(), recovered: false }
      const take = await keepTake(files, session.project, entries, range, info)
      if (take === null) throw new Error('The last performance holds no messages.')
      this.#place(take)
      await this.#kept({ journal: at.journal, take: take.summary.id, from: range.from + base, to: range.to + base })
      return take.summary.name
    })
  }

  /** Lays a take into the arrangement again, whole or in part, derived with the device as it is now. */
  async placeAgain(id: string, how: Omit<PlaceTake, 'take'>): Promise<void> {
    const { session } = this.#options.open()
    session.dispatch({ type: 'placeTake', take: await this.content(id), ...how })
  }

  /** What was performed in a take, derived with the device as it is now. */
  content(id: string): Promise<Take> {
    const { files, session } = this.#options.open()
    return this.#contents.of(files, session.project, id)
  }

  /** Compares what a take heard of MIDI tracks with their patterns, and keeps what that proves of the box's formats. */
  async prove(id: string): Promise<PatternProof | null> {
    const { session } = this.#options.open()
    const take = await this.content(id)
    const proof = provePatterns(session.project, take)
    const { device } = session.project
    const build = device.os?.build ?? ''
    const proofs = (proof?.proved ?? []).reduce((all, each) => withProof(all, { ...each, build }), device.proofs)
    if (proofs !== device.proofs) session.amendDevice({ ...device, proofs })
    return proof
  }

  /** How steady the clock was that a take was recorded by. */
  report(id: string): Promise<ClockReport | null> {
    const { files, session } = this.#options.open()
    return reportOfTake(files, session.project, id)
  }

  /** One journal that resists must not keep the program from starting: it stays as it is, for the next start. */
  async recover(): Promise<void> {
    const { journals, engine } = this.#options
    const opened = (await engine().call('flush', null))?.journal ?? null
    for (const journal of await abandonedJournals(journals, opened)) {
      await this.#recoverJournal(journal).catch((error: unknown) => {
        const text = `The journal ${journal} of an earlier run could not be recovered (${textOf(error)}). It is kept; Muteline tries again at its next start.`
        this.#options.notice('error', text)
      })
    }
  }

  /** Deletes journals that are old, by the rule; what cannot be deleted is tried again the next time. */
  async prune(): Promise<void> {
    const opened = (await this.#options.engine().call('flush', null))?.journal ?? null
    await pruneJournals(this.#options.journals, KEEPING, Date.now(), opened).catch(() => 0)
  }

  /** Waits for the takes that are being made. */
  async settled(): Promise<void> {
    await this.#last
  }

  async #keepRecorded(recorded: Recorded): Promise<void> {
    const { journal, from, to, since, startedAt } = recorded
    const { files, session } = this.#options.open()
    const { entries, base } = await readPart(journal, since, to)
    if (base + entries.length < to) {
      this.#later(recorded)
      return
    }
    const range = { from: from - base, to: to - base }
    const take = await keepTake(files, session.project, entries, range, { startedAt, recovered: false })
    if (take === null) this.#options.notice('warning', UNHEARD)
    else this.#place(take)
    await this.#kept({ journal, take: take?.summary.id ?? null, from, to })
  }

  /** A full disk has not taken all of it: the engine keeps the rest, and the take is made once it is written. */
  #later(recorded: Recorded): void {
    if (!this.#waiting) this.#options.notice('warning', UNWRITTEN)
    this.#waiting = true
    setTimeout(() => { this.recorded(recorded) }, LATER_MS).unref() // prettier-ignore
  }

  #place(take: Take): void {
    this.#waiting = false
    const { session } = this.#options.open()
    session.dispatch(placementOf(session.project, take))
    session.addTake(take.summary)
    if (meantOf(take.summary, session.project.punch) === null) this.#options.notice('info', unplaced(take.summary.name))
    else if (take.patterns[0]?.tick !== take.summary.from) this.#options.notice('info', UNKNOWN_PATTERN)
  }

  /** Where the journal is closed by now, the mark is written after it: else the next start would make the take again. */
  async #kept(kept: Kept): Promise<void> {
    const wasOpen = await this.#options.engine().call('kept', kept)
    if (!wasOpen && kept.take !== null)
      await appendMark(kept.journal, { type: 'kept', take: kept.take, from: kept.from })
  }

  async #recoverJournal(journal: string): Promise<void> {
    const { files, session } = this.#options.open()
    const { entries, base } = await readUndealt(journal)
    for (const { range, startedAt } of unkeptIn(entries, base)) {
      const take = await keepTake(files, session.project, entries, range, { startedAt, recovered: true })
      if (take === null) continue
      session.dispatch(placementOf(session.project, take))
      session.addTake(take.summary)
      const text = `${take.summary.name} was recovered: Muteline had ended without warning while it was played. All that had arrived is in it.`
      this.#options.notice('info', text)
    }
    await files.settled()
    await closeAbandoned(journal)
  }

  #queue<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#last.then(action)
    this.#last = result.catch(() => undefined)
    return result
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
