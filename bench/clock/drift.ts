// Ten hours of a clock, in a moment: pulse n is tick 40 n, live and settled, whatever the jitter.
import { follow, STOPPED_CLOCK, type Clock } from '../../src-common/domain/time/clock-follower'
import { countPulses } from '../../src-common/domain/time/pulse-count'
import { PULSE } from '../../src-common/domain/time/ticks'
import { atMost, report, row, SEEDS } from '../figures'
import { knownClock, ways } from './pulses'

const HOURS = 10
const PULSES = HOURS * 3600 * 48

const drifts = SEEDS.slice(0, 3).map((seed) => {
  const way = ways(seed)['±1 ms uniform']
  if (way === undefined) throw new Error('There is no such way.')
  // A quartz that wanders by some parts in a million, as the room gets warm.
  const { stamps } = knownClock((number) => 120 * (1 + 20e-6 * Math.sin(number / 300_000)), PULSES, way())
  let clock: Clock = follow(STOPPED_CLOCK, { type: 'start' }, 0)
  for (const stamp of stamps) clock = follow(clock, { type: 'clock' }, stamp)
  const last = countPulses(stamps).pulses.numbers.at(-1) ?? 0
  return Math.max(Math.abs(clock.next - PULSES * PULSE), Math.abs(last - (PULSES - 1)) * PULSE)
})

report({
  title: 'Drift',
  note: `${String(HOURS)} virtual hours, ${String(PULSES)} pulses with ±1 ms jitter and a quartz that wanders by ±20 ppm.`,
  rows: [row('position after ten hours less 40 ticks a pulse, live and settled', 'ticks', drifts, atMost(0))],
})
