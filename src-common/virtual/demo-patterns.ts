// What the virtual box plays: five patterns of different lengths, with everything in them that a sequencer has to get right.
import {
  NEW_TRACK,
  plainTrig,
  TRACK_DEFAULTS,
  type Condition,
  type Pattern,
  type PatternTrack,
  type Trig,
} from '../domain/device/pattern'

type Options = { readonly pitch?: number; readonly length?: number; readonly speed?: number; readonly steps?: number }
type Marks = Readonly<
  Record<number, { readonly micro?: number; readonly condition?: Condition; readonly fill?: boolean }>
>

const VELOCITY: Readonly<Record<string, number>> = { X: 120, x: 100, o: 70, '.': 42 }

/** A drum track: `X` accent, `x` hit, `o` soft, `.` ghost, anything else a rest; blanks are for the eye. */
function drums(steps: string, options: Options = {}, marks: Marks = {}): PatternTrack {
  const cells = [...steps.replaceAll(' ', '')]
  const trigs = cells.flatMap((cell, step): Trig[] => {
    const velocity = VELOCITY[cell]
    if (velocity === undefined) return []
    return [trig(step, [options.pitch ?? 60], velocity, options, marks)]
  })
  return track(trigs, options.steps ?? cells.length, options)
}

/** A melody: notes by number, 0 for a rest, one a step. */
function melody(pitches: readonly number[], options: Options = {}, marks: Marks = {}): PatternTrack {
  const trigs = pitches.flatMap((pitch, step): Trig[] => {
    return pitch === 0 ? [] : [trig(step, [pitch], 96, options, marks)]
  })
  return track(trigs, options.steps ?? pitches.length, options)
}

/** A MIDI track plays up to four notes a trig. */
const chord = (steps: readonly number[], pitches: readonly number[], total: number, length: number): PatternTrack =>
  track(
    steps.map((step) => trig(step, pitches, 84, { length }, {})),
    total,
    {},
  )

function trig(step: number, notes: readonly number[], velocity: number, { length }: Options, marks: Marks): Trig {
  return { ...plainTrig(step, TRACK_DEFAULTS), notes, velocity, length: length ?? 1, ...marks[step] }
}

/** Which of the tracks are MIDI tracks, and their channels, is a matter of the box that plays this. */
const track = (trigs: readonly Trig[], length: number, { speed = 1 }: Options): PatternTrack => ({
  ...NEW_TRACK,
  length,
  speed,
  trigs,
})

const REST = track([], 16, {})
const R = 0

const dusk: Pattern = {
  name: 'DUSK',
  kit: 'DUSK',
  scaleMode: 'track',
  bpm: 124,
  swing: 56,
  masterLength: 16,
  changeLength: null,
  tracks: [
    drums('X--- X--- X--- X---'),
    drums('---- x--- ---- x--o', {}, { 15: { condition: '2:2' } }),
    drums('--x- --x- --x- --x-', {}, { 2: { micro: 2 }, 10: { micro: 2 } }),
    drums('o.x. o.x. o.x. o.xo', {}, { 1: { micro: 3 }, 9: { micro: -2 } }),
    drums('---- ---o ---- --o-', {}, { 7: { condition: '50%' }, 14: { condition: '1:4' } }),
    drums('x-- x-- x-- x-- x-- -', { steps: 12 }),
    drums('---- ---- x--- ----', {}, { 8: { condition: '1ST' } }),
    drums('---- ---- ---- x-x-', {}, { 12: { fill: true }, 14: { condition: 'PRE' } }),
    melody([36, R, R, 36, R, R, 39, R, 36, R, R, 36, R, 43, R, 41], { length: 0.75 }),
    melody([72, R, R, 75, R, R, 79, R, R, 75, R, R], { length: 0.5 }, { 3: { micro: 4 }, 9: { micro: -4 } }),
    chord([0], [60, 63, 67, 70], 16, 12),
    REST,
  ],
}

const lift: Pattern = {
  name: 'LIFT',
  kit: 'LIFT',
  scaleMode: 'track',
  bpm: 124,
  swing: 56,
  masterLength: 32,
  changeLength: null,
  tracks: [
    drums('X--- X--- X--- X--- X--- X--- X--- X-x-', {}, { 30: { condition: '2:2' } }),
    drums('---- x--- ---- x--- ---- x--- -o-- x-oo', {}, { 25: { micro: -3 } }),
    drums('--x- --x- --x- --x- --x- --x- --x- -xx-'),
    drums('xoxo xoxo xoxo xoxo xoxo xoxo xoxo xxxx', {}, { 1: { micro: 3 }, 5: { micro: 3 }, 9: { micro: 3 } }),
    drums('---- ---- ---- --o- ---- ---- ---- -ooo', {}, { 29: { condition: '75%' } }),
    drums('x-- x-- x-- x-- x-- x--', { steps: 12, speed: 1.5 }),
    drums('x--- ---- ---- ---- ---- ---- ---- ----', {}, { 0: { condition: '1:2' } }),
    drums(
      '---- ---- ---- ---- ---- ---- ---- xxxx',
      {},
      { 28: { fill: true }, 29: { condition: 'PRE' }, 30: { condition: 'PRE' }, 31: { condition: 'PRE' } },
    ),
    melody(
      [36, R, 36, R, R, 36, R, R, 39, R, 39, R, R, 39, R, R, 44, R, 44, R, R, 44, R, R, 43, R, 43, R, R, 43, R, 46],
      { length: 0.75 },
    ),
    melody([72, R, 75, R, 79, R, 84, R, 82, R, 79, R, 75, R, 74, R], { length: 0.5 }),
    chord([0, 8, 16, 24], [60, 63, 67], 32, 6),
    melody(
      [R, R, R, R, 91, R, R, R, R, R, R, R, 87, R, R, R],
      { length: 2 },
      { 4: { condition: '1:2' }, 12: { condition: '!PRE' } },
    ),
  ],
}

const breakdown: Pattern = {
  name: 'BREAK',
  kit: 'BREAK',
  scaleMode: 'track',
  bpm: 124,
  swing: 50,
  masterLength: 64,
  changeLength: 32,
  tracks: [
    drums('X--- ---- --x- ---- X--- ---- -xx- ---- X--- ---- --x- ---- X--- --x- -x-- x---'),
    drums(
      '---- ---- X--- ---- ---- ---- X--- ---o ---- ---- X--- ---- ---- ---- X--- -o.o',
      {},
      { 31: { condition: 'NEI' } },
    ),
    REST,
    drums('x-o- x-o- x-o- x-o-', { speed: 0.5 }),
    drums('---- ---- ---- ---- ---- ---- ---- --oo', { steps: 32 }),
    REST,
    drums('x--- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ---- ----'),
    REST,
    melody([32, R, R, R, R, R, R, R, R, R, R, R, R, R, 31, R, 29, R, R, R, R, R, R, R, R, R, R, R, R, R, R, R], {
      length: 12,
    }),
    REST,
    chord([0, 32], [56, 60, 63, 68], 64, 30),
    melody([84, R, R, 80, R, R, 79, R, R, 75, R, R], { length: 2 }),
  ],
}

const odd: Pattern = {
  name: 'ODD',
  kit: 'ODD',
  scaleMode: 'track',
  bpm: 132,
  swing: 62,
  masterLength: 48,
  changeLength: null,
  tracks: [
    drums('X-----X-----', {}),
    drums('---x------', {}, { 3: { micro: -6 } }),
    drums('x-x-x--', {}),
    drums('xooxo', {}, { 0: { micro: 5 } }),
    drums('---- ---o -', {}, { 7: { condition: '33%' } }),
    drums('x---', { speed: 0.75 }),
    drums('---- ---- ---- x', { steps: 13 }, { 12: { condition: '3:4' } }),
    REST,
    melody([38, R, R, 38, R, 41, R, R, 45, R, 43, R], { length: 0.75 }),
    melody([74, 77, 81, 84, 86], { length: 0.4 }),
    chord([0, 24], [62, 65, 69], 48, 20),
    REST,
  ],
}

const drift: Pattern = {
  name: 'DRIFT',
  kit: 'DRIFT',
  scaleMode: 'track',
  bpm: 118,
  swing: 58,
  masterLength: 128,
  changeLength: 16,
  tracks: [
    drums('X--- ---- X--- ----'),
    drums('---- x--- ---- x---', {}, { 4: { micro: 6 }, 12: { micro: 6 } }),
    drums(
      'oooo oooo',
      {},
      { 1: { condition: '60%' }, 3: { condition: '40%' }, 5: { condition: '60%' }, 7: { condition: '30%' } },
    ),
    drums('--x- --x- --x- --x-', { steps: 15 }),
    REST,
    REST,
    drums('---- --o- ---- ----', {}, { 6: { condition: '1:3' } }),
    REST,
    melody([33, R, R, R, R, R, R, R, R, R, R, R, 40, R, R, R], { length: 8 }),
    melody([69, R, 76, R, R, 72, R], { length: 1.5 }),
    chord([0], [57, 60, 64, 67], 64, 60),
    REST,
  ],
}

/** A01 to A05; all other slots are empty patterns. */
export const demoPatterns = (): Readonly<Record<string, Pattern>> => ({
  '0': dusk,
  '1': lift,
  '2': breakdown,
  '3': odd,
  '4': drift,
})
