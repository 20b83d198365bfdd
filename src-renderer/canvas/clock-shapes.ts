// The shapes of a clock report, as SVG paths: lateness as bars, tempo as a curve, and a glyph for each fault.
import type { ClockReport } from '../../src-common/domain/model/clock-report'
import { PPQ, type Tick } from '../../src-common/domain/time/ticks'
import { pixelOf, type Scale } from './plot'

type Histogram = ClockReport['jitter']['histogram']
export type Span = { readonly from: number; readonly to: number }

/** The stretch of lateness, in ms, that holds pulses, and what is within `near` ms of when they were due. */
export function latenessRange({ from, bin, counts }: Histogram, near: number): Span {
  const first = counts.findIndex((count) => count > 0)
  const last = counts.findLastIndex((count) => count > 0)
  if (first < 0) return { from: -1, to: 1 }
  const margin = Math.max(1, (last + 1 - first) * 0.04) * (bin / 1000)
  return {
    from: Math.min((from + first * bin) / 1000, -near) - margin,
    to: Math.max((from + (last + 1) * bin) / 1000, near) + margin,
  }
}

/** Bins that a few pulses are in stay visible beside those that hold thousands. */
const LEAST_HEIGHT = 2

/** The bars of the bins whose middle is within `near` ms of when they were due, or of the others. */
export function binsPath({ from, bin, counts }: Histogram, x: Scale, y: Scale, near: number, inside: boolean): string {
  return counts
    .map((count, index) => {
      const middle = (from + (index + 0.5) * bin) / 1000
      if (count === 0 || Math.abs(middle) <= near !== inside) return ''
      const left = pixelOf(x, (from + index * bin) / 1000)
      const width = Math.max(1, pixelOf(x, (from + (index + 1) * bin) / 1000) - left - 1)
      const top = Math.min(pixelOf(y, count), y.start - LEAST_HEIGHT)
      return `M${px(left)} ${px(y.start)}V${px(top)}h${px(width)}V${px(y.start)}z`
    })
    .join('')
}

/** The tempos that occur with room around them; a steady tempo lies in the middle of two BPM. */
export function tempoRange({ tempo, bpm }: ClockReport): Span {
  const values = tempo.length === 0 ? [bpm] : tempo.flatMap(({ bpmFrom, bpmTo }) => [bpmFrom, bpmTo])
  const low = Math.min(...values)
  const high = Math.max(...values)
  const margin = Math.max((2 - (high - low)) / 2, (high - low) * 0.12)
  return { from: low - margin, to: high + margin }
}

/** From one stretch to the next the curve jumps. */
export function tempoPath({ tempo }: ClockReport, x: Scale, y: Scale): string {
  const points = tempo.flatMap(({ from, to, bpmFrom, bpmTo }) => [
    `${px(pixelOf(x, from))} ${px(pixelOf(y, bpmFrom))}`,
    `${px(pixelOf(x, to))} ${px(pixelOf(y, bpmTo))}`,
  ])
  return points.length === 0 ? '' : `M${points.join('L')}`
}

type FaultKind = 'missing' | 'doubled' | 'bursts' | 'gaps'

/** Faults of one kind. `from` and `to` are the same but for a gap, which lasts. */
export type Faults = {
  readonly kind: FaultKind
  readonly text: string
  readonly count: number
  readonly spans: readonly { readonly from: Tick; readonly to: Tick }[]
}

const at = (tick: Tick): Faults['spans'][number] => ({ from: tick, to: tick })

/** The kinds of faults that occurred, in the order of the report's sentences. */
export function faultsOf({ missing, doubled, bursts, gaps, bpm }: ClockReport): readonly Faults[] {
  const lost = missing.reduce((sum, { count }) => sum + count, 0)
  const gapSpans = gaps.map(({ tick, duration }) => ({ from: tick, to: tick + (duration / 60e6) * bpm * PPQ }))
  const all: readonly Faults[] = [
    { kind: 'missing', text: 'missing', count: lost, spans: missing.map(({ tick }) => at(tick)) },
    { kind: 'doubled', text: 'came twice', count: doubled.length, spans: doubled.map(at) },
    { kind: 'bursts', text: 'held up', count: bursts.length, spans: bursts.map(({ tick }) => at(tick)) },
    { kind: 'gaps', text: 'input away', count: gaps.length, spans: gapSpans },
  ]
  return all.filter(({ count }) => count > 0)
}

/** Kinds differ in shape as well as in colour: a cross, two strokes, a wedge, a bar. */
export function glyphsPath({ kind, spans }: Faults, x: Scale, y: number): string {
  return spans.map((span) => glyph(kind, pixelOf(x, span.from), pixelOf(x, span.to), y)).join('')
}

function glyph(kind: FaultKind, x: number, end: number, y: number): string {
  switch (kind) {
    case 'missing':
      return `M${px(x - 3.5)} ${px(y - 3.5)}l7 7m0 -7l-7 7`
    case 'doubled':
      return `M${px(x - 2)} ${px(y - 4.5)}v9m4 -9v9`
    case 'bursts':
      return `M${px(x - 5)} ${px(y + 4)}L${px(x + 4)} ${px(y - 4.5)}V${px(y + 4)}z`
    case 'gaps':
      return `M${px(x)} ${px(y - 4)}H${px(Math.max(end, x + 4))}V${px(y + 4)}H${px(x)}z`
  }
}

/** Faint lines through the curve above each fault; a band where the input was away. */
export function faultLinesPath({ spans }: Faults, x: Scale, y: Scale): string {
  return spans
    .map(({ from, to }) => {
      const left = pixelOf(x, from)
      const width = Math.max(1, pixelOf(x, to) - left)
      return `M${px(left - (from === to ? 0.5 : 0))} ${px(y.start)}V${px(y.end)}h${px(width)}V${px(y.start)}z`
    })
    .join('')
}

const px = (value: number): string => String(Math.round(value * 10) / 10)
