// The scales that the piano roll can show behind its notes: which of the twelve pitch classes belong to one.

export const SCALES = [
  { name: 'Chromatic', steps: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  { name: 'Major', steps: [0, 2, 4, 5, 7, 9, 11] },
  { name: 'Minor', steps: [0, 2, 3, 5, 7, 8, 10] },
  { name: 'Dorian', steps: [0, 2, 3, 5, 7, 9, 10] },
  { name: 'Phrygian', steps: [0, 1, 3, 5, 7, 8, 10] },
  { name: 'Lydian', steps: [0, 2, 4, 6, 7, 9, 11] },
  { name: 'Mixolydian', steps: [0, 2, 4, 5, 7, 9, 10] },
  { name: 'Locrian', steps: [0, 1, 3, 5, 6, 8, 10] },
  { name: 'Harmonic minor', steps: [0, 2, 3, 5, 7, 8, 11] },
  { name: 'Melodic minor', steps: [0, 2, 3, 5, 7, 9, 11] },
  { name: 'Major pentatonic', steps: [0, 2, 4, 7, 9] },
  { name: 'Minor pentatonic', steps: [0, 3, 5, 7, 10] },
  { name: 'Blues', steps: [0, 3, 5, 6, 7, 10] },
  { name: 'Whole tone', steps: [0, 2, 4, 6, 8, 10] },
  { name: 'Diminished', steps: [0, 2, 3, 5, 6, 8, 9, 11] },
  { name: 'Phrygian dominant', steps: [0, 1, 4, 5, 7, 8, 10] },
  { name: 'Double harmonic', steps: [0, 1, 4, 5, 7, 8, 11] },
] as const satisfies readonly { readonly name: string; readonly steps: readonly number[] }[]

export type ScaleName = (typeof SCALES)[number]['name']
/** `root`: a pitch class, 0 for C. Chromatic leaves nothing out, and so is shown as no scale. */
export type Scale = { readonly root: number; readonly name: ScaleName }

const OCTAVE = 12

export const inScale = ({ root, name }: Scale, pitch: number): boolean => {
  const step = (((pitch - root) % OCTAVE) + OCTAVE) % OCTAVE
  return SCALES.some((scale) => scale.name === name && (scale.steps as readonly number[]).includes(step))
}
