// Journals as they lie on disk: folders of segments. Reads the part that is asked for, finds those that an earlier run
// left open, and deletes what is old by a rule.
import { open, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  JournalWriter,
  parseJournal,
  type JournalEntry,
  type Mark,
  type SegmentHead,
} from '../../src-common/domain/record/journal'

/** Entries of a journal: that at place 0 is number `base`. Before what was asked for stands the state that held there. */
export type JournalPart = { readonly entries: readonly JournalEntry[]; readonly base: number }

type Segment = { readonly path: string; readonly size: number; readonly modified: number; readonly head: SegmentHead }

const EMPTY: JournalPart = { entries: [], base: 0 }
const HEAD_BYTES = 300
const TAIL_BYTES = 200

/** At least the entries `[from, to)`, by number. Nothing where the journal cannot be read. */
export async function readPart(journal: string, from: number, to = Infinity): Promise<JournalPart> {
  const segments = await segmentsOf(journal)
  const begin = Math.max(
    0,
    segments.findLastIndex(({ head }) => head.first <= from),
  )
  const wanted = segments.slice(begin).filter(({ head }) => head.first < to)
  const files = await Promise.all(wanted.map(async ({ path }) => parseJournal(await readFile(path))))
  const [first] = files
  if (first == null) return EMPTY
  const state = first.state
  const entries: JournalEntry[] = [...state]
  let next = first.segment?.first ?? 0
  for (const file of files) {
    const number = file?.segment?.first ?? next
    // A hole, where a segment is missing or was cut off, keeps its place; what is one line too many, by damage, goes.
    for (; next < number; next++) entries.push({ type: 'mark', time: 0, mark: { type: 'damaged' } })
    entries.length -= Math.max(0, next - number)
    for (const entry of file?.entries ?? []) entries.push(entry)
    next = number + (file?.entries.length ?? 0)
  }
  return { entries, base: (first.segment?.first ?? 0) - state.length }
}

/** What has to be read of a journal that was left open: from the first thing on that was not dealt with. */
export async function readUndealt(journal: string): Promise<JournalPart> {
  const segments = await segmentsOf(journal)
  return readPart(journal, segments.at(-1)?.head.since ?? 0)
}

/** Journals that were not closed, because the program ended without warning; `but` is one that is open now. */
export async function abandonedJournals(folder: string, but: string | null = null): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of await journalNames(folder)) {
    const path = join(folder, name)
    if (path !== but && !(await isClosed(path))) found.push(path)
  }
  return found
}

/** Marks a journal as dealt with. */
export async function closeAbandoned(journal: string): Promise<void> {
  const wasMarked = await appendMark(journal, { type: 'close' })
  // Not even its first lines were written: there is nothing in it.
  if (!wasMarked) await rm(journal, { recursive: true, force: true })
}

/** Writes a mark at the end of a journal that no engine has open. False where there is none to write to. */
export async function appendMark(journal: string, mark: Mark): Promise<boolean> {
  const last = (await segmentsOf(journal)).at(-1)
  if (last === undefined) return false
  const writer = new JournalWriter()
  writer.entry({ type: 'mark', time: 0, mark })
  // A torn last line is ended first.
  await writeFile(last.path, `\n${Buffer.from(writer.take()).toString('latin1')}`, { flag: 'a' })
  return true
}

/** How long journals are kept, and how much of them. */
export type KeepingRule = { readonly days: number; readonly bytes: number }
export const KEEPING: KeepingRule = { days: 30, bytes: 2e9 }
const RECENT_MS = 3_600_000

/**
 * Deletes the oldest segments: those older than `rule.days`, and as many more as it takes for all to fit `rule.bytes`.
 * Never one that holds, or comes after, anything that no take was made of yet, nor the last one of a journal that is
 * open. Takes have copies of their own. Answers how many were deleted.
 */
export async function pruneJournals(
  folder: string,
  rule: KeepingRule,
  now: number,
  opened: string | null,
): Promise<number> {
  const journals = await Promise.all((await journalNames(folder)).map((name) => prunable(join(folder, name), opened)))
  const segments = journals.flat().sort((a, b) => a.modified - b.modified)
  let total = segments.reduce((sum, { size }) => sum + size, 0)
  let deleted = 0
  for (const { path, size, modified, needed } of segments) {
    if (needed || (total <= rule.bytes && now - modified < rule.days * 86_400_000)) continue
    await rm(path, { force: true })
    total -= size
    deleted++
  }
  for (const name of await journalNames(folder)) {
    const path = join(folder, name)
    // An engine that begins a journal makes its folder a moment before its first file.
    const isOld = now - (await stat(path)).mtimeMs > RECENT_MS
    if (path !== opened && isOld) await rmdir(path).catch(() => undefined)
  }
  return deleted
}

async function prunable(journal: string, opened: string | null): Promise<readonly (Segment & { needed: boolean })[]> {
  const segments = await segmentsOf(journal)
  if (journal !== opened && (await isClosed(journal))) return segments.map((segment) => ({ ...segment, needed: false }))
  const since = segments.at(-1)?.head.since ?? 0
  const from = segments.findLastIndex(({ head }) => head.first <= since)
  return segments.map((segment, index) => ({ ...segment, needed: index >= Math.max(0, from) }))
}

const journalNames = async (folder: string): Promise<readonly string[]> => {
  const found = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return found.filter((each) => each.isDirectory()).map(({ name }) => name).sort() // prettier-ignore
}

/** In order; those whose head cannot be read are left out. */
async function segmentsOf(journal: string): Promise<readonly Segment[]> {
  const names = (await readdir(journal).catch(() => [])).filter((name) => name.endsWith('.journal')).sort()
  const segments = await Promise.all(
    names.map(async (name): Promise<readonly Segment[]> => {
      const path = join(journal, basename(name))
      const [head, { size, mtimeMs }] = await Promise.all([readSome(path, 0, HEAD_BYTES), stat(path)])
      const parsed = parseJournal(head.subarray(0, head.lastIndexOf(10) + 1))
      return parsed?.segment == null ? [] : [{ path, size, modified: mtimeMs, head: parsed.segment }]
    }),
  )
  return segments.flat()
}

/** Journals are long: only the end of one is read to see whether it was dealt with. */
async function isClosed(journal: string): Promise<boolean> {
  const last = (await segmentsOf(journal)).at(-1)
  if (last === undefined) return false
  const tail = await readSome(last.path, Math.max(0, last.size - TAIL_BYTES), TAIL_BYTES)
  return tail.toString('latin1').trimEnd().split('\n').at(-1)?.includes('{"type":"close"}') === true
}

async function readSome(path: string, from: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
