// The one place where the project changes: runs commands, keeps the history, and tells what changed.
import type { DeviceProfile } from '../../src-common/domain/device/device'
import { ticksUntilChange } from '../../src-common/domain/device/pattern'
import { run, type Command } from '../../src-common/domain/edit/command'
import { goTo, NO_HISTORY, perform, redo, undo, type History, type Step } from '../../src-common/domain/edit/history'
import { diff } from '../../src-common/domain/edit/patch'
import type { BankPattern } from '../../src-common/domain/model/bank'
import type { Project } from '../../src-common/domain/model/project'
import type { TakeSummary } from '../../src-common/domain/model/take'
import type { KnownBox } from './box-memory'
import type { HistoryLabels } from '../../src-common/domain/edit/history-labels'
import type { Patched } from '../../src-common/rpc/host-contract'

/** A step, or a change that is none. */
type Taken = Omit<Step, 'change'> & { readonly change: Step['change'] | null }

export class Session {
  #project: Project
  #history: History = NO_HISTORY
  #revision = 0
  readonly #onPatched: (patched: Patched) => void

  constructor(project: Project, onPatched: (patched: Patched) => void) {
    this.#project = project
    this.#onPatched = onPatched
  }

  get project(): Project {
    return this.#project
  }

  get revision(): number {
    return this.#revision
  }

  get labels(): HistoryLabels {
    return {
      done: this.#history.done.map(({ label }) => label),
      undone: this.#history.undone.map(({ label }) => label),
    }
  }

  dispatch(command: Command): void {
    this.#take(perform(this.#project, this.#history, command))
  }

  undo(): void {
    this.#take(undo(this.#project, this.#history))
  }

  redo(): void {
    this.#take(redo(this.#project, this.#history))
  }

  /** Undoes or redoes until so many entries are done; as far as there are any. */
  goTo(done: number): void {
    const { length } = this.#history.done
    this.#take(goTo(this.#project, this.#history, Math.min(done, length + this.#history.undone.length)))
  }

  /** A take is no edit: it is never undone. */
  addTake(take: TakeSummary): void {
    this.#amend({ ...this.#project, takes: [...this.#project.takes, take] })
  }

  /** Its name may be another one; what was recorded stays as it is. */
  renameTake(id: string, name: string): void {
    const { takes } = this.#project
    if (takes.some((take) => take.id === id && take.name !== name))
      this.#amend({ ...this.#project, takes: takes.map((take) => (take.id === id ? { ...take, name } : take)) })
  }

  /** Nor is a pattern that was read of the box; how long it is, is known from then on. */
  addPatterns(patterns: readonly BankPattern[]): void {
    const project = this.#project
    const bank = { ...project.bank, ...Object.fromEntries(patterns.map((each) => [String(each.dump.index), each])) }
    const lengths = patterns
      .map(({ dump }) => [String(dump.index), ticksUntilChange(dump.pattern)] as const)
      .filter(([, length]) => Number.isFinite(length))
    const patternLengths = { ...project.device.patternLengths, ...Object.fromEntries(lengths) }
    this.#amend({ ...project, bank, device: { ...project.device, patternLengths } })
  }

  /** What the box told or proved of itself. */
  amendDevice(device: DeviceProfile): void {
    this.#amend({ ...this.#project, device })
  }

  /** Neither is the box that a new project finds itself connected to. */
  adopt({ device, tracks }: KnownBox): void {
    const adopted = run(this.#project, { type: 'setDevice', device })
    this.#amend({ ...adopted, tracks: adopted.tracks.map((track, number) => ({ ...track, ...tracks[number] })) })
  }

  #amend(project: Project): void {
    this.#take({ project, history: this.#history, patch: diff(this.#project, project), change: null })
  }

  #take(step: Taken | null): void {
    if (step === null) return
    this.#project = step.project
    this.#history = step.history
    this.#revision++
    this.#onPatched({ revision: this.#revision, patch: step.patch, history: step.change })
  }
}
