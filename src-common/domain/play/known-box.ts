// What the box is known to hold, by what it told and by what it was told: so that a replay can give back what was there.
import {
  MUTE_KINDS,
  MUTE_CONTROLLER,
  mutedByValue,
  trackOfChannel,
  type DeviceProfile,
  type MuteKind,
} from '../device/device'
import { encode, parse, type Bytes } from '../midi/message'

/** Of the pattern, or of a mute, whether it is known to hold. */
type Held = ReadonlyMap<string, number | boolean>
type Subject = { readonly type: 'pattern' } | { readonly type: 'mute'; readonly kind: MuteKind; readonly track: number }

export class KnownBox {
  readonly #now = new Map<string, number | boolean>()
  /** What held as the replay began; null while none goes on. */
  #had: Held | null = null
  /** What the replay set, and nobody changed by hand since. */
  readonly #ours = new Set<string>()

  /** The box told, by a hand on it. */
  heard(device: DeviceProfile, bytes: Bytes): void {
    const told = stateIn(device, bytes, device.programOut)
    if (told === null) return
    this.#now.set(told.key, told.value)
    this.#ours.delete(told.key)
  }

  /** The box was told. */
  sent(device: DeviceProfile, bytes: Bytes): void {
    const told = stateIn(device, bytes, device.programIn)
    if (told === null) return
    this.#now.set(told.key, told.value)
    if (this.#had !== null) this.#ours.add(told.key)
  }

  /** A replay begins: what holds now is to be given back. */
  begin(): void {
    this.#had ??= new Map(this.#now)
  }

  /** It is another box, or one of which nothing is known any more. */
  forget(): void {
    this.#now.clear()
    this.#ours.clear()
    this.#had = null
  }

  /**
   * What gives the box back what it had; the pattern first. A mute of which nothing was known, and that was set, is taken off:
   * a box has none when it is switched on.
   */
  owed(device: DeviceProfile): readonly Bytes[] {
    return this.#owedOf(device, [...this.#ours])
  }

  /** The same for tracks that are not driven any more; they are owed nothing from here on. */
  letGo(device: DeviceProfile, tracks: readonly number[]): readonly Bytes[] {
    const keys = [...this.#ours].filter((key) => tracks.some((track) => key.endsWith(` ${String(track)}`)))
    const owed = this.#owedOf(device, keys)
    for (const key of keys) this.#ours.delete(key)
    return owed
  }

  #owedOf(device: DeviceProfile, keys: readonly string[]): readonly Bytes[] {
    const had = this.#had
    if (had === null) return []
    return [...keys]
      .filter((key) => this.#now.get(key) !== (had.get(key) ?? (key === PATTERN ? this.#now.get(key) : false)))
      .sort((a, b) => Number(b === PATTERN) - Number(a === PATTERN))
      .map((key) => messageFor(device, subjectOf(key), had.get(key) ?? false))
      .filter((bytes) => bytes !== null)
  }

  /** The replay is over, and what was owed was sent. */
  end(): void {
    this.#had = null
    this.#ours.clear()
  }
}

const PATTERN = 'pattern'

function stateIn(
  device: DeviceProfile,
  bytes: Bytes,
  programChannel: number,
): { key: string; value: number | boolean } | null {
  const status = (bytes[0] ?? 0) & 0xf0
  if (status !== 0xb0 && status !== 0xc0) return null
  const message = parse(bytes)
  if (message.type === 'programChange')
    return message.channel === programChannel ? { key: PATTERN, value: message.program } : null
  if (message.type !== 'controller') return null
  const kind = MUTE_KINDS.find((each) => MUTE_CONTROLLER[each] === message.controller)
  const track = trackOfChannel(device, message.channel)
  const muted = kind === undefined ? null : mutedByValue(device, kind, message.value)
  return kind === undefined || track === null || muted === null
    ? null
    : { key: `${kind} ${String(track)}`, value: muted }
}

function subjectOf(key: string): Subject {
  const [kind, track] = key.split(' ')
  return key === PATTERN
    ? { type: 'pattern' }
    : { type: 'mute', kind: kind === 'pattern' ? 'pattern' : 'global', track: Number(track) }
}

function messageFor(device: DeviceProfile, subject: Subject, value: number | boolean): Bytes | null {
  if (subject.type === 'pattern')
    return typeof value === 'number'
      ? encode({ type: 'programChange', channel: device.programIn, program: value })
      : null
  const channel = device.tracks[subject.track]?.channel ?? null
  if (channel === null) return null
  const values = device.muteValues[subject.kind]
  return encode({
    type: 'controller',
    channel,
    controller: MUTE_CONTROLLER[subject.kind],
    value: value === true ? values.muted : values.unmuted,
  })
}
