// The whole of a replay as a list: what will be sent, when, and why. What is shown, exported and checked against the box.
import type { Project } from '../model/project'
import type { Tick } from '../time/ticks'
import { Player } from './player'
import type { Planned } from './planned'
import { sequenceOf } from './sequence'

/** The messages of a replay of `[from, to)` in clock ticks counted from `from`, the chase first; our clock is not in it. */
export function replayPlan(project: Project, from: Tick, to: Tick, chaseAt: number): readonly Planned[] {
  const player = new Player(sequenceOf(project))
  const chase = player.start({ song: from, clock: 0, from: chaseAt, loop: null, chase: 'now' })
  return [...chase, ...player.pump(to - from), ...player.silence(to - from)]
}
