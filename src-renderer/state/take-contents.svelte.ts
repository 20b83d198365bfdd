// What was performed in the takes that the page shows, as the host derives it; asked for once, and anew when it changed.
import type { DeviceProfile } from '../../src-common/domain/device/device'
import type { Project } from '../../src-common/domain/model/project'
import type { Take, TakeSummary } from '../../src-common/domain/model/take'

type Kept = { readonly summary: TakeSummary; readonly device: DeviceProfile; readonly take: Take | null }

export class TakeContents {
  #kept = $state.raw<ReadonlyMap<string, Kept>>(new Map())
  readonly #project: () => Project
  readonly #ask: (id: string) => Promise<Take | null>

  constructor(project: () => Project, ask: (id: string) => Promise<Take | null>) {
    this.#project = project
    this.#ask = ask
  }

  /** Null until it has arrived. */
  of(summary: TakeSummary): Take | null {
    const kept = this.#kept.get(summary.id)
    return kept?.summary === summary && kept.device === this.#project().device ? kept.take : null
  }

  /** Sees to it that it is there soon. */
  async want(summary: TakeSummary): Promise<void> {
    const { device, takes } = this.#project()
    const known = this.#kept.get(summary.id)
    if (known?.summary === summary && known.device === device) return
    const there = new Set(takes.map(({ id }) => id))
    const others = [...this.#kept].filter(([id]) => id !== summary.id && there.has(id))
    this.#kept = new Map([...others, [summary.id, { summary, device, take: null }]])
    const take = await this.#ask(summary.id)
    const waiting = this.#kept.get(summary.id)
    if (waiting?.summary === summary && waiting.device === device)
      this.#kept = new Map([...this.#kept, [summary.id, { summary, device, take }]])
  }
}
