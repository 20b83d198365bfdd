// What was observed of a box so far: its ports, what arrived by which of them, what we sent, what was asked and answered.
import type { DeviceModel, MuteKind, TrackNumber } from '../device/device'
import type { Bytes, Channel, Message } from '../midi/message'
import { NO_NRPN, type NrpnState } from '../midi/nrpn'
import type { Micros } from '../time/ticks'
import { NO_COPIES, type Copies } from './copies'

/** How often something came, first and last. */
export type Seen = { readonly count: number; readonly first: Micros; readonly last: Micros }

/** A port as it is listed, or only wished for; `number` is what its messages are marked with. */
export type PortSight = {
  readonly direction: 'in' | 'out'
  readonly id: string
  readonly name: string
  readonly model: DeviceModel | null
  readonly virtual: boolean
  readonly there: boolean
  /** Null where it is not wished for. */
  readonly number: number | null
  readonly state: 'open' | 'opening' | 'gone' | 'failed' | null
  /** Whether it is the box's: its input, or the output of replay. */
  readonly box: boolean
}

/** What arrived on one channel of an input. */
export type ChannelEvidence = {
  readonly notes: Seen | null
  readonly mutes: Readonly<Record<MuteKind, Seen | null>>
  /** The different values of CC 94 and CC 110, in the order in which they first came. */
  readonly muteValues: Readonly<Record<MuteKind, readonly number[]>>
  readonly programs: Seen | null
  /** The last of them. */
  readonly program: number | null
  readonly controllers: Seen | null
  /** Mutes that came as NRPN, and what is selected of NRPN. */
  readonly nrpnMutes: Seen | null
  readonly nrpn: NrpnState
}

export type InputEvidence = {
  /** Anything at all, the clock included. */
  readonly any: Seen | null
  readonly pulses: Seen | null
  /** Start or Continue. */
  readonly starts: Seen | null
  readonly stops: Seen | null
  readonly channels: Readonly<Record<Channel, ChannelEvidence>>
  readonly sysex: { readonly whole: number; readonly damaged: number }
  /** Notes that have not ended, and since when, by channel and pitch. */
  readonly open: Readonly<Record<string, Micros>>
  /** The channels of those that the last Stop left behind, one for each; null until a moment after it. */
  readonly hung: readonly Channel[] | null
}

/** What went to the box. */
export type SentEvidence = {
  readonly mutes: Seen | null
  readonly notes: Seen | null
  readonly programs: Seen | null
  readonly pulses: Seen | null
  readonly starts: Seen | null
  readonly stops: Seen | null
  /** The last note, and the last program. */
  readonly program: number | null
  readonly note: { readonly channel: Channel; readonly pitch: number } | null
  /** The last time that a message of a channel left. */
  readonly last: Micros | null
  /** Since our Start, until our Stop: what the box said meanwhile, and how many pulses were ours. */
  readonly leading: { readonly since: Micros; readonly over: boolean; readonly notes: number; readonly pulses: number; readonly ours: number } | null
} // prettier-ignore

export type GestureType =
  'play' | 'stop' | 'mute' | 'unmute' | 'patternMute' | 'patternUnmute' | 'pattern' | 'trig' | 'knob'

/** Something that the musician is asked to do on the box; `track` where it is done to one. */
export type Gesture = { readonly type: GestureType; readonly track: TrackNumber | null }

/** What arrived from the box while a gesture was asked for; `to` is null for the one that is in hand. */
export type Asked = {
  readonly gesture: Gesture
  readonly from: Micros
  readonly to: Micros | null
  readonly pulses: number
  /** As it was asked for: whether a clock was running, and whether the box had told that it stopped. */
  readonly ticking: boolean
  readonly stopped: boolean
  /** Everything but the clock, the first of it where it is much. */
  readonly heard: readonly { readonly time: Micros; readonly message: Message }[]
}

/** What the wire cannot tell, and the musician can. */
export type QuestionId =
  | 'fellSilent' | 'midiTrack' | 'mutesAfterPattern' | 'tookMute' | 'heardNote' | 'otherSounded'
  | 'started' | 'ourTempo' | 'patternChanged' | 'patternLate'
  | 'soundsThroughMute' | 'stuck' | 'synthSilent' | 'froze' | 'strangePitch' // prettier-ignore

export type Evidence = {
  readonly now: Micros
  /** Null before the ports are known. */
  readonly ports: readonly PortSight[] | null
  readonly inputs: Readonly<Record<number, InputEvidence>>
  readonly sent: SentEvidence
  readonly copies: Copies
  /** Of each gesture the last time that it was asked for, in order. */
  readonly asked: readonly Asked[]
  readonly answers: Readonly<Partial<Record<QuestionId, boolean>>>
}

export type Observation =
  | { readonly type: 'ports'; readonly time: Micros; readonly ports: readonly PortSight[] }
  | { readonly type: 'heard' | 'sent'; readonly time: Micros; readonly port: number; readonly bytes: Bytes }
  | {
      readonly type: 'pulses'
      readonly time: Micros
      readonly direction: 'in' | 'out'
      readonly port: number
      readonly count: number
    }
  /** Null: nothing is asked for any more. */
  | { readonly type: 'asked'; readonly time: Micros; readonly gesture: Gesture | null }
  /** Null takes an answer back. */
  | { readonly type: 'answer'; readonly time: Micros; readonly question: QuestionId; readonly yes: boolean | null }
  /** Time passed, and nothing else is known of it. */
  | { readonly type: 'time'; readonly time: Micros }
  /** All but the ports is to be seen anew. */
  | { readonly type: 'forget'; readonly time: Micros }

export const NOTHING_SENT: SentEvidence = {
  mutes: null,
  notes: null,
  programs: null,
  pulses: null,
  starts: null,
  stops: null,
  program: null,
  note: null,
  last: null,
  leading: null,
}

export const NOTHING_HEARD: InputEvidence = {
  any: null,
  pulses: null,
  starts: null,
  stops: null,
  channels: {},
  sysex: { whole: 0, damaged: 0 },
  open: {},
  hung: null,
}

export const QUIET_CHANNEL: ChannelEvidence = {
  notes: null,
  mutes: { global: null, pattern: null },
  muteValues: { global: [], pattern: [] },
  programs: null,
  program: null,
  controllers: null,
  nrpnMutes: null,
  nrpn: NO_NRPN,
}

export const NO_EVIDENCE: Evidence = {
  now: 0,
  ports: null,
  inputs: {},
  sent: NOTHING_SENT,
  copies: NO_COPIES,
  asked: [],
  answers: {},
}

/** The port that the box sends by, or that replay goes to. */
export const boxPort = ({ ports }: Evidence, direction: 'in' | 'out'): PortSight | null =>
  ports?.find((port) => port.box && port.direction === direction) ?? null

/** What arrived from the box. */
export function fromBox(evidence: Evidence): InputEvidence {
  const number = boxPort(evidence, 'in')?.number ?? null
  return number === null ? NOTHING_HEARD : (evidence.inputs[number] ?? NOTHING_HEARD)
}

/** What arrived from the box, channel by channel. */
export const channelsOfBox = (evidence: Evidence): readonly (readonly [Channel, ChannelEvidence])[] =>
  Object.entries(fromBox(evidence).channels).map(([channel, each]) => [Number(channel), each])
