// Reads all patterns out of a file: SysEx dumps (.syx), or a project of Elektron's Transfer (.dtprj, .dt2prj). What can be
// read is kept, and of all else it is said which part of the file is wrong. Takes long: see `pattern-import.ts`.
// Not the one for Node: it declares a `require` of its own, which the built worker has already.
import { unzipSync } from 'fflate/browser'
import { formatBytes, formatCount } from '../../src-common/domain/base/figures'
import { patternName } from '../../src-common/domain/device/device'
import { readFrame, writeFrame, type DumpFrame } from '../../src-common/domain/device/dump/elektron-frame'
import { decodePattern } from '../../src-common/domain/device/dump/pattern-decode'
import { sysexIn } from '../../src-common/domain/device/dump/syx-file'
import { readProject } from '../../src-common/domain/device/dump/transfer-project'
import type { PatternDump } from '../../src-common/domain/device/pattern-dump'

export type PatternFileResult =
  | {
      readonly ok: true
      /** At least one. */
      readonly dumps: readonly FilePattern[]
      /** A sentence for each part that was not read. */
      readonly refusals: readonly string[]
      /** A sentence for what was passed over, and is none of ours. */
      readonly remarks: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }

/** `raw`: the dump as a message, also where it came out of a project. */
export type FilePattern = { readonly dump: PatternDump; readonly raw: Uint8Array }

type Part = { readonly pattern: FilePattern } | { readonly refusal: string } | { readonly remark: string }

/** The dump of a whole project of Digitakt II has some 16 MB. */
const MOST_SYX = 32 << 20
const MOST_MESSAGES = 10_000
const MOST_REFUSALS = 100
/** A project of Digitakt II has some 14 MB, and is packed in itself before it comes into the ZIP. */
const MOST_PROJECT = 32 << 20
/** Next to the project there is one for each of its samples. */
const MOST_ENTRIES = 4096
const PROJECT = 'PROJECT'
const ZIP = [0x50, 0x4b]
const CONTAINER = [0xac, 0x11, 0xd3, 0x03]

/** Never throws. What it is told by its first bytes, and by its name where these are not clear. */
export function readPatternFile(name: string, bytes: Uint8Array): PatternFileResult {
  if (startsWith(bytes, ZIP)) return readZip(name, bytes)
  if (startsWith(bytes, CONTAINER)) return readContainer(name, bytes)
  if (/\.dt2?prj$/i.test(name))
    return refuse(`${name}: At byte 0, ${hex(ZIP)} (a ZIP) was expected, and ${hex(bytes.subarray(0, 2))} found.`)
  return readSyx(name, bytes)
}

function readSyx(name: string, file: Uint8Array): PatternFileResult {
  if (file.length > MOST_SYX)
    return refuse(
      `${name}: At most ${formatBytes(MOST_SYX)} were expected of a .syx file, and ${formatBytes(file.length)} found.`,
    )
  const { messages, cut } = sysexIn(file)
  if (messages.length === 0 && cut.length === 0)
    return refuse(`${name}: F0, the beginning of a message, was expected, and nowhere found.`)
  const others = messages.filter(({ bytes }) => readFrame(bytes).type === 'other').length
  const parts = messages.slice(0, MOST_MESSAGES).flatMap(({ bytes, at }, number) => {
    const where = `${name}, message ${number + 1} (from byte ${formatCount(at)})`
    const result = readFrame(bytes)
    if (result.type === 'damaged') return [{ refusal: `${where}: ${result.reason}` }]
    return result.type === 'other' || !isPattern(result.frame)
      ? []
      : [readPart(result.frame, where, Uint8Array.from(bytes), [])]
  })
  return gather(name, [
    ...parts,
    ...cut.map(({ at, end }) => ({
      refusal: `${name}, message from byte ${formatCount(at)}: It is cut off: at byte ${formatCount(end)}, F7 or further data was expected.`,
    })),
    ...(others === 0
      ? []
      : [
          {
            remark: `${name}: ${formatCount(others)} of its messages are no dumps of a Digitakt, and were passed over.`,
          },
        ]),
    ...(messages.length > MOST_MESSAGES ? [{ refusal: `${name}: Only the first 10,000 messages were read.` }] : []),
  ])
}

/** Kits, sounds and settings come with the dump of a whole project. */
const isPattern = ({ type }: DumpFrame): boolean => type === 'patternKit' || type === 'pattern'

function readZip(name: string, bytes: Uint8Array): PatternFileResult {
  const found = projectIn(bytes)
  return typeof found === 'string' ? refuse(`${name}: ${found}`) : readContainer(name, found)
}

/** The bytes of PROJECT, or why there are none. Nothing else of the ZIP is unpacked, and of this no more than it may have. */
function projectIn(zip: Uint8Array): Uint8Array | string {
  let entries = 0
  const sizes: number[] = []
  try {
    const files = unzipSync(zip, {
      filter: (entry) => {
        if (++entries > MOST_ENTRIES) throw new Error('too many entries')
        if (entry.name !== PROJECT || sizes.length > 0) return false
        sizes.push(Math.max(entry.size, entry.originalSize))
        return sizes.every((size) => size <= MOST_PROJECT)
      },
    })
    const project = Object.hasOwn(files, PROJECT) ? files[PROJECT] : undefined
    if (project !== undefined) return project
  } catch {
    if (entries > MOST_ENTRIES)
      return `At most ${formatCount(MOST_ENTRIES)} entries were expected of the ZIP, and more found.`
    return 'The ZIP is damaged: its entries were expected to be where its directory, at the end of it, says.'
  }
  const [size] = sizes
  return size === undefined
    ? `${PROJECT} was expected among the ${formatCount(entries)} entries of the ZIP, and not found.`
    : `At most ${formatBytes(MOST_PROJECT)} were expected of ${PROJECT}, and ${formatBytes(size)} found.`
}

function readContainer(name: string, bytes: Uint8Array): PatternFileResult {
  const project = readProject(bytes)
  if (!project.ok) return refuse(`${name}, ${PROJECT}: ${project.reason}`)
  // An empty slot is no reason to give up what the bank has there.
  const some = project.patterns.filter(({ empty }) => !empty)
  const used = some.length === 0 ? project.patterns : some
  const left = project.patterns.length - used.length
  return gather(name, [
    ...used.map(({ frame }) =>
      readPart(
        frame,
        `${name}, pattern ${patternName(frame.index)}`,
        Uint8Array.from(writeFrame(frame)),
        project.notices,
      ),
    ),
    ...(left === 0 ? [] : [{ remark: `${formatCount(left)} empty patterns of it were left out.` }]),
  ])
}

function readPart(frame: DumpFrame, where: string, raw: Uint8Array, notices: readonly string[]): Part {
  const result = decodePattern(frame)
  if (!result.ok) return { refusal: `${where}: ${result.reason}` }
  return { pattern: { dump: { ...result.dump, notices: [...notices, ...result.dump.notices] }, raw } }
}

function gather(name: string, parts: readonly Part[]): PatternFileResult {
  const dumps = parts.flatMap((part) => ('pattern' in part ? [part.pattern] : []))
  const all = parts.flatMap((part) => ('refusal' in part ? [part.refusal] : []))
  const left = all.length - MOST_REFUSALS
  const refusals =
    left > 0 ? [...all.slice(0, MOST_REFUSALS), `${name}: ${formatCount(left)} more parts were not read.`] : all
  const remarks = parts.flatMap((part) => ('remark' in part ? [part.remark] : []))
  if (dumps.length > 0) return { ok: true, dumps, refusals, remarks }
  return refuse(
    refusals.length === 0 ? `${name}: A pattern was expected, and none found.` : refusals.slice(0, 3).join(' '),
  )
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte)
const hex = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
const refuse = (reason: string): PatternFileResult => ({ ok: false, reason })
