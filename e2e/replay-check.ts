// What the virtual box received of a replay, against the plan of it.
import { replayPlan } from '../src-common/domain/play/replay-plan'
import type { Project } from '../src-common/domain/model/project'
import { PULSE } from '../src-common/domain/time/ticks'
import type { BoxReceived } from '../src-common/rpc/engine-contract'

export type Sent = { readonly tick: number; readonly bytes: readonly number[] }

/** The wire's channel, from 0, of a track of the virtual box: 1 to 8, then 11 to 14. */
export const muteChannel = (track: number): number => (track < 8 ? track : track + 2)

/** Lines to be compared; what is due in the same pulse may come in any order. */
export const byTick = (list: readonly Sent[]): readonly string[] =>
  list.map(({ tick, bytes }) => `${String(tick).padStart(6)} ${bytes.join(' ')}`).sort()

/** What was to be sent while it plays, in the pulse before it is due. */
export const plannedOf = (project: Project, end: number): readonly Sent[] =>
  replayPlan(project, 0, end, 0)
    .filter((each) => each.why !== 'chase' || each.clock > 0)
    .map(({ clock, bytes }) => ({ tick: Math.floor(clock / PULSE) * PULSE + PULSE, bytes }))
    .filter((each) => each.tick <= end)

/** Channel messages that came while the box played. */
export const playedUntil = (received: readonly BoxReceived[], end: number): readonly Sent[] =>
  received.filter((each) => each.playing && each.tick <= end && (each.bytes[0] ?? 0) < 0xf0)

export const isMuteOrProgram = ({ bytes }: Sent): boolean => {
  const [status = 0, controller = 0] = bytes
  return (status & 0xf0) === 0xc0 || ((status & 0xf0) === 0xb0 && (controller === 94 || controller === 110))
}

/** Notes that were begun and not ended, by status and pitch. */
export function leftSounding(received: readonly BoxReceived[]): readonly string[] {
  const sounding = new Set<string>()
  for (const { bytes } of received) {
    const [status = 0, pitch = 0, velocity = 0] = bytes
    const note = `${String(status & 0x0f)} ${String(pitch)}`
    if ((status & 0xf0) === 0x90 && velocity > 0) sounding.add(note)
    else if ((status & 0xf0) === 0x90 || (status & 0xf0) === 0x80) sounding.delete(note)
  }
  return [...sounding]
}
