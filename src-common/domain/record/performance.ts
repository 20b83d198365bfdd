// Folds positioned messages into what was performed: mutes, notes, pattern changes, and what knobs did. The same fold serves the live
// view, with positions by the follower, and the settled take, with exact ones.
import {
  MUTE_CONTROLLER,
  MUTE_KINDS,
  mutedByValue,
  nextPatternBoundary,
  trackOfChannel,
  trackOfNote,
  type DeviceProfile,
  type MuteKind,
  type TrackNumber,
} from '../device/device'
import type { Message } from '../midi/message'
import { clip, intervals, type Interval } from '../model/intervals'
import type { PatternChange } from '../model/project'
import type { MuteToggle, Take, TakeLane, TakeNote } from '../model/take'
import { PULSE, type Tick } from '../time/ticks'
import { SpanLog } from './span-log'
import { ControllerFold } from './controller-fold'

/** Where a message stands: `pressed` as exactly as is known, `tick` the first pulse that it can affect. */
export type Position = { readonly pressed: number; readonly tick: Tick; readonly rolling: boolean }

export type Performed = Omit<Take, 'summary' | 'tempo'>

/** A performance that goes on, from its begin to now, to be looked at in parts. */
export type LiveTake = Interval & {
  readonly patterns: readonly PatternChange[]
  readonly lanes: (part: Interval) => readonly TakeLane[]
  readonly notes: (part: Interval) => readonly TakeNote[]
}

/** A lane as it was toggled: where it was muted up to the next toggle, and since when it is. */
type LaneLog = {
  readonly muted: SpanLog<Interval>
  /** The first thing heard was an unmute, here: so it was muted until then. */
  mutedUntil: Tick | null
  since: Tick | null
}

type OpenNote = { readonly track: TrackNumber; readonly tick: Tick; readonly pitch: number; readonly velocity: number }

export class Performance {
  readonly #device: DeviceProfile
  readonly #toggles: (MuteToggle & { readonly rolling: boolean })[] = []
  readonly #lanes = new Map<string, LaneLog>()
  readonly #notes = new SpanLog<TakeNote>()
  readonly #open = new Map<number, OpenNote>()
  #patterns: PatternChange[] = []
  readonly #controllers: ControllerFold
  #unassigned = 0
  /** From where on something was heard of since `takeChanged`. */
  #changed: Tick = Infinity

  constructor(device: DeviceProfile) {
    this.#device = device
    this.#controllers = new ControllerFold(device)
  }

  push(message: Message, at: Position): void {
    this.#controllers.push(message, at)
    switch (message.type) {
      case 'controller':
        this.#controller(message.channel, message.controller, message.value, at)
        return
      case 'programChange':
        if (message.channel === this.#device.programOut) this.#select(message.program, at)
        return
      // What was played before the clock rolled is no part of a performance.
      case 'noteOn':
        if (!at.rolling) return
        this.#close(message.channel, message.pitch, Math.round(at.pressed), false)
        this.#noteOn(message.channel, message.pitch, message.velocity, Math.round(at.pressed))
        return
      case 'noteOff':
        this.#close(message.channel, message.pitch, Math.round(at.pressed), false)
        return
      default:
        return
    }
  }

  /** Ends what still sounds: at Stop, or where the input went away. */
  stop(tick: Tick): void {
    for (const key of [...this.#open.keys()]) this.#close(key >> 7, key & 127, tick, true)
  }

  /** What was performed in `[from, to)`; a mute or pattern that held before `from` holds at it. */
  within({ from, to }: Interval): Performed {
    const inside = (tick: Tick): boolean => tick >= from && tick < to
    return {
      toggles: this.#toggles
        .filter((toggle) => toggle.rolling && inside(toggle.tick))
        .map(({ track, kind, muted, pressed, tick }) => ({ track, kind, muted, pressed, tick })),
      lanes: this.lanesWithin({ from, to }, { from, to }),
      notes: [...notesOf([...this.#notes.all(), ...this.#stillOpen(to)], { from, to })].sort(
        (a, b) => a.tick - b.tick || a.track - b.track || a.pitch - b.pitch,
      ),
      patterns: this.patternsWithin({ from, to }),
      controllers: this.turnedWithin({ from, to }),
      unassigned: this.#unassigned + this.#controllers.unassigned,
    }
  }

  /** Of the lanes of `whole`, what is seen in a part of it. */
  lanesWithin(whole: Interval, part: Interval): readonly TakeLane[] {
    return this.#device.tracks.flatMap((_, track) => MUTE_KINDS.map((kind) => this.#lane(track, kind, whole, part)))
  }

  /** Of the notes of `whole`, those that are seen in a part of it, in no order. */
  notesWithin(whole: Interval, part: Interval): readonly TakeNote[] {
    const open = this.#stillOpen(whole.to).filter((note) => note.tick <= part.to)
    return notesOf([...this.#notes.touching(part.from, part.to), ...open], whole)
  }

  /** The pattern changes of `within`. */
  patternsWithin({ from, to }: Interval): readonly PatternChange[] {
    const before = this.#patterns.findLast((change) => change.tick <= from)
    const later = this.#patterns.filter((change) => change.tick > from && change.tick < to)
    return before === undefined ? later : [{ ...before, tick: from }, ...later]
  }

  /** The tick from which on lanes and notes look different than when this was asked last. */
  takeChanged(): Tick {
    const changed = this.#changed
    this.#changed = Infinity
    return changed
  }

  /** What knobs did in a span: as in `within`. */
  turnedWithin(span: Interval): Performed['controllers'] {
    return this.#controllers.within(span)
  }

  #controller(channel: number, controller: number, value: number, at: Position): void {
    const kind = MUTE_KINDS.find((each) => MUTE_CONTROLLER[each] === controller)
    const track = trackOfChannel(this.#device, channel)
    const muted = kind === undefined ? null : mutedByValue(this.#device, kind, value)
    if (kind === undefined || track === null || muted === null) return
    this.#toggles.push({ track, kind, muted, pressed: at.pressed, tick: at.tick, rolling: at.rolling })
    this.#toggleLane(laneKey(track, kind), muted, at.tick)
  }

  #toggleLane(key: string, muted: boolean, tick: Tick): void {
    const known = this.#lanes.get(key)
    const lane = known ?? { muted: new SpanLog<Interval>(), mutedUntil: muted ? null : tick, since: null }
    if (known === undefined) this.#lanes.set(key, lane)
    if (lane.since !== null && lane.since < tick) lane.muted.push({ from: lane.since, to: tick }, lane.since, tick)
    lane.since = muted ? tick : null
    this.#changed = Math.min(this.#changed, known === undefined && !muted ? -Infinity : tick)
  }

  #select(pattern: number, at: Position): void {
    const queuedLater = this.#patterns.at(-1)
    if (queuedLater !== undefined && queuedLater.tick > at.tick) this.#patterns.pop()
    const playing = this.#patterns.at(-1) ?? null
    this.#patterns = this.#patterns.filter((change) => change.tick !== this.#start(pattern, at, playing).tick)
    this.#patterns.push(this.#start(pattern, at, playing))
  }

  /** When a selected pattern begins: at once while stopped; else as the profile says that the box announces it. */
  #start(pattern: number, at: Position, playing: PatternChange | null): PatternChange {
    if (!at.rolling) return { tick: at.tick, pattern, assumed: false }
    if (this.#device.programChangeSent === 'switch') {
      return { tick: Math.round(at.pressed / PULSE) * PULSE, pattern, assumed: false }
    }
    const boundary = nextPatternBoundary(this.#device, playing?.pattern ?? null, playing?.tick ?? 0, at.tick)
    return { tick: boundary.tick, pattern, assumed: boundary.assumed }
  }

  #noteOn(channel: number, pitch: number, velocity: number, tick: Tick): void {
    const track = trackOfNote(this.#device, channel)
    if (track === null) this.#unassigned++
    else this.#open.set((channel << 7) | pitch, { track, tick, pitch, velocity })
    this.#changed = Math.min(this.#changed, tick)
  }

  #close(channel: number, pitch: number, tick: Tick, closed: boolean): void {
    const key = (channel << 7) | pitch
    const note = this.#open.get(key)
    if (note === undefined) return
    this.#open.delete(key)
    const length = Math.max(1, tick - note.tick)
    this.#notes.push({ ...note, length, closed }, note.tick, note.tick + length)
    this.#changed = Math.min(this.#changed, note.tick + length)
  }

  #stillOpen(until: Tick): readonly TakeNote[] {
    return [...this.#open.values()].map((note) => ({ ...note, length: Math.max(1, until - note.tick), closed: true }))
  }

  #lane(track: TrackNumber, kind: MuteKind, whole: Interval, part: Interval): TakeLane {
    const lane = this.#lanes.get(laneKey(track, kind))
    if (lane === undefined) return { track, kind, muted: [], known: false }
    const spans = lane.muted.touching(part.from, part.to)
    if (lane.mutedUntil !== null) spans.push({ from: whole.from, to: lane.mutedUntil })
    if (lane.since !== null) spans.push({ from: lane.since, to: whole.to })
    return { track, kind, muted: clip(clip(intervals(spans), whole), part), known: true }
  }
}

const laneKey = (track: TrackNumber, kind: MuteKind): string => `${String(track)} ${kind}`

/** Those that begin in a span; none lasts beyond it. */
const notesOf = (notes: readonly TakeNote[], { from, to }: Interval): readonly TakeNote[] =>
  notes
    .filter((note) => note.tick >= from && note.tick < to)
    .map((note) => (note.tick + note.length > to ? { ...note, length: to - note.tick, closed: true } : note))
