// What of a recorded pass is to be looked at, in words.
import { decibels, amplitudeOf } from '../../../src-common/domain/audio/levels'
import type { ReplayReport } from '../../../src-common/domain/play/verify/report'
import { BAR } from '../../../src-common/domain/time/ticks'
import type { StemResult } from '../../../src-common/rpc/stems-contract'

/** Softer is nothing but the room. */
const OVER_ROOM = 2
const SOFTEST_SOUND = -80
const NOISY_ROOM = -45
const ALIKE = 0.6
const SHARE_OFF = 0.3
const MOST_BARS = 4

export function warningsOf(
  { peak, room, clipped, holes, share, shift }: Omit<StemResult, 'warnings'>,
  about: { readonly alike: number | null; readonly isMix: boolean; readonly report: ReplayReport },
): readonly string[] {
  const warnings: string[] = []
  const silent = isSilent({ peak, room })
  if (silent) warnings.push('Nothing was heard. Is the track muted in the box, or does it play nothing here?')
  if (clipped > 0)
    warnings.push(
      `It was too loud: ${String(clipped)} ${clipped === 1 ? 'frame is' : 'frames are'} clipped. Turn the input down, and record it again.`,
    )
  if (holes > 0)
    warnings.push(
      `The input left something out ${holes === 1 ? 'once' : `${String(holes)} times`}. Close what keeps this computer busy, and record it again.`,
    )
  if (room > NOISY_ROOM) warnings.push(`It was not silent before: ${room.toFixed(0)} dB.`)
  if (about.alike !== null && about.alike < ALIKE)
    warnings.push('The marker sounded otherwise than in the first pass: it is aligned by its beginning alone.')
  if (!about.isMix && !silent && share !== null && shift === null && Math.abs(share - 1) >= SHARE_OFF)
    warnings.push('It was not found again in the mix: chance, an LFO or an effect on the mix makes them differ.')
  const missed = about.report.bars.filter(({ verdict }) => verdict === 'late' || verdict === 'missing')
  if (missed.length > 0)
    warnings.push(`The box did not do as it was asked in ${barsText(missed.map(({ bar }) => bar / BAR + 1))}.`)
  return warnings
}

/** Nothing but the room. */
export const isSilent = ({ peak, room }: Pick<StemResult, 'peak' | 'room'>): boolean =>
  peak <= Math.max(decibels(amplitudeOf(room) * OVER_ROOM), SOFTEST_SOUND)

function barsText(bars: readonly number[]): string {
  const names = bars.slice(0, MOST_BARS).map(String).join(', ')
  return `${bars.length === 1 ? 'bar' : 'bars'} ${names}${bars.length > MOST_BARS ? ' …' : ''}`
}
