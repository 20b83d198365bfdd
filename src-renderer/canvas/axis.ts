// The time axis that all rows share, as plain numbers: what painting and hit testing need of the view.
import { BAR, PPQ, type Tick } from '../../src-common/domain/time/ticks'

export type Axis = { readonly from: number; readonly ticksPerPixel: number; readonly width: number }

export const xOf = (axis: Axis, tick: number): number => (tick - axis.from) / axis.ticksPerPixel
export const endOfAxis = (axis: Axis): number => axis.from + axis.width * axis.ticksPerPixel

export type GridLine = { readonly tick: Tick; readonly x: number; readonly rank: 'bar' | 'beat' | 'step' }

const CLOSEST_LINES = 7

/** The grid lines in view, each with its rank; lines that would stand too close are left out. */
export function gridLines(axis: Axis, grid: Tick): readonly GridLine[] {
  const bars = barStride(axis)
  const stride =
    grid / axis.ticksPerPixel >= CLOSEST_LINES
      ? Math.min(grid, BAR)
      : PPQ / axis.ticksPerPixel >= CLOSEST_LINES
        ? PPQ
        : bars
  const lines: GridLine[] = []
  for (let tick = Math.floor(axis.from / stride) * stride; tick <= endOfAxis(axis); tick += stride) {
    const rank = tick % Math.max(BAR, stride === bars ? bars : BAR) === 0 ? 'bar' : tick % PPQ === 0 ? 'beat' : 'step'
    lines.push({ tick, x: Math.round(xOf(axis, tick)) + 0.5, rank })
  }
  return lines
}

/** Bars between two labels that do not touch. */
export function barStride(axis: Axis): Tick {
  let stride: Tick = BAR
  while (stride / axis.ticksPerPixel < 34) stride *= 2
  return stride
}
