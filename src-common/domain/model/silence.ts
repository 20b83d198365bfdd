// Where a track's lanes mute it, both kinds together: found once for the lanes as they are, since every frame asks.
import { union, type Intervals } from './intervals'
import { mutesOf, type Project, type Track } from './project'

const known = new WeakMap<Track['mutes'], Intervals>()

/** As they are shown and played. */
export function mutedSpans(project: Pick<Project, 'muteView'>, track: Track): Intervals {
  const mutes = mutesOf(project, track)
  const spans = known.get(mutes) ?? together(mutes)
  known.set(mutes, spans)
  return spans
}

function together({ global, pattern }: Track['mutes']): Intervals {
  if (pattern.length === 0) return global
  return global.length === 0 ? pattern : union(global, pattern)
}
