// Whether a note is one that is not heard: it is painted as a ghost.
import type { TrackNumber } from '../../src-common/domain/device/device'
import { contains } from '../../src-common/domain/model/intervals'
import { silenced, type Project } from '../../src-common/domain/model/project'
import { mutedSpans } from '../../src-common/domain/model/silence'
import type { Tick } from '../../src-common/domain/time/ticks'

/** Whether a note of the track that begins at a tick is silenced. */
export function ghostTest(project: Project, number: TrackNumber): (tick: Tick) => boolean {
  const track = project.tracks[number]
  if (track === undefined || silenced(project, track)) return () => true
  const muted = mutedSpans(project, track)
  return muted.length === 0 ? () => false : (tick) => contains(muted, tick)
}
