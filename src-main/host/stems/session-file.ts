// A recording of stems on disk, beside its WAV files: so that it can go on after an interruption.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import type { Project } from '../../../src-common/domain/model/project'
import { LONGEST_SONG } from '../../../src-common/domain/time/ticks'
import type { StemSession } from '../../../src-common/rpc/stems-contract'
import { interval } from '../project-schema'

const FILE = 'session.json'
const FOLDER = 'stems'

const finite = v.pipe(v.number(), v.finite())
const count = v.pipe(finite, v.integer(), v.minValue(0))
const track = v.pipe(count, v.maxValue(63))

export const audioInput = v.object({
  label: v.pipe(v.string(), v.maxLength(300)),
  rate: v.pipe(finite, v.integer(), v.minValue(8000), v.maxValue(384_000)),
  channels: v.pipe(finite, v.integer(), v.minValue(1), v.maxValue(2)),
})

export const stemSettings = v.object({
  tracks: v.pipe(v.array(track), v.maxLength(64)),
  mix: v.boolean(),
  span: v.nullable(
    v.pipe(
      interval,
      v.check(({ from, to }) => from >= 0 && from < to && to <= LONGEST_SONG, 'There is no such part of a song'),
    ),
  ),
  marker: v.nullable(track),
  tail: v.object({
    below: v.pipe(finite, v.minValue(-120), v.maxValue(-10)),
    hold: v.pipe(finite, v.minValue(0.1), v.maxValue(30)),
    most: v.pipe(finite, v.minValue(0.1), v.maxValue(120)),
  }),
})

const result = v.object({
  seconds: finite,
  peak: finite,
  room: finite,
  clipped: count,
  holes: count,
  roundTrip: v.nullable(finite),
  shift: v.nullable(finite),
  share: v.nullable(finite),
  warnings: v.array(v.string()),
})

/** A name, never a path. */
const fileName = v.pipe(v.string(), v.regex(/^[^\\/]+\.wav$/), v.maxLength(255))

const schema = v.object({
  input: audioInput,
  settings: stemSettings,
  passes: v.array(v.object({ track: v.nullable(track), file: fileName, result: v.nullable(result) })),
  residual: v.nullable(finite),
  /** All is recorded, and was compared. */
  done: v.optional(v.boolean(), false),
  /** The song as it was recorded, by its fingerprint. */
  song: v.string(),
  /** The marker of the first pass, in base64. */
  marker: v.nullable(v.string()),
})

export type SessionFile = v.InferOutput<typeof schema>

export const sessionFileOf = (session: StemSession, song: string, marker: string | null): SessionFile => {
  const { input, settings, passes, residual, state } = session
  return {
    input,
    settings,
    residual,
    song,
    marker,
    done: state === 'done',
    passes: passes.map((each) => ({ ...each })),
  } as SessionFile
}

export const writeSession = (folder: string, session: SessionFile): Promise<void> =>
  writeFileAtomic(join(folder, FILE), `${JSON.stringify(session, null, 2)}\n`)

/** The session that was begun last in a project's folder; null where there is none that can be read. */
export async function lastSession(project: string): Promise<{ folder: string; session: SessionFile } | null> {
  const names = await readdir(join(project, FOLDER)).catch(() => [])
  for (const name of names.sort().reverse()) {
    const folder = join(project, FOLDER, name)
    try {
      return { folder, session: v.parse(schema, JSON.parse(await readFile(join(folder, FILE), 'utf8'))) }
    } catch {
      // Not a session, or a damaged one: the one before it.
    }
  }
  return null
}

/** Makes the folder of a session that begins now: named so that they sort by time, and never one that is there already. */
export async function newFolder(project: string, now: Date): Promise<string> {
  const name = now.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')
  await mkdir(join(project, FOLDER), { recursive: true })
  for (let number = 1; ; number++) {
    const folder = join(project, FOLDER, number === 1 ? name : `${name} ${String(number)}`)
    try {
      await mkdir(folder)
      return folder
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
    }
  }
}

/** Tells whether two songs would play the same: what is only looked at, and takes, do not count. */
export function fingerprintOf({ tracks, patterns, bpm, tempos, muteView, device, bank }: Project): string {
  const played = tracks.map(({ drive, muted, mutes, notes, written, controllers }) => ({
    drive, muted, mutes, notes, written, controllers,
  })) // prettier-ignore
  const bankFiles = Object.entries(bank).map(([number, { file }]) => [number, file])
  const { muteLead, patternLead, leadStart } = device
  const song = {
    played,
    patterns,
    bpm,
    tempos,
    muteView,
    bankFiles,
    tracks: device.tracks,
    muteLead,
    patternLead,
    leadStart,
  }
  return createHash('sha256').update(JSON.stringify(song)).digest('hex')
}
