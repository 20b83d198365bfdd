// Plays a sequence against a clock: pulled with an explicit position, it answers what is to be sent and when. Times are
// *clock ticks*: ticks of whatever leads. A segment says which song tick a clock tick is; a loop is a row of segments.
import { between } from '../base/sorted'
import type { DeviceProfile } from '../device/device'
import type { Interval } from '../model/intervals'
import { PPQ, PULSE, type Tick } from '../time/ticks'
import type { Landing, Playing } from './landings'
import { HeldNotes } from './held-notes'
import { inOrder, type Planned } from './planned'
import type { Sequence, StateEvent } from './sequence'
import type { StartPlace } from './start-place'
import { stateMessages, subjectOf, valueOf } from './state-messages'

export type StartAt = {
  /** The song tick that plays at clock tick `clock`. */
  readonly song: Tick
  readonly clock: Tick
  /** The song tick from which on it is heard: every driven track is muted before. */
  readonly heard?: Tick
  /** The clock tick from which messages may leave. */
  readonly from: number
  /** The state at `song`: sent at once, early by its leads, or not at all, since it was sent before. */
  readonly chase: 'now' | 'lead' | 'done'
  /** The clock tick before which the pattern at `song` is not to be asked for, where the box plays already. */
  readonly askFrom?: number
  readonly loop: Interval | null
}

/** Before anything is known of a song. */
const DEFAULT_BPM = 120

type Segment = {
  readonly song: Tick
  readonly clock: Tick
  /** Song tick at which it ends. */
  readonly end: Tick
  /** The state at its begin was told; else it is yet to be, early by its leads. */
  readonly told: boolean
  readonly heard: Tick
  readonly askFrom: number
  /** What the box plays as it begins, and where it comes to change. */
  readonly first: Playing | null
  readonly landings: readonly Landing[]
}

export class Player {
  #sequence: Sequence
  #segments: readonly Segment[] = []
  #loop: Interval | null = null
  /** All that leaves before this clock tick has been answered. */
  #answered = 0
  readonly #notes = new HeldNotes()
  /** What the box was told last, by what it was about. */
  readonly #told = new Map<string, number | boolean>()

  constructor(sequence: Sequence) {
    this.#sequence = sequence
  }

  /** Begins, or locates while playing: ends what sounds, and chases the state at `song`. */
  start({ song, clock, heard = song, from, chase, askFrom = from, loop }: StartAt): readonly Planned[] {
    const ended = this.silence(from)
    this.#loop = loop
    const segment = this.#segment({ song, clock, told: chase !== 'lead', heard, askFrom })
    this.#segments = [segment]
    this.#answered = -Infinity
    const chased = chase === 'now' ? this.#tellAll(this.#stateOf(segment), from, clock) : []
    const early = this.#between(-Infinity, from).map((each) => atLeast(from, each))
    this.#answered = from
    return [...ended, ...chased, ...early]
  }

  /** The state at song tick `song`, all muted where it is heard only later; to be sent at clock tick `clock`. */
  chase(song: Tick, heard: Tick, clock: number): readonly Planned[] {
    return this.#tellAll(heard > song ? muted(this.#sequence.stateAt(song)) : this.#sequence.stateAt(song), clock)
  }

  /** What leaves before clock tick `until` and was not answered yet, in order. */
  pump(until: number): readonly Planned[] {
    if (until <= this.#answered) return []
    const planned = this.#between(this.#answered, until)
    this.#answered = until
    return planned
  }

  /** Plays another sequence from here on: sounding notes keep their ends; what differs from what was told is sent now. */
  replace(sequence: Sequence): readonly Planned[] {
    const at = this.#answered
    const song = this.songAt(at)
    const playing = this.#playingIn(this.#segmentAt(at), song)
    this.#sequence = sequence
    const asked = this.#replan(song, at, playing)
    // What is due within its lead has been told already: so it is compared where its lead reaches.
    const reached = this.songAt(at + this.#muteLead)
    const held = this.#segmentAt(at + this.#muteLead)
    const state = held !== null && reached < held.heard ? muted(sequence.stateAt(reached)) : sequence.stateAt(reached)
    const others = state.filter((event) => event.type !== 'pattern')
    this.#forgetOthers([...asked, ...others])
    return this.#tellAll(
      [...asked, ...others].filter((event) => this.#told.get(subjectOf(event)) !== valueOf(event)),
      at,
    )
  }

  /** What is not driven any more is let go of: if it is driven again, it is told again. */
  #forgetOthers(driven: readonly StateEvent[]): void {
    const subjects = new Set(driven.map(subjectOf))
    for (const subject of [...this.#told.keys()])
      if (subject !== 'pattern' && !subjects.has(subject)) this.#told.delete(subject)
  }

  /** Where the box comes to change from `song` on, given what it plays; the pattern that is to be asked for by now. */
  #replan(song: number, at: number, playing: Playing | null): readonly StateEvent[] {
    const wanted = this.#sequence.playingAt(song)
    const next = playing === null ? song : (this.#sequence.nextRound(playing, song) ?? song)
    const moved = wanted !== null && wanted.pattern !== playing?.pattern && next < Infinity
    const now = moved ? { pattern: wanted.pattern, tick: next } : (playing ?? wanted)
    const landings = this.#sequence.landings(now, song)
    const current = this.#segmentAt(at)
    this.#segments = this.#segments.map((segment) => {
      const within = landings.filter((each) => isWithin(each, segment.end))
      return segment === current ? { ...segment, first: now, landings: within } : this.#segment(segment)
    })
    const due = landings.findLast(({ sent }) => sent !== null && sent <= song)?.pattern ?? now?.pattern
    return due === undefined ? [] : [{ type: 'pattern', tick: song, pattern: due }]
  }

  /** Ends every sounding note at `clock`. */
  silence(clock: number): readonly Planned[] {
    return this.#notes.silence(clock)
  }

  /** What the box plays at a clock tick, and the clock tick at which it began it; null where that is not known. */
  playingAt(clock: number): Playing | null {
    const segment = this.#segmentAt(clock)
    const playing = this.#playingIn(segment, this.songAt(clock))
    return segment === null || playing === null
      ? null
      : { pattern: playing.pattern, tick: playing.tick + segment.clock - segment.song }
  }

  /** The next clock tick after one at which the box can change what it plays; null where that is not known. */
  nextRound(playing: Playing, after: number): number | null {
    return this.#sequence.nextRound(playing, after)
  }

  /** The last clock tick before one at which it could. */
  lastRound(playing: Playing, before: number): number | null {
    return this.#sequence.lastRound(playing, before)
  }

  /** The pattern that was asked for last; null where it is not known. */
  get asked(): number | null {
    const told = this.#told.get('pattern')
    return typeof told === 'number' ? told : null
  }

  /** The box that it plays into. */
  get device(): DeviceProfile {
    return this.#sequence.device
  }

  /** What leaves for a pulse leaves behind the one before, at the latest. */
  get #muteLead(): Tick {
    return Math.max(this.#sequence.device.muteLead, PULSE)
  }

  /** What the box was told before holds no more, but for the pattern that it plays. */
  forgetTold(pattern: number | null): void {
    this.#told.clear()
    if (pattern !== null) this.#told.set('pattern', pattern)
  }

  /** The pattern that is to play at a song tick. */
  patternAt(song: Tick): number | null {
    return this.#sequence.playingAt(song)?.pattern ?? null
  }

  /** The clock tick from which on the song is heard. */
  get heardFrom(): number | null {
    const first = this.#segments[0]
    return first === undefined ? null : first.clock + first.heard - first.song
  }

  /** Whether all is muted for a while as it begins. */
  get hasPreRoll(): boolean {
    const first = this.#segments[0]
    return first !== undefined && first.heard > first.song
  }

  /** Where the song begins that is to be heard from a tick on. */
  startPlace(song: Tick): StartPlace {
    return this.#sequence.startPlace(song)
  }

  /** The song tick that plays at a clock tick. */
  songAt(clock: number): number {
    const segment = this.#segmentAt(clock)
    return segment === null ? 0 : segment.song + clock - segment.clock
  }

  /** Whether the box can be told to start elsewhere than at a beginning. */
  get startsAnywhere(): boolean {
    return this.#sequence.device.leadStart === 'position'
  }

  /** The tempo that the song has at a clock tick. */
  tempoAt(clock: number): number {
    return tempoOf(this.#sequence, this.songAt(clock))
  }

  /** The tempo of the song at a song tick, playing or not. */
  tempoOf(song: Tick): number {
    return tempoOf(this.#sequence, song)
  }

  /** Where after a clock tick the tempo is set next, up to and with `until`; null where it is not. */
  tempoChange(after: number, until: number): { readonly clock: number; readonly bpm: number } | null {
    this.#extend(until)
    const begins = this.#segments.map(({ clock, song }) => ({ clock, bpm: tempoOf(this.#sequence, song) }))
    const changes = this.#segments.flatMap((segment) => {
      const offset = segment.clock - segment.song
      return between(this.#sequence.tempos, segment.song + 1, Math.min(segment.end, until - offset + 1)).map(
        ({ tick, bpm }) => ({ clock: tick + offset, bpm }),
      )
    })
    const next = [...begins, ...changes].filter(({ clock }) => clock > after && clock <= until)
    return next.sort((a, b) => a.clock - b.clock)[0] ?? null
  }

  /** Which song tick plays from which clock tick on, as far as is known by now. */
  pieces(): readonly { readonly song: Tick; readonly clock: Tick }[] {
    return this.#segments.map(({ song, clock }) => ({ song, clock }))
  }

  #segmentAt(clock: number): Segment | null {
    this.#extend(clock)
    return this.#segments.findLast((segment) => segment.clock <= clock) ?? this.#segments[0] ?? null
  }

  #segment({
    song,
    clock,
    told,
    heard,
    askFrom,
  }: Pick<Segment, 'song' | 'clock' | 'told' | 'heard' | 'askFrom'>): Segment {
    const end = this.#loop !== null && song < this.#loop.to ? this.#loop.to : Infinity
    const first = this.#sequence.playingAt(song)
    const landings = this.#sequence.landings(first, song).filter((each) => isWithin(each, end))
    return { song, clock, told, heard, askFrom, end, first, landings }
  }

  #playingIn(segment: Segment | null, song: number): Playing | null {
    const landed = segment?.landings.findLast(({ lands }) => lands !== null && lands <= song)
    if (landed === undefined) return segment?.first ?? null
    return { pattern: landed.pattern, tick: landed.lands ?? landed.wanted }
  }

  /** Adds the segments that begin before a clock tick, and forgets those that are over. */
  #extend(until: number): void {
    for (;;) {
      const last = this.#segments.at(-1)
      if (last === undefined || this.#loop === null) return
      const seam = last.clock + last.end - last.song
      if (seam > until) return
      const heard = this.#segments.filter((each) => each.clock + each.end - each.song >= this.#answered - PPQ)
      const playing = this.#playingIn(last, last.end)
      const round = playing === null ? null : this.#sequence.lastRound(playing, last.end)
      const askFrom = round === null ? last.clock : seam + Math.max(round, last.song) - last.end
      const { from } = this.#loop
      this.#segments = [
        ...heard,
        this.#segment({ song: from, clock: seam, told: false, heard: from, askFrom: askFrom + PULSE }),
      ]
    }
  }

  #between(from: number, until: number): readonly Planned[] {
    const { patternLead } = this.device
    const muteLead = this.#muteLead
    this.#extend(until + Math.max(muteLead, patternLead))
    const planned: Planned[] = []
    this.#segments.forEach((segment) => {
      if (!segment.told) planned.push(...this.#seam(segment, from, until))
      if (segment.heard > segment.song) planned.push(...this.#unmuting(segment, from, until))
      planned.push(...this.#changesOf(segment, from, until))
      planned.push(...this.#statesOf(segment, 'mutes', muteLead, from, until))
      planned.push(...this.#statesOf(segment, 'controls', muteLead, from, until))
      planned.push(...this.#notesOf(segment, from, until))
    })
    planned.push(...this.#notes.endBefore(until))
    return planned.sort(inOrder)
  }

  /** Where a segment begins, what holds there is told, each thing early by its lead. A pattern that plays on is not asked for. */
  #seam(segment: Segment, from: number, until: number): readonly Planned[] {
    const ask = Math.min(Math.max(segment.clock - this.device.patternLead, segment.askFrom), segment.clock - PULSE)
    const due = (event: StateEvent): number => (event.type === 'pattern' ? ask : segment.clock - this.#muteLead)
    return this.#stateOf(segment)
      .filter((event) => due(event) >= from && due(event) < until)
      .filter((event) => event.type !== 'pattern' || this.#told.get('pattern') !== event.pattern)
      .flatMap((event) => this.#tell(event, due(event), 'chase', segment.clock))
  }

  /** After a pre-roll the mutes are those of the song. */
  #unmuting({ song, clock, heard }: Segment, from: number, until: number): readonly Planned[] {
    const due = Math.max(clock, clock + heard - song - this.#muteLead)
    if (due < from || due >= until) return []
    const mutes = this.#sequence.stateAt(heard).filter(({ type }) => type === 'mute')
    return mutes.flatMap((event) => this.#tell(event, due, 'chase', clock + heard - song))
  }

  #stateOf({ song, heard }: Segment): readonly StateEvent[] {
    const state = this.#sequence.stateAt(song)
    return heard > song ? muted(state) : state
  }

  /** Pattern changes are asked for where the box will take them. */
  #changesOf({ song, clock, landings }: Segment, from: number, until: number): readonly Planned[] {
    const offset = clock - song
    const isDue = (tick: Tick): boolean => tick + offset >= from && tick + offset < until
    return landings.flatMap(({ pattern, wanted, sent, lands }) => {
      const asked = sent !== null && isDue(sent)
      const begun = lands !== null && isDue(lands)
      return [
        ...(asked
          ? this.#tell({ type: 'pattern', tick: wanted, pattern }, sent + offset, 'pattern', (lands ?? wanted) + offset)
          : []),
        ...(begun ? this.#tellAll(ofPattern(this.#sequence.stateAt(lands)), lands + offset) : []),
      ]
    })
  }

  /** Knobs are as early as mutes: so that a value holds for what the box plays on its tick. */
  #statesOf(
    segment: Segment,
    states: 'mutes' | 'controls',
    lead: Tick,
    from: number,
    until: number,
  ): readonly Planned[] {
    const place = segment.clock - segment.song
    const offset = place - lead
    const begin = states === 'mutes' ? segment.heard : segment.song
    const events: readonly StateEvent[] = this.#sequence[states](
      Math.max(begin + 1, from - offset),
      Math.min(segment.end, until - offset),
    )
    return events.flatMap((event) => this.#tell(event, event.tick + offset, event.type, event.tick + place))
  }

  #notesOf(segment: Segment, from: number, until: number): readonly Planned[] {
    const offset = segment.clock - segment.song
    const { heard } = segment
    const starting = this.#sequence.notes(Math.max(heard, from - offset), Math.min(segment.end, until - offset))
    const begins = heard + offset >= from && heard + offset < until
    const sounding = begins && heard < segment.end ? this.#sequence.sounding(heard) : []
    return [...sounding, ...starting].flatMap((note) =>
      this.#notes.begin(note, note.tick + offset, segment.end + offset),
    )
  }

  #tellAll(events: readonly StateEvent[], clock: number, holds = clock): readonly Planned[] {
    return events.flatMap((event) => this.#tell(event, clock, 'chase', holds))
  }

  #tell(event: StateEvent, clock: number, why: Planned['why'], holds: number): readonly Planned[] {
    this.#told.set(subjectOf(event), valueOf(event))
    return stateMessages(this.#sequence.device, event).map((bytes) => ({ clock, bytes, why, holds }))
  }
}

/** Where the box comes to change before a segment is over. */
const isWithin = ({ lands }: Landing, end: Tick): boolean => lands !== null && lands < end

/** What a pattern brings along, and is told only once it plays. */
const ofPattern = (state: readonly StateEvent[]): readonly StateEvent[] =>
  state.filter((event) => event.type === 'mute' && event.kind === 'pattern')

/** Every driven track muted, the rest as it is. */
const muted = (state: readonly StateEvent[]): readonly StateEvent[] =>
  state.map((event) => (event.type === 'mute' && event.kind === 'global' ? { ...event, muted: true } : event))

const tempoOf = ({ tempos }: Sequence, song: Tick): number =>
  (tempos.findLast(({ tick }) => tick <= song) ?? tempos[0])?.bpm ?? DEFAULT_BPM

const atLeast = (clock: number, planned: Planned): Planned => (planned.clock < clock ? { ...planned, clock } : planned)
