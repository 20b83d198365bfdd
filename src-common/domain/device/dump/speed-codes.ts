// The codes of speeds, and of the rates of retrigs.

/** The order of Analog Rytm, walked through on a real Digitone II; on either Digitakt the default, 1x, has the same code. */
const SPEEDS = [2, 1.5, 1, 0.75, 0.5, 0.25, 0.125]
export const PLAIN_SPEED = 2
/** Repeats a whole note (libanalogrytm); the defaults, 1/16 on mk I and 1/32 on II, agree. */
const RATES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80]

export const MOST_SPEED = SPEEDS.length - 1
export const MOST_RATE = RATES.length - 1

/** Null for what is no code. */
export const speedOfCode = (code: number): number | null => SPEEDS[code] ?? null
export const rateOfCode = (code: number): number | null => RATES[code] ?? null

export const codeOfSpeed = (speed: number): number => nearest(SPEEDS, speed)
export const codeOfRate = (rate: number): number => nearest(RATES, rate)

function nearest(values: readonly number[], value: number): number {
  const apart = values.map((each) => Math.abs(each - value))
  return apart.indexOf(Math.min(...apart))
}
