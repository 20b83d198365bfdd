// Plays a sequence against a clock: pulled with an explicit position, it answers what is to be sent and when. Times are
// *clock ticks*: ticks of whatever leads. A segment says which song tick a clock tick is; a loop is a row of segments.
import type { DeviceProfile } from '../device/device'
import type { Interval } from '../model/intervals'
import { PPQ, PULSE, type Tick } from '../time/ticks'
import { BoxPlays } from './box-plays'
import type { Landing, Playing } from './landings'
import { HeldNotes } from './held-notes'
import { atLeast, inOrder, type Planned } from './planned'
import { isWithin, muted, ofPattern, playingIn, type Segment } from './segment'
import type { Sequence, StateEvent } from './sequence'
import { nextTempo, tempoIn } from './song-tempo'
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

export class Player {
  #sequence: Sequence
  #segments: readonly Segment[] = []
  #loop: Interval | null = null
  /** All that leaves before this clock tick has been answered. */
  #answered = 0
  readonly #notes = new HeldNotes()
  readonly box = new BoxPlays()
  /** What of mutes and knobs the box was told last, by what it was about. */
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
    if (chase !== 'lead') this.box.begins(segment.first?.pattern ?? null, clock)
    const early = this.#between(-Infinity, from).map((each) => atLeast(from, each))
    this.#answered = from
    return [...ended, ...chased, ...early]
  }

  /** The state at song tick `song`, all muted where it is heard only later; to be sent to a box that stands still. */
  chase(song: Tick, heard: Tick, clock: number): readonly Planned[] {
    const { pattern } = this.#sequence.playingAt(song) ?? { pattern: null }
    if (pattern !== null) this.box.chosen(pattern)
    return this.#tellAll(heard > song ? muted(this.#sequence.stateAt(song)) : this.#sequence.stateAt(song), clock)
  }

  /** Ends every sounding note at `clock`, and the song. */
  stop(clock: number): readonly Planned[] {
    this.#segments = []
    return this.silence(clock)
  }

  /** What leaves before clock tick `until` and was not answered yet, in order. */
  pump(until: number): readonly Planned[] {
    if (until <= this.#answered) return []
    const planned = this.#between(this.#answered, until)
    this.#answered = until
    return planned
  }

  /** Plays another sequence, or loop, from here on: sounding notes keep their ends; what differs from what was told is sent now. */
  replace(sequence: Sequence, loop: Interval | null = this.#loop): readonly Planned[] {
    this.#sequence = sequence
    this.#loop = loop
    return this.#resync(this.#answered)
  }

  /** Goes on at a clock tick, without what was to be sent before it: what sounded ends, what holds now is told. */
  skipTo(clock: number): readonly Planned[] {
    const ends = this.silence(clock)
    this.#answered = clock
    return [...ends, ...this.#resync(clock)]
  }

  /** Plans anew from where the song is, and tells what differs from what was told. */
  #resync(at: number): readonly Planned[] {
    const segment = this.#segmentAt(at)
    if (segment === null) return []
    const begun = at >= segment.clock
    const earlier = this.#segments.slice(0, this.#segments.indexOf(segment))
    this.#segments = [...earlier, begun ? this.#carriedOn(segment, at) : this.#segment(segment)]
    this.#extend(at + Math.max(this.#muteLead, this.device.patternLead))
    // What a segment that is still to come holds is told where it begins.
    const waits = !begun && !segment.told
    return [...this.#askAnew(at), ...(waits ? [] : this.#differing(at))]
  }

  /** A segment from where it is, planned by what the box really plays. */
  #carriedOn(segment: Segment, at: number): Segment {
    const offset = segment.clock - segment.song
    const song = at - offset
    const wanted = this.#sequence.playingAt(song)
    const known = this.box.at(at)
    const plays = known === null ? wanted : { pattern: known.pattern, tick: known.tick - offset }
    const landings = this.#sequence.landingsFrom(plays, wanted, song)
    const end = this.#endOf(song, Math.max(song, segment.heard))
    return { ...segment, end, first: plays, landings: landings.filter((each) => isWithin(each, end)) }
  }

  /** The pattern that is to be asked for by now, where that is another one than the box was asked for last. */
  #askAnew(at: number): readonly Planned[] {
    const asked = this.#askedBy(at)
    if (asked === null || asked.pattern === this.box.last) return []
    if (asked.lands === null) this.box.chosen(asked.pattern)
    else this.box.asked(asked.pattern, asked.lands, at)
    return this.#tell({ type: 'pattern', tick: 0, pattern: asked.pattern }, at, 'chase', asked.lands ?? at)
  }

  /** Which pattern the box is to have been asked for, and where it begins; null for where the box stands still. */
  #askedBy(at: number): { readonly pattern: number; readonly lands: number | null } | null {
    const next = this.#segments.find((each) => each.clock > at && this.#askAt(each) <= at)
    if (next !== undefined && next.first !== null)
      return { pattern: next.first.pattern, lands: next.told ? null : next.clock }
    const current = this.#segmentAt(at)
    if (current === null || at < current.clock) return null
    const offset = current.clock - current.song
    const waiting = this.box.waiting(at)
    const isQueued = ({ pattern, lands }: Landing): boolean =>
      waiting?.pattern === pattern && lands !== null && lands + offset === waiting.tick
    const due = current.landings.findLast((each) => isQueued(each) || (each.sent !== null && each.sent + offset <= at))
    if (due !== undefined) return { pattern: due.pattern, lands: (due.lands ?? due.wanted) + offset }
    const plays = this.box.at(at) ?? current.first
    if (plays === null) return null
    const round = this.#sequence.nextRound(plays, at)
    return { pattern: plays.pattern, lands: round === null || round === Infinity ? null : round }
  }

  /** Mutes and knobs that do not hold as they are to. */
  #differing(at: number): readonly Planned[] {
    // What is due within its lead has been told already: so it is compared where its lead reaches.
    const segment = this.#segmentAt(at + this.#muteLead)
    if (segment === null) return []
    const reached = Math.max(segment.song, this.songAt(at + this.#muteLead))
    const state = this.#sequence.stateAt(reached).filter(({ type }) => type !== 'pattern')
    // What is not driven any more is let go of: if it is driven again, it is told again.
    const driven = new Set(state.map(subjectOf))
    for (const subject of [...this.#told.keys()]) if (!driven.has(subject)) this.#told.delete(subject)
    return this.#tellAll(
      (reached < segment.heard ? muted(state) : state).filter(
        (event) => this.#told.get(subjectOf(event)) !== valueOf(event),
      ),
      at,
    )
  }

  /** Ends every sounding note at `clock`. */
  silence(clock: number): readonly Planned[] {
    return this.#notes.silence(clock)
  }

  /** The next clock tick after one at which the box can change what it plays; null where that is not known. */
  nextRound(playing: Playing, after: number): number | null {
    return this.#sequence.nextRound(playing, after)
  }

  /** The last clock tick before one at which it could. */
  lastRound(playing: Playing, before: number): number | null {
    return this.#sequence.lastRound(playing, before)
  }

  /** The box that it plays into. */
  get device(): DeviceProfile {
    return this.#sequence.device
  }

  /** What leaves for a pulse leaves behind the one before, at the latest. */
  get #muteLead(): Tick {
    return Math.max(this.#sequence.device.muteLead, PULSE)
  }

  /** What mutes and knobs were told before holds no more. */
  forgetTold(): void {
    this.#told.clear()
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
    return tempoIn(this.#sequence.tempos, this.songAt(clock))
  }

  /** The tempo of the song at a song tick, playing or not. */
  tempoOf(song: Tick): number {
    return tempoIn(this.#sequence.tempos, song)
  }

  /** Where after a clock tick the tempo is set next, up to and with `until`; null where it is not. */
  tempoChange(after: number, until: number): { readonly clock: number; readonly bpm: number } | null {
    this.#extend(until)
    return nextTempo(this.#sequence.tempos, this.#segments, after, until)
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
    const end = this.#endOf(song, heard)
    // The box begins a pattern at its first step, wherever in it the song begins.
    const said = this.#sequence.playingAt(song)
    const first = said === null ? null : { pattern: said.pattern, tick: song }
    const landings = this.#sequence.landings(first, song).filter((each) => isWithin(each, end))
    return { song, clock, told, heard, askFrom, end, first, landings }
  }

  /** A song that is heard only behind the loop does not go round in it. */
  #endOf(song: number, heard: number): Tick {
    return this.#loop !== null && Math.max(song, heard) < this.#loop.to ? this.#loop.to : Infinity
  }

  /** When the pattern of a segment that is to come is asked for. */
  #askAt({ clock, askFrom }: Segment): number {
    return Math.min(Math.max(clock - this.device.patternLead, askFrom), clock - PULSE)
  }

  /** Adds the segments that begin before a clock tick, and forgets those that are over. */
  #extend(until: number): void {
    for (;;) {
      const last = this.#segments.at(-1)
      if (last === undefined || this.#loop === null) return
      const seam = last.clock + last.end - last.song
      if (seam > until) return
      const heard = this.#segments.filter((each) => each.clock + each.end - each.song >= this.#answered - PPQ)
      const playing = playingIn(last, last.end)
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
    const { clock } = segment
    const ask = this.#askAt(segment)
    const due = (event: StateEvent): number => (event.type === 'pattern' ? ask : clock - this.#muteLead)
    return this.#stateOf(segment)
      .filter((event) => due(event) >= from && due(event) < until)
      .filter((event) => event.type !== 'pattern' || this.box.last !== event.pattern)
      .flatMap((event) => {
        if (event.type === 'pattern') this.box.asked(event.pattern, clock, ask)
        return this.#tell(event, due(event), 'chase', clock)
      })
  }

  /** After a pre-roll the mutes are those of the song. */
  #unmuting({ song, clock, heard, end }: Segment, from: number, until: number): readonly Planned[] {
    if (heard >= end) return []
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
      const asked = sent !== null && isDue(sent) && this.box.last !== pattern
      if (asked) this.box.asked(pattern, (lands ?? wanted) + offset, sent + offset)
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
    if (event.type !== 'pattern') this.#told.set(subjectOf(event), valueOf(event))
    return stateMessages(this.#sequence.device, event).map((bytes) => ({ clock, bytes, why, holds }))
  }
}
