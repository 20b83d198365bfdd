// A musician at the virtual box, for tests of the doctor: does what is asked for, listens, and answers what is asked.
import { MUTE_CONTROLLER, type DeviceProfile, type TrackNumber } from '../domain/device/device'
import { NO_EVIDENCE, type Evidence, type Gesture, type Observation, type QuestionId } from '../domain/doctor/evidence'
import { askedOf, stateOf } from '../domain/doctor/gesture-state'
import { nextGesture } from '../domain/doctor/gestures'
import { learnFrom } from '../domain/doctor/learn'
import { observe } from '../domain/doctor/observe'
import { questionsNow } from '../domain/doctor/questions'
import { requestBytes } from '../domain/device/dump/read-request'
import { encode, parse, type Message } from '../domain/midi/message'
import { BAR, PULSE, type Micros } from '../domain/time/ticks'
import { microsOf } from '../domain/time/timeline'
import { isMuted, mutesOf, type Box, type BoxKey, type Played } from './box'
import { BOX_PORTS } from './box-ports'
import { BoxRunner } from './box-runner'
import { PLAY_PRESET, RECORD_PRESET, type BoxSettings } from './box-settings'

const STEP: Micros = 10_000
const BPM = 120
const PULSE_MICROS = Math.round(microsOf(PULSE, BPM))

/** What this one does otherwise than others. */
type Habits = {
  /** The settings that are wrong, whatever else is set. */
  readonly wrong?: Partial<BoxSettings>
  /** Leaves a pattern mute where it is. */
  readonly leavesPatternMute?: boolean
  /** Starts the box by hand where it does not start by itself. */
  readonly startsByHand?: boolean
}

export type Logged = { readonly time: Micros; readonly message: Message; readonly gesture: Gesture | null }

export class Musician {
  evidence: Evidence = NO_EVIDENCE
  /** All that reached us, and what was asked for then: apart from the evidence, so that this can be tested by it. */
  readonly log: Logged[] = []
  readonly #profile: DeviceProfile
  readonly #runner: BoxRunner
  readonly #habits: Habits
  #time: Micros = 1_000_000
  #heard: Played[] = []
  #noticed: Partial<Record<QuestionId, boolean>> = {}
  /** The pattern mutes as far as the box told of them. */
  #told = new Map<TrackNumber, boolean>()

  constructor(box: Box, profile: DeviceProfile, habits: Habits = {}) {
    this.#profile = profile
    this.#habits = habits
    this.#runner = new BoxRunner({ ...box, tempo: BPM }, this.#time)
    this.#set(RECORD_PRESET)
    this.#see({ type: 'ports', time: this.#time, ports: BOX_PORTS })
  }

  get #box(): Box {
    return this.#runner.box
  }

  /** Answers what is asked, gesture by gesture; `further` goes on after the first three. */
  walk(further: boolean): void {
    for (let next = this.#next(further); next !== null; next = this.#next(further)) this.#gesture(next)
    this.#see({ type: 'asked', time: this.#time, gesture: null })
    this.run(0.1)
  }

  /** Tries what the box takes: a mute and notes while it plays, then our clock and a pattern. */
  tryWayBack(): void {
    this.#press({ type: 'play' })
    this.run(1)
    this.#sendMute(0)
    this.sendNote(0)
    const midi = this.#profile.tracks.findIndex(({ kind, channel }) => kind === 'midi' && channel !== null)
    if (midi >= 0) this.sendNote(midi)
    this.run(2)
    this.#press({ type: 'stop' })
    this.run(1.5)
    this.#set(PLAY_PRESET)
    // A pattern of one bar, so that a change is due at the second.
    this.#press({ type: 'pattern', pattern: 0 })
    this.#lead()
    this.run(0.5)
  }

  /** A note for a track on its channel of the menu, as the panel tries it: MIDI tracks take theirs there, too. Answers what sounded. */
  sendNote(track: TrackNumber): readonly Played[] {
    const channel = this.#profile.tracks[track]?.channel ?? null
    if (channel === null) return []
    this.#heard = []
    this.#send({ type: 'noteOn', channel, pitch: 60, velocity: 100 })
    this.run(0.2)
    this.#send({ type: 'noteOff', channel, pitch: 60 })
    const sounded = this.#heard.filter(({ source }) => source === 'midi')
    if (track === 0) {
      const own = sounded.some((each) => each.track === track)
      this.#notice({ heardNote: own, ...(own ? {} : { otherSounded: sounded.length > 0 }) })
    }
    this.run(0.5)
    return sounded
  }

  /** Plays, and sends a note to each of some tracks. */
  playAndSend(tracks: readonly TrackNumber[]): void {
    this.#press({ type: 'play' })
    this.run(1)
    for (const track of tracks) this.sendNote(track)
    this.run(2)
  }

  /** Asks the box for a pattern, and waits until it came. */
  fetch(index: number): void {
    this.#send({ type: 'sysex', bytes: requestBytes({ type: 'patternKit', device: 'digitakt', index }) })
    this.run(1)
  }

  mute(track: TrackNumber): void {
    this.#press({ type: 'mute', track })
  }

  answer(question: QuestionId, yes: boolean): void {
    this.#see({ type: 'answer', time: this.#time, question, yes })
  }

  run(seconds: number): void {
    const end = this.#time + seconds * 1e6
    while (this.#time < end) this.#advance(Math.min(end, this.#time + STEP))
    this.#answerQuestions()
  }

  #next(further: boolean): Gesture | null {
    return nextGesture(this.evidence, this.#profile, further)
  }

  #advance(to: Micros): void {
    this.#time = to
    const { out, played } = this.#runner.advance(to)
    this.#heard.push(...played.filter(({ audible }) => audible))
    for (const { time, bytes } of out) {
      if (bytes[0] === 0xf8) this.#see({ type: 'pulses', time, direction: 'in', port: 0, count: 1 })
      else this.#see({ type: 'heard', time, port: 0, bytes })
      const message = parse(bytes)
      const asked = this.evidence.asked.at(-1)
      this.log.push({ time, message, gesture: asked?.to === null ? asked.gesture : null })
      this.#noteMute(message)
    }
    this.#see({ type: 'time', time: to })
  }

  #noteMute(message: Message): void {
    if (message.type !== 'controller' || message.controller !== MUTE_CONTROLLER.pattern) return
    const track = this.#profile.tracks.findIndex(({ channel }) => channel === message.channel)
    this.#told.set(track, message.value === this.#profile.muteValues.pattern.muted)
  }

  #see(observation: Observation): void {
    this.evidence = observe(this.evidence, observation)
  }

  #press(key: BoxKey): void {
    this.#runner.press(key, this.#time)
    this.run(0.02)
  }

  #set(settings: Partial<BoxSettings>): void {
    this.#runner.press({ type: 'set', settings: { ...settings, ...this.#habits.wrong } }, this.#time)
    this.run(0.02)
  }

  #send(message: Message): void {
    const bytes = encode(message)
    if (message.type === 'clock') this.#see({ type: 'pulses', time: this.#time, direction: 'out', port: 0, count: 1 })
    else this.#see({ type: 'sent', time: this.#time, port: 0, bytes })
    this.#runner.receive(bytes, this.#time)
  }

  // --- gestures on the box

  #gesture(gesture: Gesture): void {
    this.#see({ type: 'asked', time: this.#time, gesture })
    this.run(0.5)
    this.#do(gesture)
    for (let waited = 0; waited < 14; waited += 0.5) {
      this.run(0.5)
      const asked = askedOf(this.evidence, gesture.type, gesture.track)
      if (asked !== null && stateOf(this.evidence, this.#profile, asked) !== 'waiting') break
    }
    const { type, track } = gesture
    if (type === 'mute' && track !== null && this.#noticed.fellSilent === undefined)
      this.#noticed.fellSilent = isMuted(this.#box, track)
    if (type === 'pattern') this.#noticed.mutesAfterPattern = this.#seesOwnMutes()
    this.run(0.1)
  }

  #do({ type, track }: Gesture): void {
    switch (type) {
      case 'play':
        this.#press({ type: 'stop' })
        this.#press({ type: 'play' })
        return
      case 'stop':
        // In the middle of a note, as it happens.
        for (let i = 0; i < 400 && this.#box.held.length === 0; i++) this.run(0.01)
        this.#press({ type: 'stop' })
        return
      case 'mute':
      case 'unmute':
        this.#press({ type: 'muteMode', kind: 'global' })
        this.#press({ type: 'mute', track: track ?? 0 })
        return
      case 'patternMute':
      case 'patternUnmute':
        if (type === 'patternUnmute' && this.#habits.leavesPatternMute === true) return
        this.#press({ type: 'muteMode', kind: 'pattern' })
        this.#press({ type: 'mute', track: track ?? 0 })
        return
      case 'pattern':
        this.#press({ type: 'pattern', pattern: 1 })
        this.run(5)
        return
      case 'trig':
        this.#press({ type: 'trig', track: track ?? 0, velocity: 100, down: true })
        this.run(0.2)
        this.#press({ type: 'trig', track: track ?? 0, velocity: 100, down: false })
        return
      case 'knob':
        return
    }
  }

  #seesOwnMutes(): boolean {
    return mutesOf(this.#box, 'pattern').every((muted, track) => muted === (this.#told.get(track) ?? false))
  }

  // --- the way back

  #sendMute(track: TrackNumber): void {
    const { profile } = learnFrom(this.evidence, this.#profile)
    const channel = profile.tracks[track]?.channel ?? null
    if (channel === null) return
    const { muted, unmuted } = profile.muteValues.global
    const mute = { type: 'controller', channel, controller: MUTE_CONTROLLER.global } as const
    this.#send({ ...mute, value: muted })
    this.run(0.3)
    const silent = isMuted(this.#box, track)
    this.run(0.3)
    this.#send({ ...mute, value: unmuted })
    this.#notice({ tookMute: silent })
    this.run(0.5)
  }

  /** A bar of clock, Start, three bars; a beat before the second begins, its pattern. */
  #lead(): void {
    this.#pulses(96)
    this.#send({ type: 'start' })
    this.#pulses(12)
    const playing = this.#box.transport !== 'stopped'
    if (!playing && this.#habits.startsByHand === true) this.#press({ type: 'play' })
    const wanted = 2
    const begun = { next: this.#box.next, pulses: 96 - 24 - 12 }
    this.#pulses(begun.pulses)
    const drift = Math.abs(this.#box.next - begun.next - begun.pulses * PULSE)
    const plays = this.#box.transport === 'playing'
    this.#notice({ started: plays, ...(plays ? { ourTempo: drift < PULSE * 4 && playing } : {}) })
    this.#send({ type: 'programChange', channel: this.#profile.programIn, program: wanted })
    this.#pulses(24 + 48)
    const inTime = this.#box.pattern === wanted
    for (let bars = 0; bars < 8 && this.#box.pattern !== wanted; bars++) this.#pulses(BAR / PULSE)
    const changed = this.#box.pattern === wanted
    this.#notice({ patternChanged: changed, ...(changed ? { patternLate: !inTime } : {}) })
    this.#send({ type: 'stop' })
  }

  #pulses(count: number): void {
    for (let i = 0; i < count; i++) {
      this.#send({ type: 'clock' })
      this.#advance(this.#time + PULSE_MICROS)
    }
  }

  // --- what was noticed, told where it is asked

  #notice(noticed: Partial<Record<QuestionId, boolean>>): void {
    this.#noticed = { ...this.#noticed, ...noticed }
  }

  #answerQuestions(): void {
    const hasMidi = this.#box.settings.tracks.some(({ kind }) => kind === 'midi')
    const all = { ...this.#noticed, midiTrack: hasMidi, strangePitch: this.#box.settings.not2 !== 0 }
    // An answer may bring up another question.
    for (;;) {
      const asked = questionsNow(this.evidence, this.#profile).map(({ id }) => id)
      const open = asked.find((id) => all[id] !== undefined && this.evidence.answers[id] === undefined)
      const yes = open === undefined ? undefined : all[open]
      if (open === undefined || yes === undefined) return
      this.answer(open, yes)
    }
  }
}
