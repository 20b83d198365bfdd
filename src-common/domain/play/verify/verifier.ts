// Compares, while a song plays into the box, what it answers with what it was asked: pulse by pulse it is told where the
// song is, and bar by bar it says what came of it.
import { parse, type Bytes } from '../../midi/message'
import type { Project } from '../../model/project'
import { BAR, PPQ, PULSE, type Tick } from '../../time/ticks'
import type { Playing } from '../landings'
import type { Planned } from '../planned'
import { Answers, type Answer } from './answers'
import { judgeBar, lateness } from './judge-bar'
import { LeadWatch } from './lead-watch'
import { NO_REPORT, type BarCheck, type ReplayReport } from './report'

/** Where a pulse is in the song, and what the box is thought to play; both in clock ticks but for `song`. */
export type AtPulse = { readonly clock: Tick; readonly song: Tick; readonly playing: Playing | null }

/** A part of a bar that plays in one go, of one pattern; `playing` in song ticks. */
type Piece = { readonly from: Tick; to: Tick; readonly offset: Tick; readonly playing: Playing | null }
type OpenBar = { readonly bar: Tick; readonly pieces: Piece[] }
type Heard = { readonly clock: number; readonly channel: number; readonly pitch: number }

/** A bar is looked at so long after its end: its last notes may be late. */
const GRACE: Tick = PPQ
const WORST: readonly BarCheck['verdict'][] = ['missing', 'late', 'landed', 'unknown']

export class Verifier {
  #project: Project
  readonly #answers = new Answers()
  #open: OpenBar | null = null
  #closing: OpenBar[] = []
  #heard: Heard[] = []
  #bars = new Map<Tick, BarCheck & { readonly pass: Tick }>()
  #places: readonly Piece[] = []
  readonly #leads = new LeadWatch()
  /** How early each pattern was asked for, by where it was to begin; in clock ticks. */
  #asked = new Map<number, Tick>()
  /** What the box played last that was as asked, and what it plays instead of that since; in song ticks. */
  #right: Playing | null = null
  #instead: Playing | null = null
  #changed = false

  constructor(project: Project) {
    this.#project = project
  }

  /** The song was edited. */
  follow(project: Project): void {
    this.#project = project
  }

  /** Another replay begins: nothing of it is known yet. */
  begin(): void {
    this.#answers.clear()
    this.#open = null
    this.#closing = []
    this.#heard = []
    this.#places = []
    this.#bars.clear()
    this.#asked.clear()
    this.#right = null
    this.#instead = null
    this.#changed = true
  }

  /** It is another box: what was measured of the one before does not hold. */
  forget(): void {
    this.#leads.forget()
  }

  sent(planned: Planned): void {
    if (planned.why === 'pattern') this.#asked.set(planned.holds, planned.holds - planned.clock)
    this.#answers.sent(this.#project.device, planned)
  }

  /** A message of the box that came `clock` ticks into its clock; `echo`: one of ours, come back. */
  heard(bytes: Bytes, clock: number, echo: boolean): void {
    const answer = this.#answers.heard(this.#project.device, bytes, Math.floor(clock / PULSE) * PULSE, echo)
    if (answer !== null) this.#note(answer)
    if (echo || ((bytes[0] ?? 0) & 0xf0) !== 0x90) return
    const message = parse(bytes)
    if (message.type === 'noteOn') this.#heard.push({ clock, channel: message.channel, pitch: message.pitch })
  }

  /** The song is at a pulse; every pulse once. */
  pulse({ clock, song, playing }: AtPulse): void {
    const offset = clock - song
    const bar = Math.floor(song / BAR) * BAR
    const last = this.#open?.pieces.at(-1)
    const goesOn = last?.offset === offset && last.to === song
    if (!goesOn || this.#open?.bar !== bar) this.#close(bar)
    const inSong = playing === null ? null : { pattern: playing.pattern, tick: playing.tick - offset }
    const open = this.#open ?? { bar, pieces: [] }
    this.#open = open
    const piece = open.pieces.at(-1)
    if (piece !== undefined && samePlaying(piece.playing, inSong)) piece.to = song + PULSE
    else open.pieces.push({ from: song, to: song + PULSE, offset, playing: inSong })
    for (const answer of this.#answers.missing(clock)) this.#note(answer)
    this.#look(clock)
  }

  /** The song stopped, or went elsewhere: the bar that is not over is not judged. */
  stop(): void {
    this.#open = null
    this.#answers.clear()
  }

  /** The report where it is news since it was asked for last, else null. */
  news(): ReplayReport | null {
    if (!this.#changed) return null
    this.#changed = false
    const bars = [...this.#bars.values()].map(({ pass: _, ...check }): BarCheck => check).sort((a, b) => a.bar - b.bar)
    return bars.length === 0 ? NO_REPORT : { bars, patternLead: this.#leads.offer, leads: this.#leads.range }
  }

  #close(bar: Tick): void {
    const { pieces } = this.#open ?? { pieces: [] }
    // Only bars that were played to their end are judged: what is left of others is too little.
    if (this.#open !== null && pieces.at(-1)?.to === this.#open.bar + BAR) this.#closing.push(this.#open)
    this.#places = [...this.#places.slice(-MOST_PLACES), ...pieces]
    this.#open = { bar, pieces: [] }
  }

  #look(clock: number): void {
    const over = this.#closing.filter(({ pieces }) => endOf(pieces) + GRACE <= clock)
    if (over.length === 0) return
    this.#closing = this.#closing.filter((each) => !over.includes(each))
    for (const bar of over) this.#judge(bar)
    const from = this.#closing[0]?.pieces[0] ?? this.#open?.pieces[0]
    const kept = from === undefined ? clock : from.from + from.offset - GRACE
    this.#heard = this.#heard.filter((note) => note.clock >= kept)
  }

  #judge({ bar, pieces }: OpenBar): void {
    const [first] = pieces
    if (first === undefined) return
    const heard = this.#heard
      .filter((note) => note.clock >= first.from + first.offset - PULSE && note.clock < endOf(pieces) + PULSE)
      .map((note) => ({ ...note, tick: note.clock - first.offset }))
    const judged = judgeBar(this.#project, pieces, heard, this.#instead ?? this.#right)
    this.#instead = judged.instead
    if (judged.verdict === 'landed') {
      this.#right = pieces.at(-1)?.playing ?? null
      for (const { playing, from, offset } of pieces) if (playing?.tick === from) this.#landed(from + offset)
    }
    const wanted = pieces.at(-1)?.playing ?? null
    if (judged.instead !== null && judged.instead.pattern === wanted?.pattern)
      this.#cameLate(bar, first.offset, wanted, judged.lines)
    this.#put(bar, first.offset, judged.verdict, judged.lines)
  }

  /** A pattern plays now that was to play before: its bars up to here were late, not missing. */
  #cameLate(bar: Tick, offset: Tick, { tick: begin }: Playing, lines: readonly string[]): void {
    this.#leads.cameLate(this.#asked.get(begin + offset) ?? this.#project.device.patternLead)
    for (let before = bar - BAR; before + BAR > begin && this.#bars.get(before)?.verdict === 'missing'; before -= BAR)
      this.#put(before, offset, 'late', lines)
  }

  #note(answer: Answer): void {
    const place = [...this.#places, ...(this.#open?.pieces ?? [])].findLast(
      ({ from, offset }) => from + offset <= answer.holds,
    )
    const offset = place?.offset ?? 0
    const song = answer.holds - offset
    const bar = Math.floor(song / BAR) * BAR
    if (answer.kind === 'pattern' && answer.verdict === 'late') this.#leads.cameLate(answer.ahead)
    if (answer.kind === 'pattern' && answer.verdict === 'landed') this.#leads.landed(answer.ahead)
    this.#put(bar, offset, answer.verdict, [answerLine(answer)])
  }

  /** A pattern began where it was to, as its notes show. */
  #landed(clock: number): void {
    const ahead = this.#asked.get(clock)
    if (ahead !== undefined) this.#leads.landed(ahead)
  }

  /** What is known of a bar already stays, the worst counts; but of one that is played again, only the last pass. */
  #put(bar: Tick, offset: Tick, verdict: BarCheck['verdict'], lines: readonly string[]): void {
    const pass = bar + offset
    const known = this.#bars.get(bar)
    const before = known?.pass === pass && !(verdict === 'late' && known.verdict === 'missing') ? known : undefined
    const kept = before?.lines.filter((line) => !lines.includes(line)) ?? []
    const both = before === undefined ? verdict : worst([before.verdict, verdict])
    this.#bars.set(bar, { bar, pass, verdict: both, lines: [...kept, ...lines] })
    this.#changed = true
  }
}

/** So many pieces are kept of those that are over, to find bars by. */
const MOST_PLACES = 200

const endOf = (pieces: readonly Piece[]): number => {
  const last = pieces.at(-1)
  return last === undefined ? 0 : last.to + last.offset
}
const samePlaying = (a: Playing | null, b: Playing | null): boolean => a?.pattern === b?.pattern && a?.tick === b?.tick
const worst = (verdicts: readonly BarCheck['verdict'][]): BarCheck['verdict'] =>
  WORST.find((each) => verdicts.includes(each)) ?? 'unknown'

function answerLine({ kind, name, verdict, late }: Answer): string {
  if (verdict === 'landed') return kind === 'pattern' ? `${name} began as asked.` : `The box answered the ${name}.`
  if (verdict === 'late') return `${name} began ${lateness(late)} late: its program change came too late for the box.`
  return kind === 'pattern'
    ? `${name} did not begin. Look at PRG CH RECEIVE and PROGRAM CHG IN CH.`
    : `No answer to the ${name}. Look at RECEIVE CC/NRPN and the channel of the track.`
}
