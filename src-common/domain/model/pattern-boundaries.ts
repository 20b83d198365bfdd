// Where the box can change pattern: when the one that plays has come round, counted from where it began.
import { patternName } from '../device/device'
import { ticksUntilChange, type Pattern } from '../device/pattern'
import { BAR, formatPosition, STEP, type Tick } from '../time/ticks'
import { patternIn } from './bank'
import { patternAt, type PatternChange, type Project } from './project'

export type PatternSong = Pick<Project, 'patterns' | 'bank' | 'device'>

/** A tick at which a change would come true, and why there. */
export type PatternBoundary = { readonly tick: Tick; readonly reason: string }

/** How long a pattern plays before it lets the next one in, and how we know. Infinity: it never does. */
type Round = { readonly length: number; readonly words: string; readonly known: boolean }

/** Multiples of this many that are named. */
const NAMED = 3

/** The boundary nearest to `wanted`; `without` is the tick of a change that is being moved, and no longer counts. */
export function boundaryNear(song: PatternSong, wanted: number, without: Tick | null = null): PatternBoundary {
  const rest = song.patterns.filter(({ tick }) => tick !== without)
  const playing = patternAt(rest, Math.max(0, wanted))
  const near = (begin: Tick, step: number): Tick => {
    const tick = Math.max(0, Math.round(begin + Math.round((wanted - begin) / step) * step))
    // What begins before the next round is over has rounds of its own.
    return rest.some((each) => each.tick > wanted && each.tick < tick) ? tick - step : tick
  }
  if (playing === null) return { tick: near(0, BAR), reason: 'What plays before is not known: bar lines' }
  const round = roundOf(song, playing.pattern)
  if (!round.known) return { tick: near(0, BAR), reason: round.words }
  const tick = near(playing.tick, round.length === Infinity ? BAR : round.length)
  return { tick, reason: reasonOf(round, playing, tick) }
}

/** How long a pattern plays before another can follow; null where that is not known. Infinity where it never ends. */
export function ticksOfPattern(song: PatternSong, pattern: number): number | null {
  const { length, known } = roundOf(song, pattern)
  return known ? length : null
}

/** Why the box cannot make a change where it stands; null where it can, or where that is not known. */
export function offBoundary(song: PatternSong, index: number): string | null {
  const [before, change] = [song.patterns[index - 1], song.patterns[index]]
  if (before === undefined || change === undefined) return null
  const round = roundOf(song, before.pattern)
  if (!round.known || (change.tick - before.tick) % round.length === 0) return null
  return `The box cannot change here. ${reasonOf(round, before, change.tick)}`
}

/** Where the box can change out of a pattern that plays, and why, in words; `tick` is where one would like it to. */
export const changesFrom = (song: PatternSong, playing: Pick<PatternChange, 'tick' | 'pattern'>, tick: Tick): string =>
  reasonOf(roundOf(song, playing.pattern), playing, tick)

function roundOf({ bank, device }: PatternSong, pattern: number): Round {
  const name = patternName(pattern)
  const read = patternIn(bank, pattern)?.dump.pattern
  if (read !== undefined) return { length: ticksUntilChange(read), words: wordsOf(name, read), known: true }
  const learned = device.patternLengths[String(pattern)]
  if (learned !== undefined) return { length: learned, words: `${name} lasts ${lengthWords(learned)}`, known: true }
  const fetch = device.model === 'generic' ? '' : ' (fetch it)'
  return { length: BAR, words: `How long ${name} is, is not known: bar lines${fetch}`, known: false }
}

/**
 * M.LEN is when all tracks begin again, INF never; CH.LEN is when a cued pattern begins, and overrides M.LEN where it is
 * smaller (manual text quoted in elektronauts.com/t/177002).
 */
function wordsOf(name: string, pattern: Pattern): string {
  const length = ticksUntilChange(pattern)
  if (length === Infinity) return `${name} never ends (M.LEN INF, CH.LEN OFF)`
  const byChange =
    pattern.changeLength !== null && (pattern.masterLength === 'inf' || pattern.changeLength < pattern.masterLength)
  return byChange ? `CH.LEN of ${name} is ${lengthWords(length)}` : `${name} plays ${lengthWords(length)}`
}

/** `32 steps (2 bars)`, in sixteenths. */
function lengthWords(length: number): string {
  const steps = `${String(Number((length / STEP).toFixed(2)))} steps`
  if (length % BAR !== 0) return steps
  return `${steps} (${length === BAR ? '1 bar' : `${String(length / BAR)} bars`})`
}

function reasonOf({ length, words }: Round, { tick: begin }: Pick<PatternChange, 'tick'>, tick: Tick): string {
  if (length === Infinity) return `${words}: the box changes out of it by hand only`
  const first = Math.max(1, Math.floor((tick - begin) / length))
  const ticks = Array.from({ length: NAMED }, (_, index) => Math.round(begin + (first + index) * length))
  const bars = ticks.every((each) => each % BAR === 0)
  const places = ticks.map((each) => (bars ? String(each / BAR + 1) : formatPosition(each))).join(', ')
  return `${words}: it can change at ${bars ? 'bars ' : ''}${places} …`
}
