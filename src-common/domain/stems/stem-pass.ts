// The passes of a recording of stems: which there are, and how their files are named.
import { patternName, trackLabel, type TrackNumber } from '../device/device'
import { patternIn } from '../model/bank'
import type { Interval } from '../model/intervals'
import { endOf, type Project } from '../model/project'
import { patternsIn } from './chance'
import type { StemSettings } from './stem-settings'

/** `track` is null for the mix of all. */
export type StemPass = { readonly track: TrackNumber | null; readonly file: string }

/** More are not listed in a file's name. */
const MOST_PATTERNS = 3
/** In bytes of UTF-8: file systems take 255, with all that is put behind it. */
const LONGEST_NAME = 180

/** What of the song is recorded. */
export const spanOf = (project: Project, { span }: Pick<StemSettings, 'span'>): Interval =>
  span ?? { from: 0, to: endOf(project) }

/** The mix first: the stems are then aligned to it. */
export function stemPasses(project: Project, settings: StemSettings): readonly StemPass[] {
  const span = spanOf(project, settings)
  const patterns = patternsIn(project, span)
  const mix: readonly StemPass[] = settings.mix
    ? [{ track: null, file: fileName(['00', 'Mix', listed(patterns)]) }]
    : []
  const tracks = [...settings.tracks].sort((a, b) => a - b)
  return [...mix, ...tracks.map((track) => ({ track, file: trackFile(project, track, patterns) }))]
}

/** The sounds that a track has in some patterns, as far as they were read. */
export function soundsOf({ bank }: Project, track: TrackNumber, patterns: readonly number[]): readonly string[] {
  const names = patterns.map((pattern) => patternIn(bank, pattern)?.dump.pattern.tracks[track]?.sound ?? '')
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))]
}

/** `03 Hats - HH CLOSED - A01 A02.wav` */
function trackFile(project: Project, track: TrackNumber, patterns: readonly number[]): string {
  const [sound, ...others] = soundsOf(project, track, patterns)
  const sounds = sound === undefined ? '' : others.length === 0 ? sound : `${sound} and ${String(others.length)} more`
  const label = trackLabel(project.device.model, track).padStart(2, '0')
  return fileName([label, project.tracks[track]?.name ?? '', sounds, listed(patterns)])
}

function listed(patterns: readonly number[]): string {
  const names = [...new Set(patterns.map(patternName))]
  if (names.length <= MOST_PATTERNS) return names.join(' ')
  return `${names.slice(0, MOST_PATTERNS).join(' ')} and ${String(names.length - MOST_PATTERNS)} more`
}

/** Windows refuses these characters, and names that end in a dot or a space (Naming Files, Paths, and Namespaces). */
function fileName([first = '', ...others]: readonly string[]): string {
  const parts = others.map((part) => part.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()).filter((part) => part !== '')
  const whole = cut(`${first} ${parts.join(' - ')}`.replace(/\s+/g, ' '), LONGEST_NAME)
  return `${whole.replace(/[. ]+$/, '')}.wav`
}

/** Whole characters, of so many bytes at most. */
function cut(text: string, most: number): string {
  let whole = ''
  let bytes = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes > most) break
    whole += letter
  }
  return whole
}
