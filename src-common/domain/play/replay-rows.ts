// The plan of a replay as rows to be read: what leaves when, and why then.
import { describe } from '../device/describe'
import type { DeviceProfile } from '../device/device'
import type { Bytes } from '../midi/message'
import { endOf, type Project } from '../model/project'
import { BAR, formatPosition, PULSE, type Tick } from '../time/ticks'
import { WARM_UP } from './lead-clock'
import { Player } from './player'
import type { Planned } from './planned'
import { sequenceOf } from './sequence'
import { startPlace } from './start-place'

export type ReplayRow = {
  /** In song ticks: when it leaves; null before the start, and from when on it is to hold. */
  readonly at: Tick | null
  readonly holds: Tick
  readonly kind: Planned['why'] | 'restore'
  /** Null where they depend on what the box had. */
  readonly bytes: Bytes | null
  /** `Track 3 mute on · CC 94 = 127 · ch 3` */
  readonly what: string
  /** `1 pulse ahead of 5.1.1` */
  readonly why: string
}

/** The rows of a replay from a song tick to the end of the song, where Muteline leads; notes are in it only if they are wanted. */
export function replayRows(project: Project, from: Tick, withNotes: boolean): readonly ReplayRow[] {
  const sequence = sequenceOf(project)
  const player = new Player(withNotes ? sequence : { ...sequence, notes: () => [], sounding: () => [] })
  const { song, heard } = startPlace(project, from, project.device.startInside)
  const length = Math.max(0, endOf(project) - song)
  const planned = [
    ...player.start({ song, heard, clock: 0, from: -WARM_UP, loop: null, chase: 'now' }),
    ...player.pump(length),
    ...player.silence(length),
  ]
  const rows = planned.map((each) => rowOf(each, song, project.device))
  return rows.length === 0 ? [] : [...rows, restoreRow(song + length)]
}

const restoreRow = (end: Tick): ReplayRow => ({
  at: end,
  holds: end,
  kind: 'restore',
  bytes: null,
  what: 'The pattern and the mutes of before',
  why: 'after Stop, as far as they were known',
})

function rowOf(planned: Planned, song: Tick, device: DeviceProfile): ReplayRow {
  const { clock, holds, why, bytes } = planned
  const before = clock < 0
  return {
    at: before ? null : Math.round(clock + song),
    holds: Math.round(holds + song),
    kind: why,
    bytes,
    what: describe(bytes, device),
    why: reasonOf(planned, song),
  }
}

function reasonOf({ clock, holds, why }: Planned, song: Tick): string {
  const place = formatPosition(Math.max(0, Math.round(holds + song)))
  if (clock < 0) return 'before Start: what holds as it begins'
  const ahead = Math.round((holds - clock) / PULSE)
  const early = ahead === 0 ? `at ${place}` : `${String(ahead)} ${ahead === 1 ? 'pulse' : 'pulses'} ahead of ${place}`
  switch (why) {
    case 'pattern':
      return `${early}, where the pattern before comes round`
    case 'chase':
      return ahead === 0 ? `at ${place}: a pattern brings its own mutes` : `${early}, up to which all is muted`
    case 'end':
      return 'the end of its note'
    default:
      return early
  }
}

/** What is seen of a plan at once: where program changes leave and where they land, and how many mutes fall into each bar. */
export type PlanPicture = {
  readonly from: Tick
  readonly to: Tick
  readonly changes: readonly { readonly at: Tick; readonly lands: Tick }[]
  readonly mutes: ReadonlyMap<Tick, number>
}

export function planPicture(project: Project, rows: readonly ReplayRow[]): PlanPicture {
  const mutes = new Map<Tick, number>()
  for (const { kind, holds } of rows) {
    const bar = Math.floor(holds / BAR) * BAR
    if (kind === 'mute') mutes.set(bar, (mutes.get(bar) ?? 0) + 1)
  }
  const changes = rows.flatMap(({ kind, at, holds }) =>
    kind === 'pattern' && at !== null ? [{ at, lands: holds }] : [],
  )
  return {
    from: Math.min(...rows.map(({ holds }) => Math.max(0, holds)), endOf(project)),
    to: endOf(project),
    changes,
    mutes,
  }
}
