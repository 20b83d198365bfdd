// Makes takes out of journals: when recording ends, afterwards on request, and after a crash at the next start.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isTransport } from '../../src-common/domain/midi/message'
import type { Project } from '../../src-common/domain/model/project'
import type { Take } from '../../src-common/domain/model/take'
import { extractTake } from '../../src-common/domain/record/extract'
import { parseJournal, type JournalEntry } from '../../src-common/domain/record/journal'
import { rollsOf } from '../../src-common/domain/record/rolls'
import { rollIn, takeFrom, type TakeRange } from '../../src-common/domain/record/settle'
import { shiftTake } from '../../src-common/domain/record/shift-take'
import { appendMark, type ProjectFiles } from './project-files'

export type KeepInfo = { readonly startedAt: string; readonly recovered: boolean }

/** The take in a range of a journal, written beside the project. Null where nothing at all was heard. */
export async function keepTake(
  files: ProjectFiles,
  project: Project,
  entries: readonly JournalEntry[],
  range: TakeRange,
  { startedAt, recovered }: KeepInfo,
): Promise<Take | null> {
  if (rollIn(entries, range) === null && !holdsMessages(entries, range)) return null
  const id = startedAt.replaceAll(':', '-').replace(/\.\d+Z$/, '')
  const taken = new Set(project.takes.map((take) => take.id))
  const unique = taken.has(id) ? `${id}-${String(project.takes.length + 1)}` : id
  const name = `Take ${String(project.takes.length + 1)}`
  const extract = extractTake(entries, range)
  const mark = recordMark(entries, range) ?? { type: 'mark', time: 0, mark: { type: 'record', offset: 0 } }
  const inside = extract.entries.slice(extract.range.from).filter((entry) => entry.type !== 'mark')
  await files.saveTake(unique, [...extract.entries.slice(0, extract.range.from), mark, ...inside])
  return derive(entries, range, project, { id: unique, name, startedAt, recovered })
}

/** A clock that only ticks, and never starts, is nothing to keep. */
const holdsMessages = (entries: readonly JournalEntry[], { from, to }: TakeRange): boolean =>
  entries.slice(from, to).some((entry) => entry.type === 'in' && !isTransport(entry.bytes))

/** A take from its own file, derived with the project's device as it is now. */
export async function deriveTake(files: ProjectFiles, project: Project, id: string): Promise<Take> {
  const summary = project.takes.find((take) => take.id === id)
  if (summary === undefined) throw new Error(`There is no take ${id} in this project.`)
  const entries = await files.loadTake(id)
  const from = entries.findIndex((entry) => entry.type === 'mark' && entry.mark.type === 'record')
  return derive(entries, { from: Math.max(0, from), to: entries.length }, project, summary)
}

function derive(
  entries: readonly JournalEntry[],
  range: TakeRange,
  project: Project,
  { id, name, startedAt, recovered }: { readonly id: string; readonly name: string } & KeepInfo,
): Take {
  const take = takeFrom(entries, range, project.device, { id, name, startedAt, recovered, bpm: project.bpm })
  return shiftTake(take, recordMark(entries, range)?.mark.offset ?? 0)
}

type RecordMark = JournalEntry & { readonly type: 'mark'; readonly mark: { readonly type: 'record' } }
function recordMark(entries: readonly JournalEntry[], range: TakeRange): RecordMark | undefined {
  return entries
    .slice(range.from, range.to)
    .find((entry): entry is RecordMark => entry.type === 'mark' && entry.mark.type === 'record')
}

/** All entries of a journal; none where it cannot be read. */
export async function readJournal(path: string): Promise<readonly JournalEntry[]> {
  return parseJournal(await readFile(path, 'utf8').catch(() => ''))?.entries ?? []
}

/** The last performance of a journal, from its Start on. Null where the clock never rolled. */
export function lastPerformance(entries: readonly JournalEntry[]): TakeRange | null {
  const last = [...rollsOf(entries, 'in'), ...rollsOf(entries, 'out')].reduce<TakeRange | null>((latest, roll) => {
    const range = { from: roll.firstEntry, to: roll.endEntry }
    return latest === null || range.from > latest.from ? range : latest
  }, null)
  return last
}

export type Abandoned = {
  readonly path: string
  readonly entries: readonly JournalEntry[]
  readonly range: TakeRange | null
  readonly startedAt: string
}

/** Journals that were not closed, because the program ended without warning, with what in them is worth keeping. */
export async function abandonedJournals(folder: string): Promise<readonly Abandoned[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.journal')).sort()
  const found: Abandoned[] = []
  for (const name of names) {
    const path = join(folder, name)
    const entries = await readJournal(path)
    const last = entries.findLast((entry) => entry.type === 'mark')
    if (last?.mark.type === 'close') continue
    const opened = entries.find((entry) => entry.type === 'mark' && entry.mark.type === 'open')
    const startedAt =
      opened?.type === 'mark' && opened.mark.type === 'open' ? opened.mark.at : new Date(0).toISOString()
    found.push({ path, entries, range: unkept(entries), startedAt })
  }
  return found
}

/** What was being recorded when the journal broke off; else the last performance, unless a take has it. */
function unkept(entries: readonly JournalEntry[]): TakeRange | null {
  const record = entries.findLastIndex((entry) => entry.type === 'mark' && entry.mark.type === 'record')
  const kept = entries.findLastIndex((entry) => entry.type === 'mark' && entry.mark.type === 'kept')
  if (record > kept) return { from: record, to: entries.length }
  const last = lastPerformance(entries)
  return last !== null && last.to > kept && last.from > kept ? last : null
}

/** Marks a journal as dealt with. */
export async function closeAbandoned(path: string): Promise<void> {
  await appendMark(path, { type: 'mark', time: 0, mark: { type: 'close' } })
}
