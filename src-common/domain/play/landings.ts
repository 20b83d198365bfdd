// Where the box really comes to play the patterns that the arrangement asks for, and when they have to be asked. It takes
// a program change while it plays, and begins the pattern when the one that plays has come round: "Once the last step of
// the pattern has played, the new pattern will start" (manual, mk I, p. 28), or at CH.LEN. One on the bar line is a round
// late (elektronauts.com/t/120569).
import { patternName } from '../device/device'
import { changesFrom, ticksOfPattern, type PatternSong } from '../model/pattern-boundaries'
import { patternAt } from '../model/project'
import { formatPosition, PULSE, type Tick } from '../time/ticks'

/** A pattern and the song tick at which the box began it. */
export type Playing = { readonly pattern: number; readonly tick: Tick }

export type Landing = {
  readonly pattern: number
  /** Where the arrangement has it, in song ticks. */
  readonly wanted: Tick
  /** Where the box begins it; null where it never does. */
  readonly lands: Tick | null
  /** When its program change leaves; null where none does. */
  readonly sent: Tick | null
  /** Whether the length of the pattern before is known: else it is thought to land where it is wanted. */
  readonly certain: boolean
  readonly trouble: Trouble | null
}

/** What is not as it was asked, and what to do about it, in words. */
export type Trouble = { readonly what: string; readonly remedy: string }

/** What the arrangement says plays at a song tick; null before its first pattern. */
export function playingAt({ patterns }: PatternSong, tick: Tick): Playing | null {
  const change = patternAt(patterns, tick)
  return change === null ? null : { pattern: change.pattern, tick: change.tick }
}

/**
 * Every change after song tick `after`, given what plays there. Each is asked `patternLead` ahead, but not before the last
 * round at whose end it is not yet to come, nor in the last pulse.
 */
export function landings(song: PatternSong, playing: Playing | null, after: Tick): readonly Landing[] {
  const changes = song.patterns.filter(({ tick }) => tick > after)
  const found: Landing[] = []
  let now = playing
  for (const [index, { tick: wanted, pattern }] of changes.entries()) {
    const landing = landingOf(song, now, { pattern, tick: wanted }, after)
    const next = changes[index + 1]
    if (next !== undefined && landing.lands !== null && next.tick <= landing.lands && landing.lands > wanted) {
      found.push(overtaken(landing, next))
      continue
    }
    found.push(landing)
    if (landing.lands !== null) now = { pattern, tick: landing.lands }
  }
  return found
}

/** The same where the box plays one pattern and another is wanted by now: it is asked for at once, with time enough to be taken. */
export function landingsFrom(
  song: PatternSong,
  playing: Playing | null,
  wanted: Playing | null,
  after: Tick,
): readonly Landing[] {
  const next = playing === null ? null : nextRound(song, playing, after)
  if (playing === null || wanted === null || next === null || wanted.pattern === playing.pattern)
    return landings(song, wanted?.pattern === playing?.pattern ? playing : wanted, after)
  if (next === Infinity) return []
  const round = next - (lastRound(song, playing, next) ?? playing.tick)
  const early = Math.min(song.device.patternLead, round - PULSE)
  const lands = next - after < early ? next + round : next
  const { pattern } = wanted
  const urgent: Landing = { pattern, wanted: wanted.tick, lands, sent: after, certain: true, trouble: null }
  return [urgent, ...landings(song, { pattern, tick: lands }, after)]
}

/** The last place before a tick at which the pattern that plays comes round, or began; null where its length is not known. */
export function lastRound(song: PatternSong, { pattern, tick: begin }: Playing, before: Tick): Tick | null {
  const round = ticksOfPattern(song, pattern)
  if (round === null) return null
  return round === Infinity || before <= begin ? begin : begin + (Math.ceil((before - begin) / round) - 1) * round
}

/** The next place after a tick at which it comes round: Infinity where it never does, null where its length is not known. */
export function nextRound(song: PatternSong, { pattern, tick: begin }: Playing, after: number): number | null {
  const round = ticksOfPattern(song, pattern)
  if (round === null || round === Infinity) return round
  return begin + (Math.floor(Math.max(0, after - begin) / round) + 1) * round
}

function landingOf(song: PatternSong, playing: Playing | null, wanted: Playing, after: Tick): Landing {
  const { patternLead: lead } = song.device
  const { pattern, tick } = wanted
  const asked = { pattern, wanted: tick }
  const round = playing === null ? null : ticksOfPattern(song, playing.pattern)
  if (playing === null || round === null) {
    const earliest = Math.max(after, playing?.tick ?? after) + PULSE
    return { ...asked, lands: tick, sent: within(tick - lead, earliest, tick - PULSE), certain: false, trouble: null }
  }
  const where = changesFrom(song, playing, tick)
  if (round === Infinity) {
    const what = `${patternName(pattern)} is not reached. ${where}.`
    const remedy = `Give ${patternName(playing.pattern)} a length on the box (M.LEN or CH.LEN), and fetch it again.`
    return { ...asked, lands: null, sent: null, certain: true, trouble: { what, remedy } }
  }
  const lands = playing.tick + Math.max(1, Math.ceil((tick - playing.tick) / round)) * round
  const earliest = Math.max(after, lands - round) + PULSE
  const sent = within(lands - lead, earliest, lands - PULSE)
  return { ...asked, lands, sent, certain: true, trouble: lands === tick ? tight(wanted, lands - sent, lead) : late() }

  function late(): Trouble {
    return {
      what: `${patternName(pattern)} comes at ${formatPosition(lands)}, not at ${formatPosition(tick)}. ${where}`,
      remedy: `Move the change there, or give ${patternName(playing?.pattern ?? 0)} a CH.LEN that divides the way to it.`,
    }
  }
}

/** No round is long enough to ask as early as is set. */
function tight({ pattern, tick }: Playing, ahead: Tick, lead: Tick): Trouble | null {
  if (ahead >= lead || lead <= PULSE) return null
  return {
    what: `${patternName(pattern)} at ${formatPosition(tick)} can be asked for only ${pulses(ahead)} ahead, not ${pulses(lead)}: before that, the pattern that plays would end sooner.`,
    remedy: 'If the box takes it a round later, give the pattern before it a longer CH.LEN.',
  }
}

const pulses = (ticks: Tick): string => `${String(Math.round(ticks / PULSE))} pulses`

/** Another is asked for before this one could begin: then it is not sent, since the box would hold one of them only. */
function overtaken(landing: Landing, next: Playing): Landing {
  const name = patternName(landing.pattern)
  const trouble = {
    what: `${name}, wanted at ${formatPosition(landing.wanted)}, is not reached: ${patternName(next.pattern)} is asked for at ${formatPosition(next.tick)}, before the box can change.`,
    remedy: `Move the changes apart, or take ${name} out.`,
  }
  return { ...landing, lands: null, sent: null, trouble }
}

/** Where there is no whole pulse between, in the middle of what is left: never at the boundary itself. */
const within = (tick: Tick, earliest: Tick, latest: Tick): Tick =>
  Math.round(earliest > latest ? (earliest + latest) / 2 : Math.min(Math.max(tick, earliest), latest))
