// What every plot needs: a scale from values to pixels, and the values at which an axis is labelled.
import { BAR, type Tick } from '../../src-common/domain/time/ticks'

/** Values from `from` to `to` lie on the pixels from `start` to `end`, which may run backwards. */
export type Scale = { readonly from: number; readonly to: number; readonly start: number; readonly end: number }

export const pixelOf = ({ from, to, start, end }: Scale, value: number): number =>
  start + ((value - from) / (to - from)) * (end - start)

export type Label = { readonly value: number; readonly text: string }

/** Round values in a range, at most `count` of them; written with the digits that tell them apart. */
export function roundLabels(from: number, to: number, count: number): readonly Label[] {
  const step = roundStep((to - from) / Math.max(1, count))
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const value = (first + index) * step
    return {
      value,
      text: value
        .toFixed(digits)
        .replace(/^-(?=[0.]*$)/, '')
        .replace('-', '−'),
    }
  })
}

/** The least of 1, 2, 5, 10, 20 ... (or a tenth, a hundredth of them) that is not less than `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9)
  const factor = [1, 2, 5].find((each) => each * power >= least - power * 1e-9) ?? 10
  return factor * power
}

/** Bars, from 1, by whole powers of two, at most `count` of them. */
export function barLabels(from: Tick, to: Tick, count: number): readonly Label[] {
  let stride = BAR
  while ((to - from) / stride > count) stride *= 2
  const first = Math.ceil(from / stride)
  return Array.from({ length: Math.max(0, Math.floor(to / stride) - first + 1) }, (_, index) => {
    const value = (first + index) * stride
    return { value, text: String(value / BAR + 1) }
  })
}
