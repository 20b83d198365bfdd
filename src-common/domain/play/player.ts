// Plays a sequence against a clock: pulled with an explicit position, it answers what is to be sent and when. Times are
// *clock ticks*: ticks of whatever leads. A segment says which song tick a clock tick is; a loop is a row of segments.
import { between } from '../base/sorted'
import { MUTE_CONTROLLER, type DeviceProfile } from '../device/device'
import { encode, type Bytes, type Channel } from '../midi/message'
import { controlMessages } from '../model/control-messages'
import type { Interval } from '../model/intervals'
import { PPQ, type Tick } from '../time/ticks'
import type { NoteEvent, Sequence, StateEvent } from './sequence'

/** A message and the clock tick at which it is to leave; `why` says what asked for it. */
export type Planned = {
  readonly clock: number
  readonly bytes: Bytes
  readonly why: 'mute' | 'pattern' | 'control' | 'chase' | 'note' | 'end'
}

export type StartAt = {
  /** The song tick that plays at clock tick `clock`. */
  readonly song: Tick
  readonly clock: Tick
  /** The clock tick from which messages may leave. */
  readonly from: number
  /** The state at `song`: sent at once, early by its leads, or not at all, since it was sent before. */
  readonly chase: 'now' | 'lead' | 'done'
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
}
type Sounding = {
  readonly channel: Channel
  readonly pitch: number
  readonly since: number
  readonly until: number
}

export class Player {
  #sequence: Sequence
  #segments: readonly Segment[] = []
  #loop: Interval | null = null
  /** All that leaves before this clock tick has been answered. */
  #answered = 0
  #sounding: readonly Sounding[] = []
  /** What the box was told last, by what it was about. */
  readonly #told = new Map<string, number | boolean>()

  constructor(sequence: Sequence) {
    this.#sequence = sequence
  }

  /** Begins, or locates while playing: ends what sounds, and chases the state at `song`. */
  start({ song, clock, from, loop, chase }: StartAt): readonly Planned[] {
    const ended = this.silence(from)
    this.#loop = loop
    this.#segments = [this.#segment(song, clock, chase !== 'lead')]
    this.#answered = -Infinity
    const chased = chase === 'now' ? this.chase(song, from) : []
    const early = this.#between(-Infinity, from).map((each) => atLeast(from, each))
    this.#answered = from
    return [...ended, ...chased, ...early]
  }

  /** The state at song tick `song`, to be sent at clock tick `clock`. */
  chase(song: Tick, clock: number): readonly Planned[] {
    return this.#sequence.stateAt(song).flatMap((event) => this.#tell(event, clock, 'chase'))
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
    this.#sequence = sequence
    const at = this.#answered
    const { muteLead, patternLead } = sequence.device
    // What is due within its lead has been told already: so each kind is compared where its lead reaches.
    const patterns = sequence.stateAt(this.songAt(at + patternLead)).filter((event) => event.type === 'pattern')
    const others = sequence.stateAt(this.songAt(at + muteLead)).filter((event) => event.type !== 'pattern')
    return [...patterns, ...others]
      .filter((event) => this.#told.get(subjectOf(event)) !== valueOf(event))
      .flatMap((event) => this.#tell(event, at, 'chase'))
  }

  /** Ends every sounding note at `clock`. */
  silence(clock: number): readonly Planned[] {
    const ends = this.#sounding.map((note) => noteEnd(note, clock))
    this.#sounding = []
    return ends
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

  #segment(song: Tick, clock: Tick, told: boolean): Segment {
    const looping = this.#loop !== null && song < this.#loop.to
    return { song, clock, told, end: looping && this.#loop !== null ? this.#loop.to : Infinity }
  }

  /** Adds the segments that begin before a clock tick, and forgets those that are over. */
  #extend(until: number): void {
    for (;;) {
      const last = this.#segments.at(-1)
      if (last === undefined || this.#loop === null) return
      const seam = last.clock + last.end - last.song
      if (seam > until) return
      const heard = this.#segments.filter((each) => each.clock + each.end - each.song >= this.#answered - PPQ)
      this.#segments = [...heard, this.#segment(this.#loop.from, seam, false)]
    }
  }

  #between(from: number, until: number): readonly Planned[] {
    const { muteLead, patternLead } = this.#sequence.device
    this.#extend(until + Math.max(muteLead, patternLead))
    const planned: Planned[] = []
    this.#segments.forEach((segment) => {
      if (!segment.told) planned.push(...this.#seam(segment, from, until))
      planned.push(...this.#statesOf(segment, 'patterns', patternLead, from, until))
      planned.push(...this.#statesOf(segment, 'mutes', muteLead, from, until))
      planned.push(...this.#statesOf(segment, 'controls', muteLead, from, until))
      planned.push(...this.#notesOf(segment, from, until))
    })
    planned.push(...this.#endsBetween(until))
    return planned.sort((a, b) => a.clock - b.clock || order(a) - order(b) || endOrder(a) - endOrder(b))
  }

  /** Where a segment begins, what holds there is told, each thing early by its lead. */
  #seam(segment: Segment, from: number, until: number): readonly Planned[] {
    const due = (event: StateEvent): number => segment.clock - leadOf(this.#sequence.device, event)
    return this.#sequence
      .stateAt(segment.song)
      .filter((event) => due(event) >= from && due(event) < until)
      .flatMap((event) => this.#tell(event, due(event), 'chase'))
  }

  /** Knobs are as early as mutes: so that a value holds for what the box plays on its tick. */
  #statesOf(
    segment: Segment,
    states: 'patterns' | 'mutes' | 'controls',
    lead: Tick,
    from: number,
    until: number,
  ): readonly Planned[] {
    const offset = segment.clock - segment.song - lead
    const events: readonly StateEvent[] = this.#sequence[states](
      Math.max(segment.song + 1, from - offset),
      Math.min(segment.end, until - offset),
    )
    return events.flatMap((event) => this.#tell(event, event.tick + offset, event.type))
  }

  #notesOf(segment: Segment, from: number, until: number): readonly Planned[] {
    const offset = segment.clock - segment.song
    const starting = this.#sequence.notes(Math.max(segment.song, from - offset), Math.min(segment.end, until - offset))
    return starting.flatMap((note) => this.#noteOn(note, note.tick + offset, segment.end + offset))
  }

  #noteOn(note: NoteEvent, clock: number, cut: number): readonly Planned[] {
    const { channel, pitch, velocity } = note
    const until = Math.min(clock + note.length, cut)
    const same = this.#sounding.find((each) => each.channel === channel && each.pitch === pitch)
    const rest = this.#sounding.filter((each) => each !== same)
    if (same?.since === clock) {
      // Twice the same note at once is one note on the wire, as long as the longer.
      this.#sounding = [...rest, { ...same, until: Math.max(same.until, until) }]
      return []
    }
    this.#sounding = [...rest, { channel, pitch, since: clock, until }]
    const on: Planned = { clock, bytes: encode({ type: 'noteOn', channel, pitch, velocity }), why: 'note' }
    return same === undefined ? [on] : [noteEnd(same, Math.min(same.until, clock)), on]
  }

  #endsBetween(until: number): readonly Planned[] {
    const over = this.#sounding.filter((note) => note.until < until)
    this.#sounding = this.#sounding.filter((note) => note.until >= until)
    return over.map((note) => noteEnd(note, note.until))
  }

  #tell(event: StateEvent, clock: number, why: Planned['why']): readonly Planned[] {
    this.#told.set(subjectOf(event), valueOf(event))
    return stateMessages(this.#sequence.device, event).map((bytes) => ({ clock, bytes, why }))
  }
}

const tempoOf = ({ tempos }: Sequence, song: Tick): number =>
  (tempos.findLast(({ tick }) => tick <= song) ?? tempos[0])?.bpm ?? DEFAULT_BPM

const atLeast = (clock: number, planned: Planned): Planned => (planned.clock < clock ? { ...planned, clock } : planned)

const noteEnd = ({ channel, pitch }: Sounding, clock: number): Planned => ({
  clock,
  bytes: encode({ type: 'noteOff', channel, pitch }),
  why: 'end',
})

/** At one moment: ends first, then patterns, mutes, and at last what begins to sound. */
const order = ({ why }: Planned): number => (why === 'end' ? 0 : why === 'note' ? 2 : 1)

/** Ends at one moment by channel and pitch, in however many pieces they were asked for. */
const endOrder = ({ why, bytes }: Planned): number => (why === 'end' ? ((bytes[0] ?? 0) << 7) | (bytes[1] ?? 0) : 0)

function subjectOf(event: StateEvent): string {
  if (event.type === 'pattern') return 'pattern'
  return event.type === 'mute' ? `${event.kind}:${String(event.track)}` : `${String(event.channel)}:${event.target}`
}

function valueOf(event: StateEvent): number | boolean {
  if (event.type === 'pattern') return event.pattern
  return event.type === 'mute' ? event.muted : event.value
}

const leadOf = (device: DeviceProfile, event: StateEvent): Tick =>
  event.type === 'pattern' ? device.patternLead : device.muteLead

function stateMessages(device: DeviceProfile, event: StateEvent): readonly Bytes[] {
  if (event.type === 'control') return controlMessages(event.channel, event.target, event.value)
  if (event.type === 'pattern') {
    return [encode({ type: 'programChange', channel: device.programIn, program: event.pattern })]
  }
  const value = device.muteValues[event.kind][event.muted ? 'muted' : 'unmuted']
  const channel = device.tracks[event.track]?.channel ?? event.track + 1
  return [encode({ type: 'controller', channel, controller: MUTE_CONTROLLER[event.kind], value })]
}
