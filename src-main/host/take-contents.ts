// The contents of the takes that were asked for last: deriving one reads its whole journal, and pages ask often.
import type { Project } from '../../src-common/domain/model/project'
import type { Take, TakeSummary } from '../../src-common/domain/model/take'
import type { ProjectFiles } from './project-files'
import { deriveTake } from './take-keeper'

/** What a take is derived from, beside its journal, which never changes. */
type Source = {
  readonly files: ProjectFiles
  readonly summary: TakeSummary | undefined
  readonly device: Project['device']
  readonly bpm: number
}
type Kept = { readonly source: Source; readonly take: Promise<Take> }

const MOST_KEPT = 24

export class TakeContents {
  #kept = new Map<string, Kept>()

  /** A take as the project's device makes it now. */
  of(files: ProjectFiles, project: Project, id: string): Promise<Take> {
    const { device, bpm } = project
    const source = { files, summary: project.takes.find((take) => take.id === id), device, bpm }
    const known = this.#kept.get(id)
    const kept =
      known !== undefined && same(known.source, source) ? known : { source, take: deriveTake(files, project, id) }
    // What was asked for last goes last.
    this.#kept.delete(id)
    this.#kept = new Map([...this.#kept, [id, kept] as const].slice(-MOST_KEPT))
    kept.take.catch(() => {
      if (this.#kept.get(id) === kept) this.#kept.delete(id)
    })
    return kept.take
  }
}

const same = (a: Source, b: Source): boolean =>
  a.files === b.files && a.summary === b.summary && a.device === b.device && a.bpm === b.bpm
