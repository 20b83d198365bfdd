// Folds what is observed into the evidence. Times are handed in with each observation: there is no clock in here.
import { MUTE_CONTROLLER, MUTE_KINDS, type MuteKind } from '../device/device'
import { parse, type Bytes, type Message } from '../midi/message'
import { DATA_LSB, DATA_MSB, NRPN_LSB, NRPN_MSB, nrpnStep } from '../midi/nrpn'
import type { Micros } from '../time/ticks'
import { copiesAfterHearing, copiesAfterSending, NO_COPIES } from './copies'
import {
  boxPort,
  fromBox,
  NOTHING_HEARD,
  NOTHING_SENT,
  QUIET_CHANNEL,
  type Asked,
  type ChannelEvidence,
  type Evidence,
  type Gesture,
  type InputEvidence,
  type Observation,
  type PortSight,
  type Seen,
  type SentEvidence,
} from './evidence'
import { muteOfNrpn } from './nrpn-mutes'
import { isWholeSysex } from './whole-sysex'

/** More than that tells no more of a gesture. */
const HEARD_KEPT = 400
const VALUES_KEPT = 8
const AFTER_STOP: Micros = 1_000_000
/** 20 BPM are eight pulses a second. */
const TICKING: Micros = 500_000

export function observe(before: Evidence, seen: Observation): Evidence {
  const evidence = afterStop({ ...before, now: Math.max(before.now, seen.time) })
  switch (seen.type) {
    case 'ports':
      return withPorts(evidence, seen.ports)
    case 'heard':
      return heard(evidence, seen.port, seen.time, seen.bytes)
    case 'sent':
      return isBoxOutput(evidence, seen.port) ? sent(evidence, seen.time, seen.bytes) : evidence
    case 'pulses':
      if (seen.direction === 'in') return pulsesHeard(evidence, seen.port, seen.time, seen.count)
      return isBoxOutput(evidence, seen.port) ? pulsesSent(evidence, seen.time, seen.count) : evidence
    case 'asked':
      return asked(evidence, seen.time, seen.gesture)
    case 'answer': {
      const { [seen.question]: _, ...others } = evidence.answers
      return { ...evidence, answers: seen.yes === null ? others : { ...others, [seen.question]: seen.yes } }
    }
    case 'time':
      return evidence
    case 'forget':
      return anew(evidence)
  }
}

/** `count` more, the last of them at `time`. */
const again = (before: Seen | null, time: Micros, count = 1): Seen => ({
  count: (before?.count ?? 0) + count,
  first: before?.first ?? time,
  last: Math.max(time, before?.last ?? time),
})

const anew = (evidence: Evidence): Evidence => ({
  ...evidence,
  inputs: {},
  sent: NOTHING_SENT,
  copies: NO_COPIES,
  asked: [],
  answers: {},
})

/** What another box said tells nothing of this one. */
function withPorts(evidence: Evidence, ports: readonly PortSight[]): Evidence {
  const next = { ...evidence, ports }
  const known = boxPort(evidence, 'in')?.id
  return known === undefined || known === boxPort(next, 'in')?.id ? next : anew(next)
}

const isBoxOutput = (evidence: Evidence, port: number): boolean => boxPort(evidence, 'out')?.number === port
const isBoxInput = (evidence: Evidence, port: number): boolean => boxPort(evidence, 'in')?.number === port

// --- what arrives

function heard(evidence: Evidence, port: number, time: Micros, bytes: Bytes): Evidence {
  const message = parse(bytes)
  const box = isBoxInput(evidence, port)
  const input = evidence.inputs[port] ?? NOTHING_HEARD
  const next = {
    ...evidence,
    inputs: { ...evidence.inputs, [port]: { ...arrived(input, time, message), any: again(input.any, time) } },
    copies: copiesAfterHearing(evidence.copies, time, port, bytes, box),
  }
  return box ? withGesture(whileLeading(next, Number(message.type === 'noteOn'), 0), time, message) : next
}

function arrived(input: InputEvidence, time: Micros, message: Message): InputEvidence {
  switch (message.type) {
    case 'start':
    case 'continue':
      return { ...input, starts: again(input.starts, time) }
    case 'stop':
      return { ...input, stops: again(input.stops, time), hung: null }
    case 'noteOn':
      return {
        ...onChannel(input, message.channel, (each) => ({ ...each, notes: again(each.notes, time) })),
        open: { ...input.open, [noteKey(message)]: time },
      }
    case 'noteOff': {
      const { [noteKey(message)]: _, ...open } = input.open
      return { ...input, open }
    }
    case 'programChange':
      return onChannel(input, message.channel, (each) => ({
        ...each,
        programs: again(each.programs, time),
        program: message.program,
      }))
    case 'controller':
      return onChannel(input, message.channel, (each) => controlled(each, time, message.controller, message.value))
    case 'sysex': {
      const { whole, damaged } = input.sysex
      const ok = isWholeSysex(message.bytes)
      return { ...input, sysex: { whole: whole + Number(ok), damaged: damaged + Number(!ok) } }
    }
    default:
      return input
  }
}

const noteKey = ({ channel, pitch }: { readonly channel: number; readonly pitch: number }): string =>
  `${String(channel)}:${String(pitch)}`

const onChannel = (
  input: InputEvidence,
  channel: number,
  change: (each: ChannelEvidence) => ChannelEvidence,
): InputEvidence => ({
  ...input,
  channels: { ...input.channels, [channel]: change(input.channels[channel] ?? QUIET_CHANNEL) },
})

function controlled(each: ChannelEvidence, time: Micros, controller: number, value: number): ChannelEvidence {
  const kind: MuteKind | undefined = MUTE_KINDS.find((kind) => MUTE_CONTROLLER[kind] === controller)
  if (kind === undefined) return uncounted(each, time, controller, value)
  const values = each.muteValues[kind]
  return {
    ...each,
    mutes: { ...each.mutes, [kind]: again(each.mutes[kind], time) },
    muteValues: {
      ...each.muteValues,
      [kind]: values.includes(value) ? values : [...values, value].slice(0, VALUES_KEPT),
    },
  }
}

/** An NRPN counts once, by its upper data byte. */
function uncounted(each: ChannelEvidence, time: Micros, controller: number, value: number): ChannelEvidence {
  const { state: nrpn, told } = nrpnStep(each.nrpn, controller, value)
  const next = { ...each, nrpn }
  if (told?.bits === 7)
    return muteOfNrpn(told) === null
      ? { ...next, controllers: again(each.controllers, time) }
      : { ...next, nrpnMutes: again(each.nrpnMutes, time) }
  const selects = controller === NRPN_MSB || controller === NRPN_LSB
  const data = nrpn.msb !== null && (controller === DATA_MSB || controller === DATA_LSB)
  return selects || data ? next : { ...next, controllers: again(each.controllers, time) }
}

function pulsesHeard(evidence: Evidence, port: number, time: Micros, count: number): Evidence {
  const input = evidence.inputs[port] ?? NOTHING_HEARD
  const ticked = { ...input, any: again(input.any, time), pulses: again(input.pulses, time, count) }
  const next = { ...evidence, inputs: { ...evidence.inputs, [port]: ticked } }
  if (!isBoxInput(evidence, port)) return next
  const current = next.asked.at(-1)
  const gesture = current?.to === null ? { ...current, pulses: current.pulses + count } : null
  return whileLeading(gesture === null ? next : { ...next, asked: [...next.asked.slice(0, -1), gesture] }, 0, count)
}

/** What Stop ends has had its time: what is open now was left behind. */
function afterStop(evidence: Evidence): Evidence {
  const number = boxPort(evidence, 'in')?.number ?? null
  const input = number === null ? undefined : evidence.inputs[number]
  const stopped = input?.stops?.last
  if (number === null || input?.hung !== null || stopped === undefined || evidence.now - stopped < AFTER_STOP)
    return evidence
  const left = Object.entries(input.open).filter(([, since]) => since <= stopped)
  const hung = left.map(([key]) => parseInt(key))
  return { ...evidence, inputs: { ...evidence.inputs, [number]: { ...input, hung } } }
}

// --- what leaves

function sent(evidence: Evidence, time: Micros, bytes: Bytes): Evidence {
  return {
    ...evidence,
    sent: left(evidence.sent, time, parse(bytes)),
    copies: copiesAfterSending(evidence.copies, time, bytes),
  }
}

function left(before: SentEvidence, time: Micros, message: Message): SentEvidence {
  const now = 'channel' in message ? { ...before, last: time } : before
  switch (message.type) {
    case 'start':
    case 'continue':
      return {
        ...now,
        starts: again(now.starts, time),
        leading: { since: time, over: false, notes: 0, pulses: 0, ours: 0 },
      }
    case 'stop':
      return {
        ...now,
        stops: again(now.stops, time),
        leading: now.leading === null ? null : { ...now.leading, over: true },
      }
    case 'noteOn':
      return {
        ...now,
        notes: again(now.notes, time),
        note: { channel: message.channel, pitch: message.pitch },
      }
    case 'programChange':
      return { ...now, programs: again(now.programs, time), program: message.program }
    case 'controller':
      return MUTE_KINDS.some((kind) => MUTE_CONTROLLER[kind] === message.controller)
        ? { ...now, mutes: again(now.mutes, time) }
        : now
    default:
      return now
  }
}

function pulsesSent(evidence: Evidence, time: Micros, count: number): Evidence {
  const { leading, pulses } = evidence.sent
  const ours = leading === null || leading.over ? leading : { ...leading, ours: leading.ours + count }
  return { ...evidence, sent: { ...evidence.sent, pulses: again(pulses, time, count), leading: ours } }
}

function whileLeading(evidence: Evidence, notes: number, pulses: number): Evidence {
  const { leading } = evidence.sent
  if (leading === null || leading.over || notes + pulses === 0) return evidence
  const next = { ...leading, notes: leading.notes + notes, pulses: leading.pulses + pulses }
  return { ...evidence, sent: { ...evidence.sent, leading: next } }
}

// --- what is asked

/** Each gesture is there once: what came of it the last time that it was asked for. */
function asked(evidence: Evidence, time: Micros, gesture: Gesture | null): Evidence {
  const ended = evidence.asked.map((each): Asked => (each.to === null ? { ...each, to: time } : each))
  if (gesture === null) return { ...evidence, asked: ended }
  const others = ended.filter((each) => !sameGesture(each.gesture, gesture))
  const { pulses, starts, stops } = fromBox(evidence)
  const ticking = pulses !== null && time - pulses.last <= TICKING
  const stopped = stops !== null && stops.last >= (starts?.last ?? 0)
  const asked = [...others, { gesture, from: time, to: null, pulses: 0, ticking, stopped, heard: [] }]
  // Playing anew is how it is looked at whether a cable was mended.
  return gesture.type === 'play' ? { ...evidence, asked, copies: NO_COPIES } : { ...evidence, asked }
}

export const sameGesture = (a: Gesture, b: Gesture): boolean => a.type === b.type && a.track === b.track

function withGesture(evidence: Evidence, time: Micros, message: Message): Evidence {
  const current = evidence.asked.at(-1)
  if (current?.to !== null || current.heard.length >= HEARD_KEPT) return evidence
  const heard = [...current.heard, { time, message }]
  return { ...evidence, asked: [...evidence.asked.slice(0, -1), { ...current, heard }] }
}
