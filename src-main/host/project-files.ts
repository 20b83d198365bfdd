// A project on disk: a folder with `project.json`, which a person can read, and its takes beside it.
import { mkdir, readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { readFrame } from '../../src-common/domain/device/dump/elektron-frame'
import { decodePattern } from '../../src-common/domain/device/dump/pattern-decode'
import type { Bank, BankPattern } from '../../src-common/domain/model/bank'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { journalOf, parseJournal, type JournalEntry } from '../../src-common/domain/record/journal'
import { formatJson } from './format-json'
import { noteRows } from './note-rows'
import { checkProject, type BankFiles, type ProjectCheck } from './project-schema'

const FILE = 'project.json'
const PATTERNS = 'patterns'

export type ProjectRead = ({ readonly ok: true } & Opened) | { readonly ok: false; readonly reason: string }

export type Opened = {
  readonly project: Project
  /** What is to be told about it. */
  readonly notice: string | null
}

/** The project in a folder; it is only read. Null where there is none. */
export async function readProject(folder: string): Promise<ProjectRead | null> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => null)
  const check = text === null ? null : checkText(text)
  if (check?.ok !== true) return check
  const { bank, lost } = await readBank(join(folder, PATTERNS), check.bank)
  const notice = lost.length === 0 ? null : lostText(folder, lost)
  return { ok: true, project: { ...check.project, bank }, notice }
}

export class ProjectFiles {
  readonly folder: string
  readonly #onFault: (reason: string) => void
  #next: Project | null = null
  /** What could not be written when it was tried last. */
  #unsaved: Project | null = null
  #writing: Promise<void> | null = null

  constructor(folder: string, onFault: (reason: string) => void) {
    this.folder = folder
    this.#onFault = onFault
  }

  /** The project in the folder, or a new one. A file that cannot be read is put aside, never overwritten. */
  async open(): Promise<Opened> {
    await mkdir(join(this.folder, 'takes'), { recursive: true })
    const fresh = emptyProject(basename(this.folder).replace(/\.muteline$/, ''))
    const check = await readProject(this.folder)
    if (check === null) return { project: fresh, notice: null }
    if (check.ok) return check
    const aside = join(this.folder, `project.unreadable-${String(Date.now())}.json`)
    await rename(join(this.folder, FILE), aside)
    return {
      project: fresh,
      notice: `The project ${this.folder} could not be read (${check.reason}). Its file is kept as ${basename(aside)}, its takes are where they were, and an empty project was opened in its place.`,
    }
  }

  /** Writes the project, soon and whole; of several in a row, the last. */
  save(project: Project): void {
    this.#next = project
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null
    })
  }

  /** Waits until all that was saved is on disk; what could not be written is tried once more. */
  async settled(): Promise<void> {
    const unsaved = this.#next ?? this.#unsaved
    if (this.#writing === null && unsaved !== null) this.save(unsaved)
    while (this.#writing !== null) await this.#writing
  }

  async saveTake(id: string, entries: readonly JournalEntry[]): Promise<void> {
    await mkdir(join(this.folder, 'takes'), { recursive: true })
    await writeFileAtomic(this.#takePath(id), Buffer.from(journalOf(entries).buffer))
  }

  async loadTake(id: string): Promise<readonly JournalEntry[]> {
    const path = this.#takePath(id)
    const parsed = parseJournal(await readFile(path).catch(() => new Uint8Array()))
    if (parsed === null)
      throw new Error(`The take's file ${path} is missing or no journal. The arrangement is as it was.`)
    return parsed.entries
  }

  /** The raw bytes of a pattern's dump; one that is there already is the same. */
  async savePattern(file: string, bytes: Uint8Array): Promise<void> {
    await mkdir(join(this.folder, PATTERNS), { recursive: true })
    await writeFileAtomic(join(this.folder, PATTERNS, file), Buffer.from(bytes))
  }

  #takePath(id: string): string {
    return join(this.folder, 'takes', `${id}.journal`)
  }

  async #write(): Promise<void> {
    while (this.#next !== null) {
      const project = this.#next
      this.#next = null
      try {
        await writeFileAtomic(join(this.folder, FILE), formatJson(storedForm(project)))
        this.#unsaved = null
      } catch (error) {
        // Kept for the next change, or for the end.
        this.#unsaved = project
        this.#onFault(error instanceof Error ? error.message : String(error))
        return
      }
    }
  }
}

/** Of a pattern only its file is remembered: what it says is decoded from there, by whatever we have learned by then. */
const storedForm = ({ bank, tracks, ...project }: Project): unknown => ({
  ...project,
  tracks: tracks.map((track) => ({ ...track, notes: noteRows(track.notes) })),
  bank: Object.fromEntries(
    Object.entries(bank).map(([pattern, { file, readAt, source }]) => [pattern, { file, readAt, source }]),
  ),
})

async function readBank(
  folder: string,
  files: BankFiles,
): Promise<{ readonly bank: Bank; readonly lost: readonly string[] }> {
  const bank: Record<string, BankPattern> = {}
  const lost: string[] = []
  for (const [pattern, about] of Object.entries(files)) {
    const bytes = await readFile(join(folder, about.file)).catch(() => null)
    const result = bytes === null ? null : readFrame(bytes)
    const decoded = result?.type === 'frame' ? decodePattern(result.frame) : null
    if (decoded?.ok === true && String(decoded.dump.index) === pattern) bank[pattern] = { ...about, dump: decoded.dump }
    else lost.push(about.file)
  }
  return { bank, lost }
}

const lostText = (folder: string, lost: readonly string[]): string =>
  `${lost.join(', ')} in ${join(folder, PATTERNS)} could not be read: these patterns are not in the bank. Fetch them again; all else is as it was.`

function checkText(text: string): ProjectCheck {
  try {
    return checkProject(JSON.parse(text))
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
