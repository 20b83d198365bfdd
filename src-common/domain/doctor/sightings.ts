// Evidence made by hand, for tests of the doctor.
import { encode, type Message } from '../midi/message'
import type { Micros } from '../time/ticks'
import { NO_EVIDENCE, type Evidence, type Gesture, type Observation, type PortSight } from './evidence'
import { observe } from './observe'

export const SECOND: Micros = 1_000_000

const port = (direction: 'in' | 'out', number: number, box: boolean): PortSight => ({
  direction,
  id: `port ${String(number)}`,
  name: `Port ${String(number)}`,
  model: box ? 'digitakt' : null,
  virtual: false,
  there: true,
  number,
  state: 'open',
  box,
})

/** The box's two ports, with number 0, and another input, with number 1. */
export const PORTS: readonly PortSight[] = [port('in', 0, true), port('in', 1, false), port('out', 0, true)]

export const seeing = (...observations: readonly Observation[]): Evidence =>
  observations.reduce(observe, observe(NO_EVIDENCE, { type: 'ports', time: 0, ports: PORTS }))

export const hear = (time: Micros, message: Message, from = 0): Observation => ({
  type: 'heard',
  time,
  port: from,
  bytes: encode(message),
})

export const send = (time: Micros, message: Message): Observation => ({
  type: 'sent',
  time,
  port: 0,
  bytes: encode(message),
})

export const ask = (time: Micros, gesture: Gesture | null): Observation => ({ type: 'asked', time, gesture })

export const note = (pitch: number, channel = 1): Message => ({ type: 'noteOn', channel, pitch, velocity: 100 })

/** CC 94. */
export const mute = (channel: number, value: number): Message => ({
  type: 'controller',
  channel,
  controller: 94,
  value,
})
