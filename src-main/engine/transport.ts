// Where the song is and what leaves when: follows the box's clock or leads it, and pulls the player along. Time is
// handed in, so that its tests need no timers.
import { ALL_NOTES_OFF, encode, type Message } from '../../src-common/domain/midi/message'
import type { Interval } from '../../src-common/domain/model/intervals'
import { leadClock, WARM_UP } from '../../src-common/domain/play/lead-clock'
import type { Playing } from '../../src-common/domain/play/landings'
import { Player, type StartAt } from '../../src-common/domain/play/player'
import type { Planned } from '../../src-common/domain/play/planned'
import type { Sequence } from '../../src-common/domain/play/sequence'
import type { StartPlace } from '../../src-common/domain/play/start-place'
import type { Position } from '../../src-common/domain/record/performance'
import {
  expire,
  follow,
  hasPulses,
  STOPPED_CLOCK,
  type Clock,
  type ClockEvent,
} from '../../src-common/domain/time/clock-follower'
import { PULSE, type Micros, type Tick } from '../../src-common/domain/time/ticks'
import { tickAt, type Timeline } from '../../src-common/domain/time/timeline'
import type { ClockMode, SongPiece, Transport as TransportState } from '../../src-common/rpc/engine-contract'
import { Departures, type Leaving, type RunningClock } from './departures'
import { joinAt } from './join'
import { timeIn, timelineAt, withTempo, type Lead } from './lead'
import { PulseGate } from './pulse-gate'

/** Messages are handed on this long before they are due. */
export const HORIZON: Micros = 20_000

/** A few pulses that were lost are caught up with; after more, what was to be played meanwhile is left out. */
const LONGEST_STEP: Tick = PULSE * 6

/** To every channel. */
const ALL_OFF = Array.from({ length: 16 }, (_, index): Message => ({
  type: 'controller',
  channel: index + 1,
  controller: ALL_NOTES_OFF,
  value: 0,
}))

type Replay = 'stopped' | 'waiting' | 'playing'

export class Transport {
  #mode: ClockMode = 'follow'
  #clock: Clock = STOPPED_CLOCK
  /** Our own clock while we lead and play; its tick 0 is where Start put the box. */
  #lead: Lead | null = null
  #replay: Replay = 'stopped'
  #locate: Tick = 0
  /** Where the song was when the box stopped: after its Continue it goes on there. */
  #stoppedAt: Tick = 0
  #loop: Interval | null = null
  /** Whether any Start, Continue or Stop was heard: before, a clock may be that of a box in the middle of its song. */
  #known = false
  readonly #player: Player
  readonly #gate = new PulseGate()
  readonly #departures = new Departures()

  constructor(sequence: Sequence) {
    this.#player = new Player(sequence)
  }

  get mode(): ClockMode {
    return this.#mode
  }

  /** Whether the box has said anything of its transport yet. */
  get known(): boolean {
    return this.#known
  }

  /** The latest time for which something was handed on. */
  get handed(): Micros {
    return this.#departures.handed
  }

  /** Where the box's next pulse stands. */
  get position(): Tick {
    return this.#clock.next
  }

  /** Whether the box runs on our clock now. */
  get leads(): boolean {
    return this.#lead !== null
  }

  /** The box's transport, or ours where we lead. */
  get rolling(): boolean {
    return this.#lead !== null || this.#clock.state === 'rolling' || this.#clock.state === 'lost'
  }

  setMode(mode: ClockMode, now: Micros): readonly Leaving[] {
    const ended = this.stop(now)
    this.#mode = mode
    return ended
  }

  /** The song changed: what must hold now is sent at once if it differs. */
  replace(sequence: Sequence, loop: Interval | null, now: Micros): readonly Leaving[] {
    this.#loop = loop
    const differing = this.#player.replace(sequence, loop)
    this.#retime(now)
    if (this.#replay === 'waiting') return this.#waitForBox(now)
    return this.#replay === 'playing' ? this.#timed(differing, now) : []
  }

  /** The input is another one: what its clock said holds no more. */
  forgetClock(now: Micros): readonly Leaving[] {
    const ends = this.#mode === 'follow' ? this.stop(now) : []
    this.#clock = STOPPED_CLOCK
    this.#known = false
    this.#player.box.forget()
    return ends
  }

  /** The input whose clock we follow went away: what it played is over, and where it is now cannot be known. */
  loseClock(now: Micros): readonly Leaving[] {
    if (this.#clock.state === 'rolling') this.#clock = { ...this.#clock, state: 'lost' }
    return this.#mode === 'follow' ? this.#timed(this.#player.silence(this.#clockTick(now)), now) : []
  }

  /** What a received real-time message does. */
  receive(event: ClockEvent, time: Micros, now: Micros): readonly Leaving[] {
    const before = this.#clock.next
    this.#clock = follow(this.#clock, event, time)
    this.#known ||= event.type !== 'clock'
    if (event.type === 'start') this.#player.box.begins(null, this.#clock.next)
    if (event.type === 'stop') this.#player.box.stopped()
    if (this.#mode !== 'follow' || this.#replay === 'stopped') return []
    if (event.type === 'clock' && this.#replay === 'playing' && this.#clock.next > before + LONGEST_STEP)
      return this.#goOnFrom(this.#clock.next, now)
    if (event.type === 'start') return this.#beginWithBox(this.#player.startPlace(this.#locate), 'done', now)
    if (event.type === 'continue') {
      return this.#beginWithBox({ song: this.#stoppedAt, heard: this.#stoppedAt }, 'now', now)
    }
    if (event.type === 'stop') {
      this.#stoppedAt = Math.round(this.#player.songAt(this.#clock.next))
      return this.#waitForBox(now)
    }
    return this.#inTurn(this.#gate.pass([], this.#gateAt), now)
  }

  /** The box told that a pattern was chosen on it, or began. */
  heardPattern(pattern: number): void {
    if (this.rolling && this.#player.device.programChangeSent === 'switch')
      this.#player.box.begins(pattern, this.position - PULSE)
    else this.toldPattern(pattern)
  }

  /** The box was told to play a pattern, and not by the song. */
  toldPattern(pattern: number): void {
    const { box } = this.#player
    const at = this.position - 1
    const playing = this.rolling ? box.at(at) : null
    const round = playing === null ? null : this.#player.nextRound(playing, at)
    if (round === null || round === Infinity) box.chosen(pattern)
    else box.asked(pattern, round, at)
  }

  /** The box played on while its clock did not reach us: what it missed is over, and what holds now is told. */
  #goOnFrom(clock: Tick, now: Micros): readonly Leaving[] {
    this.#gate.clear()
    return this.#timed(this.#player.skipTo(clock), now)
  }

  /** `warmUp`: how long our clock runs before Start, where we lead. */
  play(now: Micros, warmUp: Tick = WARM_UP): readonly Leaving[] {
    if (this.#replay !== 'stopped') return []
    if (this.#mode === 'lead') return this.#beginLeading(now, warmUp)
    if (this.#clock.state === 'stopped') return this.#waitForBox(now)
    this.#player.forgetTold()
    return this.#join(this.#locate, this.#clockTick(now), now)
  }

  /** Ends the replay, and remembers where it was: the next one begins there, where the box can begin. */
  pause(now: Micros): readonly Leaving[] {
    if (this.#replay === 'playing') this.#locate = this.#heardAt(this.#clockTick(now))
    return this.stop(now)
  }

  /** The song tick that is heard at a clock tick; while all is muted up to it, where it will be. */
  #heardAt(clock: number): Tick {
    return Math.max(0, Math.round(this.#player.songAt(Math.max(clock, this.#player.heardFrom ?? clock))))
  }

  /** Ends the replay; where we lead, the box is stopped too. */
  stop(now: Micros): readonly Leaving[] {
    const ends = this.#timed(this.#player.stop(this.#clockTick(now)), now)
    const time = Math.max(now, this.handed)
    const stops: readonly Leaving[] =
      this.#lead === null ? [] : [{ time, bytes: encode({ type: 'stop' }), clock: true }]
    if (this.#lead !== null) this.#player.box.stopped()
    this.#lead = null
    this.#replay = 'stopped'
    this.#gate.clear()
    return [...ends, ...stops]
  }

  locate(song: Tick, now: Micros): readonly Leaving[] {
    this.#locate = Math.max(0, song)
    if (this.#replay === 'playing') return this.#join(this.#locate, this.#clockTick(now + HORIZON), now)
    return this.#replay === 'waiting' ? this.#waitForBox(now) : []
  }

  /** Ends what sounds, and tells every channel to: whoever started it. */
  panic(now: Micros): readonly Leaving[] {
    const ends = this.#timed(this.#player.silence(this.#clockTick(now)), now)
    const time = Math.max(now, this.handed)
    return [...ends, ...ALL_OFF.map((message) => ({ time, bytes: encode(message), clock: false }))]
  }

  /** What is to be handed on now. */
  pump(now: Micros): readonly Leaving[] {
    const before = this.#clock.state
    this.#clock = expire(this.#clock, now)
    if (this.#clock.state === 'lost' && before === 'rolling')
      return this.#timed(this.#player.silence(this.#clockTick(now)), now)
    if (this.#lead !== null) this.#lead = this.#overChanges(this.#lead, now + HORIZON)
    const until = this.#clockTick(now + HORIZON)
    const own = this.#lead === null ? [] : this.#pumpLead(this.#lead, until)
    const playing = this.#replay === 'playing' && (this.#lead !== null || this.#clock.state === 'rolling')
    return [...own, ...(playing ? this.#inTurn(this.#gate.pass(this.#player.pump(until), this.#gateAt), now) : [])]
  }

  /** Where a message that arrived at `time` stands, by the live clock. */
  positionOf(time: Micros): Position {
    if (this.#lead !== null) {
      const pressed = Math.max(0, tickAt(timelineAt(this.#lead, time), time))
      return { pressed, tick: Math.ceil(pressed / PULSE) * PULSE, rolling: true }
    }
    const { state, next, timeline } = this.#clock
    if (state === 'stopped' || state === 'armed') return { pressed: next, tick: next, rolling: false }
    return { pressed: Math.min(next, Math.max(next - PULSE, tickAt(timeline, time))), tick: next, rolling: true }
  }

  /** When clock tick 0 leaves, where we lead; null elsewhere. */
  get startTime(): Micros | null {
    return this.#lead === null ? null : Math.round(timeIn(this.#lead.timelines, 0))
  }

  /** The tempo with which a replay begins, where it is to begin now. */
  get startTempo(): number {
    return this.#player.tempoOf(this.#player.startPlace(this.#locate).song)
  }

  /** The pulse that the song has reached, as it is to be heard; null while none is. */
  reached(now: Micros): { readonly clock: Tick; readonly song: Tick; readonly playing: Playing | null } | null {
    if (this.#replay !== 'playing') return null
    const clock = this.#lead === null ? this.position - PULSE : Math.floor(this.#clockTick(now) / PULSE) * PULSE
    return clock < (this.#player.heardFrom ?? Infinity) ? null : this.at(clock)
  }

  /** What is at a clock tick of late. */
  at(clock: Tick): { readonly clock: Tick; readonly song: Tick; readonly playing: Playing | null } {
    return { clock, song: Math.round(this.#player.songAt(clock)), playing: this.#player.box.at(clock) }
  }

  /** Song ticks less clock ticks, as the song plays now; 0 while none does. */
  songOffset(now: Micros): Tick {
    if (this.#replay !== 'playing') return 0
    const clock = Math.round(this.#clockTick(now))
    return Math.round(this.#player.songAt(clock)) - clock
  }

  state(now: Micros): Omit<TransportState, 'recording' | 'recordedFrom'> {
    return {
      now,
      mode: this.#mode,
      clock: this.#lead === null ? this.#clock.state : 'rolling',
      locked: this.#lead !== null || hasPulses(this.#clock, now),
      timeline: this.#lead === null ? this.#idleTimeline() : timelineAt(this.#lead, now),
      replay: this.#replay,
      song: this.#pieces(),
      mutedUpTo: this.#mutedUpTo(now),
      locate: this.#locate,
    }
  }

  #mutedUpTo(now: Micros): Tick | null {
    const heard = this.#player.heardFrom
    if (this.#replay !== 'playing' || heard === null || !this.#player.hasPreRoll) return null
    return this.#clockTick(now) < heard ? Math.round(this.#player.songAt(heard)) : null
  }

  #idleTimeline(): Timeline {
    const { state, timeline } = this.#clock
    return this.#mode === 'lead' && state === 'stopped'
      ? { ...timeline, bpm: this.#player.tempoOf(this.#locate) }
      : timeline
  }

  #pieces(): readonly SongPiece[] {
    return this.#replay === 'playing' ? this.#player.pieces() : []
  }

  #clockTick(time: Micros): number {
    if (this.#lead !== null) return tickAt(timelineAt(this.#lead, time), time)
    const { state, timeline, next } = this.#clock
    // Never past what the next pulses may still move: a late clock must not let a bar slip out early.
    return state === 'rolling' ? Math.min(tickAt(timeline, time), next + 2 * PULSE) : timeline.tick
  }

  get #gateAt(): number {
    return this.#lead === null ? this.#clock.next : Infinity
  }

  #timed(planned: readonly Planned[], now: Micros): readonly Leaving[] {
    return this.#departures.outOfTurn(planned, this.#running, now)
  }

  #inTurn(planned: readonly Planned[], now: Micros): readonly Leaving[] {
    return this.#departures.inTurn(planned, this.#running, now)
  }

  get #running(): RunningClock {
    return this.#lead === null
      ? { timelines: [this.#clock.timeline], ours: false, rolling: this.#clock.state === 'rolling' }
      : { timelines: this.#lead.timelines, ours: true, rolling: true }
  }

  #beginLeading(now: Micros, warmUp: Tick): readonly Leaving[] {
    const place = this.#player.startPlace(this.#locate)
    const bpm = this.#player.tempoOf(place.song)
    this.#lead = {
      timelines: [{ bpm, tick: -warmUp, time: now + HORIZON }],
      handed: -warmUp,
      song: this.#player.startsAnywhere && place.song > 0 ? place.song : null,
    }
    this.#replay = 'playing'
    return this.#startAt({ ...place, clock: 0, from: -warmUp, chase: 'now' }, now)
  }

  #pumpLead(lead: Lead, until: number): readonly Leaving[] {
    const planned = leadClock(lead.handed, until, lead.song)
    this.#lead = { ...lead, handed: Math.max(lead.handed, until) }
    return planned.map(({ clock, bytes }) => ({ time: Math.round(timeIn(lead.timelines, clock)), bytes, clock: true }))
  }

  /** The song changed: another tempo holds from what was handed on so far, so that no pulse is sent twice or left out. */
  #retime(now: Micros): void {
    if (this.#lead === null) return
    const current = this.#lead.timelines.at(-1)
    const tick = Math.max(this.#lead.handed, tickAt(timelineAt(this.#lead, now), now))
    // The warm-up has the tempo of where the song begins.
    const bpm = this.#player.tempoAt(Math.max(0, tick))
    if (bpm !== current?.bpm) this.#lead = withTempo(this.#lead, tick, bpm)
  }

  /** The tempo changes that the clock reaches by a time. */
  #overChanges(lead: Lead, time: Micros): Lead {
    const current = lead.timelines.at(-1)
    if (current === undefined) return lead
    const change = this.#player.tempoChange(current.tick, tickAt(current, time))
    if (change === null) return lead
    const next = withTempo(lead, change.clock, change.bpm)
    return this.#overChanges(next, time)
  }

  /** The box is stopped: the state is sent now, so that it holds when the box starts. */
  #waitForBox(now: Micros): readonly Leaving[] {
    const ends = this.#player.stop(0)
    this.#gate.clear()
    this.#replay = 'waiting'
    const { song, heard } = this.#player.startPlace(this.#locate)
    return this.#timed([...ends, ...this.#player.chase(song, heard, 0)], now)
  }

  /** The box starts, and the song with it; after its Continue the song goes on where it was. */
  #beginWithBox(place: StartPlace, chase: 'done' | 'now', now: Micros): readonly Leaving[] {
    this.#replay = 'playing'
    const clock = this.#clock.next
    return this.#startAt({ ...place, clock, from: clock, chase }, now)
  }

  /** The box is rolling: the song goes on from a place of it where the box can begin the pattern that plays there. */
  #join(song: Tick, from: number, now: Micros): readonly Leaving[] {
    const place = this.#player.startPlace(song)
    const at = joinAt(this.#player, place.song, from)
    this.#replay = 'playing'
    return this.#startAt({ ...place, ...at, from, chase: 'lead' }, now)
  }

  #startAt(at: Omit<StartAt, 'loop'>, now: Micros): readonly Leaving[] {
    const due = this.#gate.pass([], Infinity)
    return this.#timed([...due, ...this.#player.start({ ...at, loop: this.#loop })], now)
  }
}
