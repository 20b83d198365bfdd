// The gestures that change trigs. Bytes are those of the tables; where several forms are known of sibling boxes, all count.
import { both, inLane, newRecords, places, setRecords, stepWord, wordAt } from './calibration-places'
import { FIRST, isFirst, TRIG_WORDS, type CalibrationStep } from './calibration-step'
import { trackAt, type PatternLayout } from './pattern-shape'
import { RETRIG, TRIG } from './step-word'
import { CENTRE } from './track-decode'

const LOCK = { track: 0, step: 2 } as const
/** Override of all switches, of SYN alone, or RETRIG without TRIG: Digitone II, what its importer writes, Digitone. */
const LOCK_WORDS = [0x7801, 0x0801, 0x0002] as const
const LENGTH = { eighth: 0x1e, quarter: 0x2e } as const

export const trig: CalibrationStep = {
  id: 'trig',
  title: 'A trig',
  press: ['Choose track 1: [TRK] + [TRIG 1].', 'Press [REC] for GRID RECORDING.', 'Press [TRIG 1].'],
  request: 'pattern',
  fields: ['trig'],
  expect: (reads) =>
    both(
      places(stepWord(reads.layout, FIRST.track, FIRST.step, ...TRIG_WORDS)),
      newRecords(reads, FIRST.track, FIRST.step),
    ),
}

export const note = ({ lanes, pool }: PatternLayout): CalibrationStep => {
  const hasLength = pool !== null || lanes.length !== null
  return {
    id: 'note',
    title: hasLength ? 'Its note, velocity, length and micro timing' : 'Its note, velocity and micro timing',
    press: [
      'Keep [TRIG 1] held for all of it, on the TRIG page.',
      'Turn NOTE three notes up: C5 becomes D#5.',
      'Turn VEL to 37.',
      ...(hasLength ? ['Turn LEN to 1/4.'] : []),
      'Press [LEFT] until the micro timing is one nudge early, -1/384.',
    ],
    request: 'pattern',
    fields: ['note', 'velocity', ...(hasLength ? (['length'] as const) : []), 'micro'],
    expect: (reads) => {
      const { layout, before } = reads
      const usual = before[trackAt(layout, FIRST.track) + layout.settings.note] ?? 0
      const set = { note: usual + 3, velocity: 37, length: LENGTH.quarter, micro: -1 }
      if (layout.pool !== null) return setRecords(reads, FIRST.track, FIRST.step, set)
      return places(
        ...inLane(layout, layout.lanes.note, FIRST, set.note),
        ...inLane(layout, layout.lanes.velocity, FIRST, set.velocity),
        ...inLane(layout, layout.lanes.length, FIRST, set.length),
        ...inLane(layout, layout.lanes.micro, FIRST, set.micro),
      )
    },
  }
}

/** PRE and 8:8, which the menus begin (mk I: after the chances and FILL) and end with. */
const CONDITIONS = { digitakt: { pre: 0x18, last: 0x40, fill: 0x16 }, digitakt2: { pre: 0x00, last: 0x4a } } as const
const conditionPage = (layout: PatternLayout): string => (isFirst(layout) ? 'the TRIG page' : 'TRIG page 2')

/** Proves nothing by itself: with the next one, it pins both ends of the table. */
export const condition = (layout: PatternLayout): CalibrationStep => ({
  id: 'condition',
  title: 'A condition',
  press: [`Hold [TRIG 1] and turn COND to PRE, on ${conditionPage(layout)}.`],
  request: 'pattern',
  fields: [],
  expect: () => places(...inLane(layout, layout.lanes.condition, FIRST, CONDITIONS[layout.device].pre)),
})

export const lastCondition = (layout: PatternLayout): CalibrationStep => ({
  id: 'lastCondition',
  title: 'The last condition',
  press: ['Hold [TRIG 1] and turn COND to 8:8, as far as it goes.'],
  request: 'pattern',
  fields: ['condition'],
  expect: ({ before }) => {
    const { pre, last } = CONDITIONS[layout.device]
    const was = before[trackAt(layout, FIRST.track) + layout.lanes.condition + FIRST.step]
    const fault = 'Set COND to PRE first, and read that: the two together show the table.'
    return { ...places(...inLane(layout, layout.lanes.condition, FIRST, last)), faults: was === pre ? [] : [fault] }
  },
})

export const fill = (layout: PatternLayout): CalibrationStep => ({
  id: 'fill',
  title: 'FILL',
  press: isFirst(layout)
    ? ['Hold [TRIG 1] and turn COND to FILL (the one that is not negated).']
    : ['Hold [TRIG 1] and turn FILL to on, on TRIG page 2.'],
  request: 'pattern',
  fields: ['fill'],
  expect: () =>
    isFirst(layout)
      ? places(...inLane(layout, layout.lanes.condition, FIRST, CONDITIONS.digitakt.fill))
      : places(...inLane(layout, layout.lanes.fill, FIRST, 1)),
})

/**
 * Rates count from 1/1 (0) over 1/16 (9) to 1/32 (12). On II a step's values begin as those of the track, whose rate is 1/32
 * already: so there 1/16 is asked for. Velocity is signed on mk I, and counts from 40 on II.
 */
export const retrig = (layout: PatternLayout): CalibrationStep => {
  const { lanes } = layout
  const [rate, shown] = isFirst(layout) ? ([12, '1/32'] as const) : ([9, '1/16'] as const)
  const velocity = isFirst(layout) ? -20 : CENTRE - 20
  return {
    id: 'retrig',
    title: 'A retrig',
    press: [
      isFirst(layout)
        ? 'Hold [TRIG 1] and press [UP]: the RETRIG menu. Skip this where your OS has none.'
        : 'Hold [TRIG 1] for all of it, and open TRIG page 2.',
      'Switch the retrig on.',
      `Turn RATE to ${shown}.`,
      'Turn LEN, the one of the retrig, to 1/8.',
      `Turn ${isFirst(layout) ? 'VEL, the one of the retrig,' : 'VFAD'} to -20.`,
    ],
    request: 'pattern',
    fields: ['retrig'],
    expect: ({ before }) =>
      places(
        stepWord(layout, FIRST.track, FIRST.step, wordAt(before, layout, FIRST.track, FIRST.step) | RETRIG | TRIG),
        ...inLane(layout, lanes.retrigLength, FIRST, LENGTH.eighth),
        ...inLane(layout, lanes.retrigRate, FIRST, rate),
        ...inLane(layout, lanes.retrigVelocity, FIRST, velocity),
      ),
  }
}

export const lockTrig: CalibrationStep = {
  id: 'lockTrig',
  title: 'A lock trig',
  press: ['Press [FUNC] + [TRIG 3]: a trig that changes parameters, and sounds nothing.'],
  request: 'pattern',
  fields: ['lockTrig'],
  expect: (reads) =>
    both(
      places(stepWord(reads.layout, LOCK.track, LOCK.step, ...LOCK_WORDS)),
      newRecords(reads, LOCK.track, LOCK.step, { optional: true }),
    ),
}
