// The shape of a pattern that a page puts into the virtual box.
import * as v from 'valibot'
import type { Condition } from '../../src-common/domain/device/pattern'

const data = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127))
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100))
const name = v.pipe(v.string(), v.maxLength(64))
const steps = v.union([v.literal('inf'), v.pipe(v.number(), v.minValue(0), v.maxValue(1024))])
const patternLength = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024))
const condition = v.custom<Condition>(
  (text) => typeof text === 'string' && /^(!?(PRE|NEI|1ST|LST)|!?[1-8]:[1-8]|\d{1,3}%)$/.test(text),
)

const trig = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127)),
  notes: v.pipe(v.array(data), v.minLength(1), v.maxLength(4)),
  velocity: data,
  length: steps,
  micro: v.pipe(v.number(), v.integer(), v.minValue(-23), v.maxValue(23)),
  condition: v.nullable(condition),
  fill: v.nullable(v.boolean()),
  probability: v.nullable(percent),
  retrig: v.nullable(
    v.object({
      rate: v.pipe(v.number(), v.minValue(1), v.maxValue(80)),
      length: steps,
      velocity: v.pipe(v.number(), v.integer(), v.minValue(-128), v.maxValue(127)),
    }),
  ),
  lock: v.boolean(),
  soundLock: v.nullable(data),
})

const track = v.object({
  kind: v.picklist(['audio', 'midi']),
  channel: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16))),
  sound: v.nullable(name),
  length: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(128)),
  speed: v.picklist([2, 1.5, 1, 0.75, 0.5, 0.25, 0.125]),
  defaults: v.object({ note: data, velocity: data, length: steps, probability: v.nullable(percent) }),
  trigs: v.pipe(v.array(trig), v.maxLength(128)),
})

export const boxPattern = v.object({
  name,
  kit: v.nullable(name),
  bpm: v.pipe(v.number(), v.minValue(30), v.maxValue(300)),
  swing: v.pipe(v.number(), v.minValue(50), v.maxValue(80)),
  scaleMode: v.picklist(['pattern', 'track']),
  masterLength: v.union([v.literal('inf'), patternLength]),
  changeLength: v.nullable(patternLength),
  tracks: v.pipe(v.array(track), v.maxLength(16)),
})
