// Positions and lengths as one says them aloud: for screen readers, and wherever words stand instead of numbers.
import { BAR, PPQ, STEP, type Tick } from './ticks'

const count = (number: number, one: string): string => `${String(number)} ${one}${number === 1 ? '' : 's'}`

/** `bar 9`, `bar 9 beat 2`, `bar 9 beat 2 step 3`, and what is off that: `and 12 ticks`. */
export function spokenPosition(tick: Tick): string {
  const bar = Math.floor(tick / BAR)
  const beat = Math.floor((tick - bar * BAR) / PPQ)
  const step = Math.floor((tick % PPQ) / STEP)
  const rest = tick % STEP
  const parts = [`bar ${String(bar + 1)}`]
  if (beat > 0 || step > 0 || rest > 0) parts.push(`beat ${String(beat + 1)}`)
  if (step > 0 || rest > 0) parts.push(`step ${String(step + 1)}`)
  if (rest > 0) parts.push(`and ${count(rest, 'tick')}`)
  return parts.join(' ')
}

/** `2 bars`, `3 beats`, `1 step`, `2 bars 1 beat`, `30 ticks`. */
export function spokenLength(ticks: Tick): string {
  const bars = Math.floor(ticks / BAR)
  const beats = Math.floor((ticks % BAR) / PPQ)
  const steps = Math.floor((ticks % PPQ) / STEP)
  const rest = ticks % STEP
  const parts = [
    bars > 0 ? count(bars, 'bar') : '',
    beats > 0 ? count(beats, 'beat') : '',
    steps > 0 ? count(steps, 'step') : '',
    rest > 0 ? count(rest, 'tick') : '',
  ]
  return parts.filter((part) => part !== '').join(' ') || '0 ticks'
}
