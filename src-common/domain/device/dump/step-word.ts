// The two bytes that each step has: whether there is a trig, and of what kind.

export const TRIG = 0x0001
export const RETRIG = 0x0002
/** On every second step, also of empty tracks, in all known versions: it tells where tracks are, and nothing of what they play. */
export const SWING = 0x0010
/** SYN and its override: a trig that switches its sound off is a lock trig, as Digitone II writes them (real units: 7801). */
const SOUND = 0x0080
const SOUND_SET = 0x0800
/** Override of all four switches, which are off, as the real Digitone II has it. */
export const LOCK = 0x7800
/** SYN, SMP and ENV; on II also LFO (Digitakt: digi-roll issue 8, 0281 and 0391 for trigs placed by hand). */
export const PLAYS = { digitakt: 0x0280, digitakt2: 0x0380 } as const

export type StepTrig = { readonly lock: boolean; readonly retrig: boolean }

/**
 * Null where there is no trig: one that was deleted leaves its switches behind (0280, real units). A word with RETRIG but no
 * TRIG is a lock trig, as on Digitone; silent either way.
 */
export function readStepWord(word: number): StepTrig | null {
  if ((word & TRIG) === 0) return (word & RETRIG) === 0 ? null : { lock: true, retrig: false }
  return { lock: (word & SOUND_SET) !== 0 && (word & SOUND) === 0, retrig: (word & RETRIG) !== 0 }
}
