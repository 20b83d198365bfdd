// Where a track's notes lie: the pitch that has as many of them above as below.

const PITCHES = 128

/** Null where there are none. */
export function middlePitch(notes: readonly { readonly pitch: number }[]): number | null {
  const counts = new Uint32Array(PITCHES)
  for (const { pitch } of notes) counts[pitch] = (counts[pitch] ?? 0) + 1
  let below = 0
  for (let pitch = 0; pitch < PITCHES; pitch++) {
    below += counts[pitch] ?? 0
    if (below > notes.length >> 1) return pitch
  }
  return null
}
