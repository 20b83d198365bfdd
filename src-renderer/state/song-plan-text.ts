// The song plan as text, a line a row.
import { patternName } from '../../src-common/domain/device/device'
import type { Project } from '../../src-common/domain/model/project'
import type { SongPlan } from '../../src-common/domain/play/song-plan'
import { formatPosition } from '../../src-common/domain/time/ticks'

/** `1  1.1.1–5.1.1  A01 ×2  muted: Track 3, Track 5`, and what is to be done by hand below its row. */
export function songPlanText({ name, tracks }: Pick<Project, 'name' | 'tracks'>, { rows, lost }: SongPlan): string {
  const lines = rows.flatMap(({ from, to, pattern, repeats, muted, lost: byHand }, index) => [
    [
      String(index + 1),
      `${formatPosition(from)}–${formatPosition(to)}`,
      `${patternName(pattern)} ×${String(repeats)}`,
      muted.length === 0 ? 'nothing muted' : `muted: ${muted.map((track) => tracks[track]?.name ?? '').join(', ')}`,
    ].join('\t'),
    ...byHand.map((line) => `\t${line}`),
  ])
  return [name, ...lines, ...lost].join('\n')
}
