// Watches what goes to the box and what comes from it: which of its messages are echoes of ours, and what it had before a
// song was played into it, so that it gets that back.
import { MUTE_CONTROLLER, MUTE_KINDS, type DeviceProfile } from '../../src-common/domain/device/device'
import { encode, parse, type Bytes } from '../../src-common/domain/midi/message'
import { Echoes } from '../../src-common/domain/play/echoes'
import { KnownBox } from '../../src-common/domain/play/known-box'
import type { Planned } from '../../src-common/domain/play/planned'
import type { ReplayReport } from '../../src-common/domain/play/verify/report'
import { Verifier, type AtPulse } from '../../src-common/domain/play/verify/verifier'
import type { Project } from '../../src-common/domain/model/project'
import type { Owed } from '../../src-common/rpc/engine-contract'
import { PULSE, type Micros, type Tick } from '../../src-common/domain/time/ticks'

/** So far back it is known where the song was. */
const MOST_BEHIND: Tick = 12 * PULSE

export class BoxWatch {
  readonly #echoes = new Echoes()
  readonly #known = new KnownBox()
  readonly #verifier: Verifier
  /** The pulse up to which the song was looked at; null while none plays. */
  #reached: Tick | null = null
  /** The replay is over, and the box was not given back yet what it had. */
  #owing = false

  constructor(project: Project) {
    this.#verifier = new Verifier(project)
  }

  /** The song was edited, or is another one. */
  follow(project: Project): void {
    this.#verifier.follow(project)
  }

  /** A message that leaves at a time; `planned`: what the song asked for by it. */
  sent(device: DeviceProfile, bytes: Bytes, time: Micros, planned: Planned | null): void {
    this.#echoes.sent(device, bytes, time)
    this.#known.sent(device, bytes)
    if (planned !== null) this.#verifier.sent(planned)
  }

  /** A message of the box, so many ticks into its clock; true where it is one of ours, come back. */
  heard(device: DeviceProfile, bytes: Bytes, time: Micros, clock: number): boolean {
    const echo = this.#echoes.heard(bytes, time)
    if (!echo) this.#known.heard(device, bytes)
    this.#verifier.heard(bytes, clock, echo)
    return echo
  }

  /** A song is played into the box. One that was paused goes on. */
  begin(): void {
    this.#known.begin()
    this.#owing = false
    this.#verifier.begin()
  }

  /** Where the song is by now; `at` tells what was at a pulse before. Null where none plays. */
  reached(now: AtPulse | null, at: (clock: Tick) => AtPulse): void {
    if (now === null) {
      if (this.#reached !== null) this.#verifier.stop()
      this.#reached = null
      return
    }
    // After a gap only what is lately over is known.
    const from = Math.max(this.#reached === null ? now.clock : this.#reached + PULSE, now.clock - MOST_BEHIND)
    for (let clock = from; clock < now.clock; clock += PULSE) this.#verifier.pulse(at(clock))
    if (this.#reached === null || now.clock > this.#reached) this.#verifier.pulse(now)
    this.#reached = now.clock
  }

  /** What was seen of the replay, where that is news. */
  news(): ReplayReport | null {
    return this.#verifier.news()
  }

  /** It is not played any more. */
  end(): void {
    this.#owing = true
  }

  /** It is another box. */
  forget(): void {
    this.#known.forget()
    this.#verifier.forget()
    this.#owing = false
  }

  /** What would give the box at an output back what it had, if all ended now; null for nothing. */
  owed(device: DeviceProfile, output: string | null): Owed | null {
    const messages = output === null ? [] : this.#known.owed(device)
    return output === null || messages.length === 0 ? null : { output, messages }
  }

  /** What gives tracks that are not driven any more back what they had. */
  letGo({ device, tracks }: Project): readonly Bytes[] {
    return this.#known.letGo(
      device,
      tracks.flatMap(({ drive }, number) => (drive === 'off' ? [number] : [])),
    )
  }

  /** What is to be sent now, so that it has it back. */
  settle(device: DeviceProfile): readonly Bytes[] {
    if (!this.#owing) return []
    const owed = this.#known.owed(device)
    this.#owing = false
    this.#known.end()
    return owed
  }
}

/** The pattern of a program change; null for other messages. */
export function patternOf(bytes: Bytes): number | null {
  const message = ((bytes[0] ?? 0) & 0xf0) === 0xc0 ? parse(bytes) : null
  return message?.type === 'programChange' ? message.program : null
}

/** The pattern that the box tells by a message; null where it tells none. */
export const chosenPattern = ({ programOut }: DeviceProfile, bytes: Bytes): number | null =>
  (bytes[0] ?? 0) === 0xc0 + programOut - 1 ? patternOf(bytes) : null

/** Ends for every note that the song may have had sounding. */
export const drivenEnds = ({ device, tracks }: Project): readonly Bytes[] =>
  tracks.flatMap(({ drive, notes }, number) => {
    const channel = device.tracks[number]?.channel ?? null
    if (drive !== 'notes' || channel === null) return []
    return [...new Set(notes.map(({ pitch }) => pitch))].map((pitch) => encode({ type: 'noteOff', channel, pitch }))
  })

/** A mute or a pattern: nothing else is given back. */
export function isGift(bytes: Bytes): boolean {
  const message = parse(bytes)
  return (
    message.type === 'programChange' ||
    (message.type === 'controller' && MUTE_KINDS.some((kind) => MUTE_CONTROLLER[kind] === message.controller))
  )
}
