// Walks of the musician at a box with wrong settings, for tests of the doctor.
import type { DeviceProfile } from '../domain/device/device'
import { checksOf } from '../domain/doctor/checks'
import { diagnose } from '../domain/doctor/diagnose'
import type { Evidence } from '../domain/doctor/evidence'
import type { RowId } from '../domain/doctor/rows'
import { createBox, type Box } from './box'
import { profileOfBox, type BoxSettings } from './box-settings'
import { Musician } from './musician'

export const profileOf = (box: Box): DeviceProfile => profileOfBox(box.model, box.settings, box.patterns)

export type Case = {
  readonly row: RowId
  readonly wrong: Partial<BoxSettings>
  readonly box?: Box
  readonly habits?: { readonly leavesPatternMute?: boolean; readonly startsByHand?: boolean }
  /** What is done after the walk, in place of trying the way back. */
  readonly then?: (musician: Musician) => void
  /** The end of the first menu path. */
  readonly first?: string
  readonly further?: false
}

export function walk({ wrong, box = createBox('digitakt'), habits = {}, then, further }: Case): Musician {
  const musician = new Musician(box, profileOf(box), { wrong, ...habits })
  musician.walk(further ?? true)
  if (then !== undefined) then(musician)
  else if (further !== false) musician.tryWayBack()
  // What a silence tells takes its time.
  musician.run(3)
  return musician
}
export const walked = (each: Case): Evidence => walk(each).evidence

/** The check that is about the same as a row. */
const CHECK_OF: Readonly<Partial<Record<RowId, string>>> = {
  1: 'port', 2: 'clock', 3: 'clock', 4: 'notes', 5: 'notes', 7: 'pads', 11: 'mutes', 13: 'polarity', 15: 'follows',
  16: 'follows', 17: 'takesPrograms', 19: 'takesNotes', 20: 'takesNotes', 26: 'opens',
} // prettier-ignore
/** Findings whose check says that it works. */
export const contradictions = (evidence: Evidence, profile: DeviceProfile): readonly string[] =>
  diagnose(evidence, profile).flatMap(({ row }) =>
    checksOf(evidence, profile).flatMap(({ id, state }) => (id === CHECK_OF[row] && state === 'works' ? `${String(row)} ${id}` : [])),
  ) // prettier-ignore
