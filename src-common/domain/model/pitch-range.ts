// The lowest and the highest pitch of very many notes: asked for by every row of every frame, found once for each list.

export type PitchRange = { readonly lowest: number; readonly highest: number }
type Pitched = { readonly pitch: number }

const known = new WeakMap<readonly Pitched[], PitchRange>()

/** Of no notes, the whole range. */
export function pitchRange(notes: readonly Pitched[]): PitchRange {
  const range = known.get(notes) ?? findRange(notes)
  known.set(notes, range)
  return range
}

function findRange(notes: readonly Pitched[]): PitchRange {
  if (notes.length === 0) return { lowest: 0, highest: 127 }
  let lowest = 127
  let highest = 0
  for (const { pitch } of notes) {
    if (pitch < lowest) lowest = pitch
    if (pitch > highest) highest = pitch
  }
  return { lowest, highest }
}
