// What we sent and the box sends back: notes for a MIDI track go out on its CHAN (elektronauts.com/t/116957), and a THRU that
// is merged into OUT returns everything (elektronauts.com/t/153414). Nothing of that was played by anybody.
import { trackOfChannel, type DeviceProfile } from '../device/device'
import { parse, type Bytes, type Message } from '../midi/message'
import type { Micros } from '../time/ticks'

/** Another program for this box takes what comes back within 350 ms as an echo (DT-LLM). */
const WINDOW: Micros = 350_000

/** So many are kept until they are looked through. */
const MOST = 500

type Expected = { readonly time: Micros; readonly key: string }

export class Echoes {
  #expected: Expected[] = []

  /** Takes note of a message that leaves at `time`. */
  sent(device: DeviceProfile, bytes: Bytes, time: Micros): void {
    const message = parse(bytes)
    const keys = [message, ...forwarded(device, message)].flatMap((each) => keyOf(each) ?? [])
    if (this.#expected.length > MOST) this.#forget(time)
    for (const key of keys) this.#expected.push({ time, key })
  }

  /** Whether a message that came in at `time` is one of ours; each is returned once on each way. */
  heard(bytes: Bytes, time: Micros): boolean {
    if (this.#expected.length === 0) return false
    this.#forget(time)
    const key = keyOf(parse(bytes))
    const at = this.#expected.findIndex((each) => each.key === key && each.time <= time)
    if (at < 0) return false
    this.#expected.splice(at, 1)
    return true
  }

  #forget(time: Micros): void {
    this.#expected = this.#expected.filter((each) => each.time + WINDOW >= time)
  }
}

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
    case 'noteOff':
      return `${message.type} ${String(message.channel)} ${String(message.pitch)}`
    case 'controller':
      return `cc ${String(message.channel)} ${String(message.controller)} ${String(message.value)}`
    case 'programChange':
      return `program ${String(message.channel)} ${String(message.program)}`
    default:
      return null
  }
}
