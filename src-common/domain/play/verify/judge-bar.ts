// One bar of a replay: whether what the box sent of it is what the song says, or what else it played instead.
import { patternName } from '../../device/device'
import { ticksOfPattern } from '../../model/pattern-boundaries'
import type { Project } from '../../model/project'
import { BAR, PULSE, type Tick } from '../../time/ticks'
import { nextRound, type Playing } from '../landings'
import { compareNotes, type HeardNote, type NoteCheck } from './compare-notes'
import { expectedNotes, tellingTracks } from './expected-notes'
import type { BarCheck } from './report'

/** A part of a bar in which one pattern plays, in song ticks. */
export type Part = { readonly from: Tick; readonly to: Tick; readonly playing: Playing | null }
export type HeardOn = HeardNote & { readonly channel: number }

export type Judged = Omit<BarCheck, 'bar'> & {
  /** What the box plays instead of what the song says; null where it does as the song says, or nobody knows. */
  readonly instead: Playing | null
}

type TrackCheck = NoteCheck & { readonly name: string }

/** `instead`: what the box played before this bar, where that was not what the song says. */
export function judgeBar(
  project: Project,
  parts: readonly Part[],
  heard: readonly HeardOn[],
  before: Playing | null,
): Judged {
  const checks = compareBar(project, parts, heard)
  if (!checks?.some(({ told }) => told)) return { verdict: 'unknown', lines: [], instead: before }
  if (isRight(checks))
    return { verdict: 'landed', lines: ['The notes of its MIDI tracks are those of the song.'], instead: null }
  const wanted = parts.at(-1)?.playing ?? null
  const other = before === null || wanted === null ? null : playedInstead(project, parts, heard, before, wanted)
  if (other !== null && wanted !== null) return { ...other, lines: [insteadLine(other, wanted)] }
  const wrong = checks.filter(({ verdict }) => verdict !== 'landed')
  const late = wrong.every(({ verdict }) => verdict === 'late')
  return { verdict: late ? 'late' : 'missing', lines: linesOf(project, wanted, checks, wrong), instead: null }
}

/** Null where the box tells nothing by notes, or its patterns are not known. */
function compareBar(project: Project, parts: readonly Part[], heard: readonly HeardOn[]): readonly TrackCheck[] | null {
  const checks = tellingTracks(project).flatMap((track) => {
    const check = compareTrack(project, track, parts, heard)
    return check === null ? [] : [{ ...check, name: project.tracks[track]?.name ?? '' }]
  })
  return checks.length === 0 ? null : checks
}

function compareTrack(
  project: Project,
  track: number,
  parts: readonly Part[],
  heard: readonly HeardOn[],
): NoteCheck | null {
  const channel = project.device.tracks[track]?.noteChannel
  const found = parts.flatMap(({ from, to, playing }) =>
    playing === null ? [] : (expectedNotes(project, track, playing, from, to) ?? []),
  )
  if (found.length < parts.length) return null
  const sure = found.flatMap((each) => each.sure)
  const unsure = found.flatMap((each) => each.unsure)
  const [from, to] = [parts[0]?.from ?? 0, parts.at(-1)?.to ?? 0]
  const own = heard.filter(
    ({ tick, pitch, channel: on }) =>
      on === channel &&
      // What lies at the bar's edges belongs to it only where it is expected in it: it may be of the bar beside it.
      ((tick >= from + PULSE && tick < to - PULSE) ||
        [...sure, ...unsure].some((each) => each.pitch === pitch && Math.abs(each.tick - tick) <= PULSE)),
  )
  return compareNotes(sure, unsure, own)
}

const isRight = (checks: readonly NoteCheck[]): boolean => checks.every(({ verdict }) => verdict === 'landed')

/** Whether the pattern of before played on, through this bar or up to where it comes round in it. */
function playedInstead(
  project: Project,
  parts: readonly Part[],
  heard: readonly HeardOn[],
  before: Playing,
  wanted: Playing,
): (Omit<Judged, 'lines'> & { readonly instead: Playing }) | null {
  const [from, to] = [parts[0]?.from ?? 0, parts.at(-1)?.to ?? 0]
  const fits = (tried: readonly Part[]): boolean => {
    const checks = compareBar(project, tried, heard)
    return checks !== null && checks.some(({ told }) => told) && isRight(checks)
  }
  if (fits([{ from, to, playing: before }]))
    return { verdict: before.pattern === wanted.pattern ? 'late' : 'missing', instead: before }
  if (ticksOfPattern(project, before.pattern) === null) return null
  for (let at = nextRound(project, before, from - 1); at !== null && at < to; at = nextRound(project, before, at)) {
    const begun = { pattern: wanted.pattern, tick: at }
    const tried = [
      { from, to: at, playing: before },
      { from: at, to, playing: begun },
    ].filter((part) => part.to > part.from)
    if (fits(tried)) return { verdict: 'late', instead: begun }
  }
  return null
}

function insteadLine({ instead }: { readonly instead: Playing }, wanted: Playing): string {
  const name = patternName(wanted.pattern)
  if (instead.pattern === wanted.pattern)
    return `${name} began ${lateness(instead.tick - wanted.tick)} late: its program change came too late for the box.`
  return `${patternName(instead.pattern)} played on: ${name} did not begin. Look at PRG CH RECEIVE and PROGRAM CHG IN CH, or at the lead of patterns.`
}

/** `2 bars`, or `12 pulses`. */
export const lateness = (late: Tick): string =>
  late % BAR === 0
    ? `${String(late / BAR)} ${late === BAR ? 'bar' : 'bars'}`
    : `${String(Math.round(late / PULSE))} pulses`

function linesOf(
  { device }: Project,
  wanted: Playing | null,
  checks: readonly TrackCheck[],
  wrong: readonly TrackCheck[],
): readonly string[] {
  const name = wanted === null ? 'the pattern' : patternName(wanted.pattern)
  const sum = (part: 'silent' | 'loud' | 'strange'): number => checks.reduce((total, check) => total + check[part], 0)
  if (sum('strange') === 0 && sum('loud') > 0 && sum('silent') > 0)
    return [
      'What is to be muted is heard, and the rest is not. Look at the values of mutes: they may be the other way round.',
    ]
  if (sum('loud') + sum('strange') === 0 && wrong.length === checks.length)
    return [
      `Nothing of ${name} was heard. Is the box playing, and are its tracks not muted? Look at CLOCK RECEIVE, TRANSPORT RECEIVE, INPUT FROM, and the values of mutes.`,
    ]
  if (wrong.length === checks.length && sum('strange') > 0)
    return [
      `What was heard is not ${name} as the song has it. Look at PRG CH RECEIVE, and at PROGRAM CHG IN CH (${String(device.programIn)} here).`,
    ]
  return wrong.map(lineOf)
}

function lineOf({ name, verdict, silent, loud, strange }: TrackCheck): string {
  const what = [
    ...(silent > 0 ? [`${String(silent)} of its notes did not come`] : []),
    ...(loud > 0 ? [`${String(loud)} came that are muted`] : []),
    ...(strange > 0 ? [`${String(strange)} came that the song has not`] : []),
  ].join(', ')
  const hint =
    verdict === 'late'
      ? 'A longer lead of mutes may help.'
      : 'Look at RECEIVE CC/NRPN, its channel, and the values of mutes.'
  return `${name}: ${what}. ${hint}`
}
