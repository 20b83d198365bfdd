// Makes takes out of journals: when recording ends, afterwards on request, and after a crash at the next start.
import { isTransport } from '../../src-common/domain/midi/message'
import type { ClockReport } from '../../src-common/domain/model/clock-report'
import type { Project } from '../../src-common/domain/model/project'
import type { Take } from '../../src-common/domain/model/take'
import { clockReport } from '../../src-common/domain/record/clock-report'
import { extractTake } from '../../src-common/domain/record/extract'
import type { JournalEntry, Mark } from '../../src-common/domain/record/journal'
import { wholeOf } from '../../src-common/domain/record/last-bars'
import { rollsOf, type Roll } from '../../src-common/domain/record/rolls'
import { mappedRoll, settle, type MappedRoll, type TakeRange } from '../../src-common/domain/record/settle'
import { shiftTake } from '../../src-common/domain/record/shift-take'
import type { ProjectFiles } from './project-files'

export type KeepInfo = { readonly startedAt: string; readonly recovered: boolean }

/** Marks that say what a take is, beside its messages; the others are of the journal that it came from. */
const OF_A_TAKE: readonly Mark['type'][] = ['song', 'roles', 'position', 'lost', 'back', 'slept']

/** The take in a range of a journal, written beside the project. Null where nothing at all was heard. */
export async function keepTake(
  files: ProjectFiles,
  project: Project,
  entries: readonly JournalEntry[],
  range: TakeRange,
  { startedAt, recovered }: KeepInfo,
): Promise<Take | null> {
  const mapped = mappedRoll(entries, range)
  if (mapped?.roll.known !== true && !holdsMessages(entries, range)) return null
  const id = startedAt.replaceAll(':', '-').replace(/\.\d+Z$/, '')
  const taken = new Set(project.takes.map((take) => take.id))
  const unique = taken.has(id) ? `${id}-${String(project.takes.length + 1)}` : id
  const name = `Take ${String(project.takes.length + 1)}`
  await files.saveTake(unique, fileOf(entries, range, mapped?.roll ?? null, startedAt))
  return derive(entries, range, mapped, project, { id: unique, name, startedAt, recovered })
}

/** A mark stands where the take begins; before it, what it needs to know. */
function fileOf(
  entries: readonly JournalEntry[],
  range: TakeRange,
  roll: Roll | null,
  startedAt: string,
): readonly JournalEntry[] {
  const extract = extractTake(entries, range, roll)
  const mark: JournalEntry = { type: 'mark', time: 0, mark: { type: 'record', at: startedAt } }
  const belongs = (entry: JournalEntry): boolean => entry.type !== 'mark' || OF_A_TAKE.includes(entry.mark.type)
  const kept: JournalEntry[] = []
  extract.entries.forEach((entry, index) => {
    if (index === extract.range.from) kept.push(mark)
    if (belongs(entry)) kept.push(entry)
  })
  return kept
}

/** A clock that only ticks, and never starts, is nothing to keep. */
function holdsMessages(entries: readonly JournalEntry[], { from, to }: TakeRange): boolean {
  return entries.some((entry, index) => index >= from && index < to && entry.type === 'in' && !isTransport(entry.bytes))
}

type TakeFile = { readonly entries: readonly JournalEntry[]; readonly range: TakeRange }

async function takeFile(files: ProjectFiles, id: string): Promise<TakeFile> {
  const entries = await files.loadTake(id)
  const from = entries.findIndex((entry) => entry.type === 'mark' && entry.mark.type === 'record')
  return { entries, range: { from: Math.max(0, from), to: entries.length } }
}

/** A take from its own file, derived with the project's device as it is now. */
export async function deriveTake(files: ProjectFiles, project: Project, id: string): Promise<Take> {
  const summary = project.takes.find((take) => take.id === id)
  if (summary === undefined) throw new Error(`There is no take ${id} in this project.`)
  const { entries, range } = await takeFile(files, id)
  return derive(entries, range, mappedRoll(entries, range), project, summary)
}

/** How steady the clock of a take was; null where it had none. */
export async function reportOfTake(files: ProjectFiles, project: Project, id: string): Promise<ClockReport | null> {
  if (!project.takes.some((take) => take.id === id)) throw new Error(`There is no take ${id} in this project.`)
  const { entries, range } = await takeFile(files, id)
  return clockReport(entries, range)
}

function derive(
  entries: readonly JournalEntry[],
  range: TakeRange,
  mapped: MappedRoll | null,
  project: Project,
  { id, name, startedAt, recovered }: { readonly id: string; readonly name: string } & KeepInfo,
): Take {
  const take = settle(entries, range, mapped, project.device, { id, name, startedAt, recovered, bpm: project.bpm })
  return shiftTake(take, songOffset(entries, range))
}

/**
 * How far the song was ahead of the box's count, where one played along; a take is laid where the song was at its first
 * pulse, which is marked by the second. What is marked later is the song going elsewhere.
 */
function songOffset(entries: readonly JournalEntry[], { from, to }: TakeRange): number {
  let offset = 0
  let pulses = 0
  for (let index = 0; index < to && pulses < 2; index++) {
    const entry = entries[index]
    if (entry?.type === 'mark') offset = entry.mark.type === 'song' ? entry.mark.offset : offset
    else if (entry?.bytes[0] === START && pulses === 0) offset = 0
    else if (entry?.bytes[0] === CLOCK && index >= from) pulses++
  }
  return offset
}
const CLOCK = 0xf8
const START = 0xfa

/** The last performance of a journal, from its Start on. Null where the clock never rolled. */
function lastPerformance(entries: readonly JournalEntry[], isWhole: boolean): TakeRange | null {
  // Where a journal is read from its middle on, a clock may tick whose Stop was heard before.
  const rolls = [...rollsOf(entries, 'in'), ...rollsOf(entries, 'out')].filter(({ known }) => known || isWhole)
  return rolls.reduce<TakeRange | null>((latest, roll) => {
    const range = wholeOf(roll, entries)
    return latest === null || range.from > latest.from ? range : latest
  }, null)
}

export type Unkept = { readonly range: TakeRange; readonly startedAt: string }

/**
 * Recordings that no take was made of, the last one perhaps cut off; without any, the last performance. Ranges are places
 * in `entries`, of which the first is entry `base` of the journal.
 */
export function unkeptIn(entries: readonly JournalEntry[], base = 0): readonly Unkept[] {
  const marks: (Mark & { readonly index: number })[] = []
  entries.forEach((entry, index) => {
    if (entry.type === 'mark') marks.push({ ...entry.mark, index })
  })
  const kept = new Set(marks.flatMap((mark) => (mark.type === 'kept' ? [mark.from - base] : [])))
  const recordings = marks.flatMap((mark, place) => {
    if (mark.type !== 'record' || kept.has(mark.index)) return []
    const end = marks.slice(place).find((later) => later.type === 'end')
    return [{ range: { from: mark.index, to: end?.index ?? entries.length }, startedAt: mark.at }]
  })
  if (recordings.length > 0) return recordings
  const last = lastPerformance(entries, base <= 0)
  const opened = marks.find((mark) => mark.type === 'open')
  const lastKept = marks.findLast((mark) => mark.type === 'kept')?.index ?? -1
  return last === null || last.from < lastKept
    ? []
    : [{ range: last, startedAt: opened?.at ?? new Date().toISOString() }]
}
