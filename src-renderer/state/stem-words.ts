// A recording of stems in words.
import { formatMicros } from '../../src-common/domain/base/figures'
import { trackLabel } from '../../src-common/domain/device/device'
import type { Project } from '../../src-common/domain/model/project'
import type { StemTrack } from '../../src-common/domain/stems/stem-track'
import type { StemResult, StemSession } from '../../src-common/rpc/stems-contract'

/** `4:07`, `1:02:33` */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (number: number): string => String(number).padStart(2, '0')
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(whole % 60)}` : `${String(minutes)}:${two(whole % 60)}`
}

/** Why two passes of it may differ; null where they do not, as far as can be known. */
export function chanceText({ sameness: { chance, unread } }: StemTrack): string | null {
  const parts = [
    ...(chance.length === 0 ? [] : [`chance decides in ${chance.join(', ')}`]),
    ...(unread.length === 0 ? [] : [`${unread.join(', ')} not fetched: nobody knows`]),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

export function passName({ tracks, device }: Project, track: number | null): string {
  if (track === null) return 'Mix'
  return `${trackLabel(device.model, track)} ${tracks[track]?.name ?? ''}`
}

/** `−3.2 dB · 0:42 · on the mix to the frame` */
export function resultText({ peak, seconds, shift, share }: StemResult): string {
  const place = shift === null ? 'by its marker' : shift === 0 ? 'aligned' : `moved ${count(Math.abs(shift), 'sample')}`
  return [decibelText(peak), clockText(seconds), ...(share === null ? [] : [place])].join(' · ')
}

/** What the figures of a pass mean, for a closer look. */
export function resultDetails({ roundTrip, shift, share, room }: StemResult): string {
  return [
    ...(roundTrip === null ? [] : [`Its marker was heard ${formatMicros(roundTrip)} after it was sent.`]),
    ...(shift === null
      ? []
      : [
          shift === 0
            ? 'It lies on the mix to the sample.'
            : `It was moved by ${count(Math.abs(shift), 'sample')} to lie on the mix.`,
        ]),
    ...(share === null ? [] : [`${String(Math.round(share * 100))} % of it is in the mix.`]),
    `The room: ${decibelText(room)}.`,
  ].join('\n')
}

const count = (number: number, word: string): string => `${String(number)} ${word}${number === 1 ? '' : 's'}`

export const decibelText = (db: number): string => (db <= -144 ? 'silent' : `${db.toFixed(1).replace('-', '−')} dB`)

/** Of all of a session, in one line. */
export function sessionText({ state, passes, left, residual, current }: StemSession): string {
  const done = passes.filter(({ result }) => result !== null).length
  const part = `${String(done)} of ${String(passes.length)} recorded`
  if (state === 'recording')
    return current === null && left === 0 ? `${part}, being compared with the mix` : `${part}, ${clockText(left)} left`
  if (state === 'paused') return `Paused: ${part}, ${clockText(left)} left`
  return residual === null ? 'All are recorded.' : `All are recorded. ${residualText(residual)}`
}

/** Softer than this nobody hears what differs; louder than the other, it is another performance. */
const SAME_DB = -60
const CLOSE_DB = -30

function residualText(residual: number): string {
  const figure = `Null test: what is left of the mix without the stems is ${decibelText(residual)} below it`
  if (residual <= SAME_DB) return `${figure}: they are the mix.`
  if (residual <= CLOSE_DB) return `${figure}: the same, but for small differences.`
  return `${figure}: they are not the same performance. Chance, LFOs that run free, effects on the whole mix, or tracks that were not recorded make it so.`
}
