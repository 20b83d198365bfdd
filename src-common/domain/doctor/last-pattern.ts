// Which pattern the box is at, as far as it was told, or was sent one.
import type { DeviceProfile } from '../device/device'
import { fromBox, type Evidence } from './evidence'

/** What came on PROGRAM CHG OUT CH, or what we sent since; null where neither was. */
export function lastPattern(evidence: Evidence, { programOut }: DeviceProfile): number | null {
  const told = fromBox(evidence).channels[programOut]
  const { sent } = evidence
  const isTold = (told?.programs?.last ?? -1) >= (sent.programs?.last ?? -1)
  return isTold ? (told?.program ?? null) : sent.program
}
