// Makes takes out of journals: when recording ends, afterwards on request, and after a crash at the next start.
import { open, readdir, readFile } from 'node:fs/promises'
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
  if (rollIn(entries, range)?.known !== true && !holdsMessages(entries, range)) return null
  const id = startedAt.replaceAll(':', '-').replace(/\.\d+Z$/, '')
  const taken = new Set(project.takes.map((take) => take.id))
  const unique = taken.has(id) ? `${id}-${String(project.takes.length + 1)}` : id
  const name = `Take ${String(project.takes.length + 1)}`
  const extract = extractTake(entries, range)
  const mark: JournalEntry = { type: 'mark', time: 0, mark: { type: 'record', at: startedAt } }
  const { from } = extract.range
  const inside = extract.entries.slice(from).filter((entry) => entry.type !== 'mark' || entry.mark.type === 'song')
  await files.saveTake(unique, [...extract.entries.slice(0, from), mark, ...inside])
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
  return shiftTake(take, songOffset(entries, range))
}

/** How far the song was ahead of the box's count, where one played along; a take is laid where the song was. */
function songOffset(entries: readonly JournalEntry[], { from, to }: TakeRange): number {
  const found = entries.slice(from, to).find((entry) => entry.type === 'mark' && entry.mark.type === 'song')
  return found?.type === 'mark' && found.mark.type === 'song' ? found.mark.offset : 0
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

/** Whether anything was heard since a take was made last, so that the last performance is worth another. */
export function heardSinceKept(entries: readonly JournalEntry[], { from, to }: TakeRange): boolean {
  const kept = entries.findLastIndex((entry) => entry.type === 'mark' && entry.mark.type === 'kept')
  return kept < from || holdsMessages(entries, { from: kept, to })
}

export type Unkept = { readonly range: TakeRange; readonly startedAt: string }
export type Abandoned = {
  readonly path: string
  readonly entries: readonly JournalEntry[]
  readonly unkept: readonly Unkept[]
}

/** Journals that were not closed, because the program ended without warning, with what in them is worth keeping. */
export async function abandonedJournals(folder: string): Promise<readonly Abandoned[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.journal')).sort()
  const found: Abandoned[] = []
  for (const name of names) {
    const path = join(folder, name)
    if (await isClosed(path)) continue
    const entries = await readJournal(path)
    found.push({ path, entries, unkept: unkeptIn(entries) })
  }
  return found
}

const TAIL_BYTES = 200

/** Journals are many and long: only the end of one is read to see whether it was dealt with. */
async function isClosed(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(TAIL_BYTES, size))
    await file.read(tail, 0, tail.length, size - tail.length)
    return tail.toString('utf8').trimEnd().split('\n').at(-1)?.includes('{"type":"close"}') === true
  } finally {
    await file.close()
  }
}

/** Recordings that no take was made of, the last one perhaps cut off; without any, the last performance. */
export function unkeptIn(entries: readonly JournalEntry[]): readonly Unkept[] {
  const marks = entries.flatMap((entry, index) => (entry.type === 'mark' ? [{ ...entry.mark, index }] : []))
  const kept = new Set(marks.flatMap((mark) => (mark.type === 'kept' ? [mark.from] : [])))
  const recordings = marks.flatMap((mark, place) => {
    if (mark.type !== 'record' || kept.has(mark.index)) return []
    const end = marks.slice(place).find((later) => later.type === 'end')
    return [{ range: { from: mark.index, to: end?.index ?? entries.length }, startedAt: mark.at }]
  })
  if (recordings.length > 0) return recordings
  const last = lastPerformance(entries)
  const opened = marks.find((mark) => mark.type === 'open')
  const lastKept = marks.findLast((mark) => mark.type === 'kept')?.index ?? -1
  return last === null || last.from < lastKept ? [] : [{ range: last, startedAt: opened?.at ?? '' }]
}

/** Marks a journal as dealt with. */
export async function closeAbandoned(path: string): Promise<void> {
  await appendMark(path, { type: 'mark', time: 0, mark: { type: 'close' } })
}
