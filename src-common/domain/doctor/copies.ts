// Messages that are copies of others: the same note twice, a note with another pitch beside it, our own coming back.
import { parse, type Bytes, type Channel } from '../midi/message'
import type { Micros } from '../time/ticks'

/** As long as markzegarelli/digitakt-llm waits for what it sent to come back. */
const ECHO: Micros = 350_000
/** Two messages of one input in a row are a millisecond apart at the speed of DIN (31,250 baud, MIDI 1.0). */
const SAME_PORT: Micros = 5_000
/** USB and DIN reach us by different ways. */
const OTHER_PORT: Micros = 25_000
const SENT_KEPT = 64
const NOTES_KEPT = 32

type NoteCopies = {
  readonly notes: number
  /** How many came a second time, by the same input or by another one. */
  readonly again: number
  readonly onOther: number
  /** By the distance in semitones: how many came together with another note, that far away. */
  readonly beside: Readonly<Record<number, number>>
}

export type Copies = {
  /** What we sent and the box said as well, within the time of an echo. */
  readonly echoes: {
    readonly notes: number
    readonly others: number
    readonly last: Micros | null
    readonly channels: readonly Channel[]
  }
  readonly byChannel: Readonly<Record<Channel, NoteCopies>>
  readonly recent: readonly RecentNote[]
  readonly sent: readonly { readonly time: Micros; readonly bytes: Bytes }[]
}

type RecentNote = {
  readonly time: Micros
  readonly port: number
  readonly channel: Channel
  readonly pitch: number
}

export const NO_COPIES: Copies = {
  echoes: { notes: 0, others: 0, last: null, channels: [] },
  byChannel: {},
  recent: [],
  sent: [],
}
const NO_NOTES: NoteCopies = { notes: 0, again: 0, onOther: 0, beside: {} }

/** Something left for the box. */
export const copiesAfterSending = (copies: Copies, time: Micros, bytes: Bytes): Copies => ({
  ...copies,
  sent: [...copies.sent, { time, bytes }].filter((each) => time - each.time <= ECHO).slice(-SENT_KEPT),
})

/** Something arrived, from the box or by another input: a note may have come by both. */
export function copiesAfterHearing(copies: Copies, time: Micros, port: number, bytes: Bytes, box: boolean): Copies {
  const echoed = box ? withEcho(copies, time, bytes) : copies
  const message = parse(bytes)
  if (message.type !== 'noteOn') return echoed
  const note = { time, port, channel: message.channel, pitch: message.pitch }
  return {
    ...echoed,
    byChannel: { ...echoed.byChannel, [note.channel]: noted(echoed, note) },
    recent: [...echoed.recent, note].filter((each) => time - each.time <= OTHER_PORT).slice(-NOTES_KEPT),
  }
}

function withEcho(copies: Copies, time: Micros, bytes: Bytes): Copies {
  const mine = copies.sent.some((each) => time >= each.time && time - each.time <= ECHO && sameBytes(each.bytes, bytes))
  if (!mine) return copies
  const message = parse(bytes)
  const note = message.type === 'noteOn' || message.type === 'noteOff'
  const { notes, others, channels } = copies.echoes
  const channel = 'channel' in message && !channels.includes(message.channel) ? [message.channel] : []
  const echoes = {
    notes: notes + Number(note),
    others: others + Number(!note),
    last: time,
    channels: [...channels, ...channel],
  }
  return { ...copies, echoes }
}

function noted({ byChannel, recent }: Copies, { time, port, channel, pitch }: RecentNote): NoteCopies {
  const { notes, again, onOther, beside } = byChannel[channel] ?? NO_NOTES
  const near = recent.filter((each) => each.channel === channel && time - each.time <= OTHER_PORT)
  const here = near.filter((each) => each.port === port && time - each.time <= SAME_PORT)
  const other = near.some((each) => each.port !== port && each.pitch === pitch)
  const distances = new Set(here.map((each) => Math.abs(each.pitch - pitch)))
  return {
    notes: notes + 1,
    again: again + Number(other || distances.has(0)),
    onOther: onOther + Number(other),
    beside: [...distances].reduce<Readonly<Record<number, number>>>(
      (all, distance) => (distance === 0 ? all : { ...all, [distance]: (all[distance] ?? 0) + 1 }),
      beside,
    ),
  }
}

const sameBytes = (a: Bytes, b: Bytes): boolean => a.length === b.length && a.every((byte, index) => byte === b[index])
