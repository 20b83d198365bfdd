// The numbers of chosen notes as the inspector shows them: one value, or the range where they differ.
import { pitchName } from '../../src-common/domain/device/describe'
import type { NoteField } from '../../src-common/domain/edit/change-notes'
import type { Note } from '../../src-common/domain/model/notes'
import { BAR, formatPosition, STEP, type Tick } from '../../src-common/domain/time/ticks'

/** `5.2.1`, and off the steps `5.2.1+30`. */
export function positionText(tick: Tick): string {
  const off = tick % STEP
  return off === 0 ? formatPosition(tick) : `${formatPosition(tick)}+${String(off)}`
}

/** The finest part of a bar that is written as one. */
const FINEST = 32

/** `1/8`, `3/16`, `2/1`; else in ticks. */
export function lengthText(ticks: Tick): string {
  for (let parts = 1; parts <= FINEST; parts *= 2) {
    const number = (ticks * parts) / BAR
    if (Number.isInteger(number) && number > 0) return `${String(number)}/${String(parts)}`
  }
  return String(ticks)
}

const TEXTS: Readonly<Record<NoteField, (value: number) => string>> = {
  tick: positionText,
  length: lengthText,
  pitch: pitchName,
  velocity: String,
}

/** Of one or more notes. */
export function fieldText(notes: readonly Note[], field: NoteField): string {
  let [low, high] = [Infinity, -Infinity]
  for (const note of notes) {
    low = Math.min(low, note[field])
    high = Math.max(high, note[field])
  }
  if (low > high) return ''
  if (low === high) return TEXTS[field](low)
  // Where they begin and end is enough to know of several; the ticks between the steps are not.
  const text = field === 'tick' ? formatPosition : TEXTS[field]
  return `${text(low)} – ${text(high)}`
}
