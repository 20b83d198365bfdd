// A song that is played into the box: its transport, what the box makes of it, and what it is owed afterwards.
import { parse, type Bytes } from '../../src-common/domain/midi/message'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { WARM_UP } from '../../src-common/domain/play/lead-clock'
import { PULSE, type Micros } from '../../src-common/domain/time/ticks'
import { microsOf } from '../../src-common/domain/time/timeline'
import type { ClockMode, Owed, Pass, PassTimes } from '../../src-common/rpc/engine-contract'
import { BoxWatch, chosenPattern, drivenEnds, isGift, patternOf } from './box-watch'
import type { Leaving } from './departures'
import { HORIZON, Transport } from './transport'

/** What is sent before a pass finds the box with its pattern loaded, and its mutes set. */
const SETTLES: Micros = 600_000

type Deps = {
  readonly now: () => Micros
  readonly send: (leaving: readonly Leaving[]) => void
  /** Whether the output is there. */
  readonly open: () => boolean
}

export class ReplayDesk {
  readonly #deps: Deps
  #project: Project = emptyProject('')
  readonly transport = new Transport(sequenceOf(this.#project))
  readonly watched = new BoxWatch(this.#project)
  /** What a pass still sends before it begins; and up to when that was handed on. */
  #coming: readonly Leaving[] = []
  #comingHanded: Micros = 0

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** The song was edited, or is another one: what holds now is sent where it differs. */
  follow(project: Project): void {
    this.#project = project
    this.watched.follow(project)
    this.#deps.send(this.transport.replace(sequenceOf(project), project.loop, this.#deps.now()))
    this.#sendInTurn(this.watched.letGo(project))
  }

  play(): void {
    this.watched.begin()
    this.#deps.send(this.transport.play(this.#deps.now()))
  }

  /** Plays a song once by our clock, and sends so long before the box begins what is to be. The transport has to be still. */
  playPass({ from, before }: Pass): PassTimes {
    const { transport } = this
    const { now } = this.#deps
    if (transport.mode !== 'lead') this.setMode('lead')
    this.#deps.send(transport.locate(from, now()))
    const ahead = Math.max(0, ...before.map((each) => each.ahead)) + SETTLES
    const warmUp = Math.ceil(ahead / microsOf(PULSE, transport.startTempo)) * PULSE
    this.watched.begin()
    this.#deps.send(transport.play(now(), Math.max(WARM_UP, warmUp)))
    const begins = transport.startTime ?? now()
    this.#coming = before.map(({ ahead: by, bytes }) => ({ time: begins - by, bytes, clock: false }))
    return { now: now(), begins }
  }

  /** What is due of that which a pass sends before it begins. */
  #sendComing(now: Micros): void {
    const due = this.#coming.filter(({ time }) => time <= now + HORIZON)
    if (due.length === 0) return
    this.#coming = this.#coming.filter(({ time }) => time > now + HORIZON)
    this.#comingHanded = Math.max(...due.map(({ time }) => time))
    this.#deps.send(due)
  }

  /** None of the rest of it, but for the ends of notes. */
  #dropComing(): void {
    const time = Math.max(this.#deps.now(), this.#comingHanded)
    const ends = this.#coming.filter(({ bytes }) => parse(bytes).type === 'noteOff')
    this.#coming = []
    this.#deps.send(ends.map((each) => ({ ...each, time })))
  }

  /** Ends for a while: play goes on where it was, and the box keeps what it was told. */
  pause(): void {
    this.#dropComing()
    this.#deps.send(this.transport.pause(this.#deps.now()))
  }

  /** Ends what sounds, and gives the box back what it had: as soon as it is there, where it is away. */
  stop(): void {
    this.watched.end()
    this.#dropComing()
    this.#deps.send(this.transport.stop(this.#deps.now()))
    this.#settle()
  }

  setMode(mode: ClockMode): void {
    this.stop()
    this.#deps.send(this.transport.setMode(mode, this.#deps.now()))
  }

  /** A message of the box's that is no clock; true where it is one of ours, come back. */
  heard(bytes: Bytes, time: Micros): boolean {
    const { device } = this.#project
    const echo = this.watched.heard(device, bytes, time, this.transport.positionOf(time).pressed)
    const pattern = echo ? null : chosenPattern(device, bytes)
    if (pattern !== null) this.transport.heardPattern(pattern)
    return echo
  }

  /** What leaves. */
  sent(leaving: readonly Leaving[]): void {
    const { device } = this.#project
    for (const { time, bytes, clock, planned } of leaving)
      if (!clock) this.watched.sent(device, bytes, time, planned ?? null)
  }

  /** To be called every few milliseconds. */
  tick(): void {
    const now = this.#deps.now()
    this.#settle()
    this.#sendComing(now)
    this.#deps.send(this.transport.pump(now))
    this.watched.reached(this.transport.reached(now), (clock) => this.transport.at(clock))
  }

  /** Gives the box back what an earlier run owed it. */
  giveBack({ messages }: Owed): void {
    this.#sendInTurn([...drivenEnds(this.#project), ...messages.filter(isGift)])
  }

  /** What the box at an output would be owed, if all ended now. */
  owed(output: string | null): Owed | null {
    return this.watched.owed(this.#project.device, output)
  }

  #settle(): void {
    if (this.#deps.open()) this.#sendInTurn(this.watched.settle(this.#project.device))
  }

  /** Not before what is on its way. */
  #sendInTurn(messages: readonly Bytes[]): void {
    const time = Math.max(this.#deps.now(), this.transport.handed, this.#comingHanded)
    for (const pattern of messages.flatMap((bytes) => patternOf(bytes) ?? [])) this.transport.toldPattern(pattern)
    this.#deps.send(messages.map((bytes) => ({ time, bytes, clock: false })))
  }
}
