// What we sent and the box sends back: notes for a MIDI track go out on its CHAN (elektronauts.com/t/116957), and a THRU that
// is merged into OUT returns everything (elektronauts.com/t/153414). Nothing of that was played by anybody.
import { trackOfChannel, type DeviceProfile } from '../device/device'
import { parse, type Bytes, type Message } from '../midi/message'
import type { Micros } from '../time/ticks'

/** Another program for this box takes what comes back within 350 ms as an echo (DT-LLM). */
const WINDOW: Micros = 350_000

/** So many are kept until they are looked through. */
const MOST = 500

type Expected = { readonly time: Micros; readonly key: string; readonly way: 'forwarded' | 'same' }

/** So many notes in a row have to come back as they were sent before it is a way that returns them. */
const PROOF = 8

export class Echoes {
  #expected: Expected[] = []
  /** How many of the last notes came back on the channel where they were sent, without one that did not. */
  #returned = 0
  /** Notes that were taken for echoes, and have not ended: their ends are echoes too. */
  readonly #open = new Set<string>()

  /** Takes note of a message that leaves at `time`. */
  sent(device: DeviceProfile, bytes: Bytes, time: Micros): void {
    const message = parse(bytes)
    if (this.#expected.length > MOST) this.#forget(time)
    const passedOn = forwarded(device, message)
    const ways = [
      { message, way: passedOn.length > 0 ? ('forwarded' as const) : ('same' as const) },
      ...passedOn.map((each) => ({ message: each, way: 'forwarded' as const })),
    ]
    for (const { message: each, way } of ways) {
      const key = keyOf(each)
      if (key !== null) this.#expected.push({ time, key, way })
    }
  }

  /** Whether a message that came in at `time` is one of ours; each is returned once on each way. */
  heard(bytes: Bytes, time: Micros): boolean {
    const message = parse(bytes)
    const ended = message.type === 'noteOff' ? nameOf(message) : null
    if (ended !== null) return this.#open.delete(ended)
    if (this.#expected.length === 0) return false
    this.#forget(time)
    const key = keyOf(message)
    const found = this.#expected.filter((each) => each.key === key && each.time <= time)
    const echo = found.find(({ way }) => way === 'forwarded') ?? found[0]
    if (echo === undefined) return false
    this.#expected = this.#expected.filter((each) => each !== echo)
    if (message.type !== 'noteOn') return true
    if (echo.way === 'same') this.#returned++
    // A pad that is hit beside a note of the song is no echo: only where all come back is this one.
    if (echo.way === 'same' && this.#returned <= PROOF) return false
    this.#open.add(nameOf(message))
    return true
  }

  #forget(time: Micros): void {
    const over = this.#expected.filter((each) => each.time + WINDOW < time)
    if (over.length === 0) return
    if (over.some(({ way, key }) => way === 'same' && key.startsWith('noteOn'))) this.#returned = 0
    this.#expected = this.#expected.filter((each) => !over.includes(each))
  }
}

const nameOf = ({ channel, pitch }: { readonly channel: number; readonly pitch: number }): string =>
  `${String(channel)} ${String(pitch)}`

/** What a box makes of a note for one of its MIDI tracks. */
function forwarded(device: DeviceProfile, message: Message): readonly Message[] {
  if (message.type !== 'noteOn' && message.type !== 'noteOff') return []
  const track = trackOfChannel(device, message.channel)
  const channel = track === null ? null : (device.tracks[track]?.noteChannel ?? null)
  return channel === null ? [] : [{ ...message, channel }]
}

/** Null for what does not come back as it was. */
function keyOf(message: Message): string | null {
  switch (message.type) {
    case 'noteOn':
      return `noteOn ${nameOf(message)} ${String(message.velocity)}`
    case 'controller':
      return `cc ${String(message.channel)} ${String(message.controller)} ${String(message.value)}`
    case 'programChange':
      return `program ${String(message.channel)} ${String(message.program)}`
    default:
      return null
  }
}
