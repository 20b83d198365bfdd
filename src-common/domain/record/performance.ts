// Folds positioned messages into what was performed: mutes, notes, pattern changes. The same fold serves the live
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

/** Where a message stands: `pressed` as exactly as is known, `tick` the first pulse that it can affect. */
export type Position = { readonly pressed: number; readonly tick: Tick; readonly rolling: boolean }

export type Performed = Omit<Take, 'summary' | 'tempo'>

type OpenNote = { readonly track: TrackNumber; readonly tick: Tick; readonly pitch: number; readonly velocity: number }

export class Performance {
  readonly #device: DeviceProfile
  readonly #toggles: (MuteToggle & { readonly rolling: boolean })[] = []
  readonly #notes: TakeNote[] = []
  readonly #open = new Map<number, OpenNote>()
  #patterns: PatternChange[] = []
  #unassigned = 0

  constructor(device: DeviceProfile) {
    this.#device = device
  }

  push(message: Message, at: Position): void {
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
      lanes: this.#device.tracks.flatMap((_, track) => MUTE_KINDS.map((kind) => this.#lane(track, kind, { from, to }))),
      notes: this.#notesWithin({ from, to }),
      patterns: this.#patternsWithin({ from, to }),
      unassigned: this.#unassigned,
    }
  }

  #controller(channel: number, controller: number, value: number, at: Position): void {
    const kind = MUTE_KINDS.find((each) => MUTE_CONTROLLER[each] === controller)
    const track = trackOfChannel(this.#device, channel)
    const muted = kind === undefined ? null : mutedByValue(this.#device, kind, value)
    if (kind === undefined || track === null || muted === null) return
    this.#toggles.push({ track, kind, muted, pressed: at.pressed, tick: at.tick, rolling: at.rolling })
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
  }

  #close(channel: number, pitch: number, tick: Tick, closed: boolean): void {
    const key = (channel << 7) | pitch
    const note = this.#open.get(key)
    if (note === undefined) return
    this.#open.delete(key)
    this.#notes.push({ ...note, length: Math.max(1, tick - note.tick), closed })
  }

  #lane(track: TrackNumber, kind: MuteKind, window: Interval): TakeLane {
    const toggles = this.#toggles.filter((toggle) => toggle.track === track && toggle.kind === kind)
    const first = toggles[0]
    // The first thing heard was an unmute: so it was muted until then.
    const spans: Interval[] = first?.muted === false ? [{ from: window.from, to: first.tick }] : []
    toggles.forEach((toggle, index) => {
      if (toggle.muted) spans.push({ from: toggle.tick, to: toggles[index + 1]?.tick ?? window.to })
    })
    return { track, kind, muted: clip(intervals(spans), window), known: first !== undefined }
  }

  #notesWithin({ from, to }: Interval): readonly TakeNote[] {
    const open = [...this.#open.values()].map((note) => ({
      ...note,
      length: Math.max(1, to - note.tick),
      closed: true,
    }))
    return [...this.#notes, ...open]
      .filter((note) => note.tick >= from && note.tick < to)
      .map((note) => (note.tick + note.length > to ? { ...note, length: to - note.tick, closed: true } : note))
      .sort((a, b) => a.tick - b.tick || a.track - b.track || a.pitch - b.pitch)
  }

  #patternsWithin({ from, to }: Interval): readonly PatternChange[] {
    const before = this.#patterns.findLast((change) => change.tick <= from)
    const later = this.#patterns.filter((change) => change.tick > from && change.tick < to)
    return before === undefined ? later : [{ ...before, tick: from }, ...later]
  }
}
