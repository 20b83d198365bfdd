// What the box answers to what it is asked: its program change as it begins a pattern, and a mute that it sends back. It is
// not known of a real box which of these it does: so an answer that is missing counts only where one of its kind has come.
import { MUTE_CONTROLLER, MUTE_KINDS, patternName, trackOfChannel, type DeviceProfile } from '../../device/device'
import { parse, type Bytes } from '../../midi/message'
import { BAR, PULSE, type Tick } from '../../time/ticks'
import type { Planned } from '../planned'
import type { Verdict } from './compare-notes'

type Kind = 'pattern' | 'mute'
type Asked = {
  readonly kind: Kind
  readonly key: string
  readonly name: string
  readonly clock: number
  readonly holds: number
}

/** Where in clock ticks something was to hold, and what came of it. */
export type Answer = {
  readonly kind: Kind
  readonly name: string
  readonly verdict: Verdict
  /** How early it was asked, and how late it came; in ticks. */
  readonly ahead: Tick
  readonly holds: number
  readonly late: Tick
}

/** So long an answer is waited for. A pattern may come a round late, and rounds are as long as eight bars. */
const PATIENCE: Readonly<Record<Kind, Tick>> = { pattern: 9 * BAR, mute: BAR }

export class Answers {
  #asked: readonly Asked[] = []
  readonly #answers = new Set<Kind>()

  /** A message that leaves. */
  sent(device: DeviceProfile, { bytes, clock, holds }: Planned): void {
    const subject = subjectOf(device, bytes, device.programIn)
    if (subject === null) return
    const others = this.#asked.filter(({ key }) => key !== subject.key)
    this.#asked = [...others, { ...subject, clock, holds }]
  }

  /** A message from the box, and the pulse that it follows; what that says of what was asked, if anything. */
  heard(device: DeviceProfile, bytes: Bytes, pulse: number, echo: boolean): Answer | null {
    const subject = subjectOf(device, bytes, device.programOut)
    const asked = this.#asked.find(({ key }) => key === subject?.key)
    // A mute that is like one that was asked is an answer only right after it: else a finger pressed it.
    if (asked === undefined || (asked.kind === 'mute' && !echo)) return null
    // A pattern that is only selected does not play yet.
    if (asked.kind === 'pattern' && pulse < asked.holds - PULSE) return null
    this.#answers.add(asked.kind)
    this.#asked = this.#asked.filter((each) => each !== asked)
    const late = asked.kind === 'pattern' ? Math.max(0, pulse - asked.holds) : 0
    return answerOf(asked, late > PULSE ? 'late' : 'landed', late)
  }

  /** Those that did not come, though the box answers such things. */
  missing(pulse: number): readonly Answer[] {
    const over = this.#asked.filter(({ kind, holds }) => pulse > holds + PATIENCE[kind])
    if (over.length === 0) return []
    this.#asked = this.#asked.filter((each) => !over.includes(each))
    return over.filter(({ kind }) => this.#answers.has(kind)).map((asked) => answerOf(asked, 'missing', 0))
  }

  /** A replay begins: what was asked in another one is not waited for. */
  clear(): void {
    this.#asked = []
  }
}

const answerOf = ({ kind, name, clock, holds }: Asked, verdict: Verdict, late: Tick): Answer => ({
  kind,
  name,
  verdict,
  ahead: holds - clock,
  holds,
  late,
})

function subjectOf(
  device: DeviceProfile,
  bytes: Bytes,
  programChannel: number,
): Pick<Asked, 'kind' | 'key' | 'name'> | null {
  const message = parse(bytes)
  if (message.type === 'programChange' && message.channel === programChannel)
    return { kind: 'pattern', key: `pattern ${String(message.program)}`, name: patternName(message.program) }
  if (message.type !== 'controller') return null
  const kind = MUTE_KINDS.find((each) => MUTE_CONTROLLER[each] === message.controller)
  const track = trackOfChannel(device, message.channel)
  if (kind === undefined || track === null) return null
  const key = [kind, String(track), String(message.value)].join(' ')
  const muted = message.value === device.muteValues[kind].muted
  return { kind: 'mute', key, name: `${muted ? 'mute' : 'unmute'} of track ${String(track + 1)}` }
}
