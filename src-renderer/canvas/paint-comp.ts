// Paints rows of the comp view: lanes of the arrangement and of takes on the common time axis. Bars that the arrangement
// has of a take are bright and under a bracket, its others dimmed.
import { patternName } from '../../src-common/domain/device/device'
import {
  clip,
  intervals,
  subtract,
  union,
  type Interval,
  type Intervals,
} from '../../src-common/domain/model/intervals'
import { notesSounding } from '../../src-common/domain/model/sounding'
import { endOfAxis, gridLines, xOf, type Axis } from './axis'
import { fade, INK, MONO } from './colors'
import type { CompLane, CompPattern } from './comp-lanes'
import type { Surface } from './surface'

export type CompLook = {
  readonly axis: Axis
  readonly grid: number
  /** Which contents are shown; others play no part. */
  readonly parts: { readonly mutes: boolean; readonly notes: boolean; readonly controllers: boolean }
}
export type CompRow = {
  readonly top: number
  readonly height: number
  readonly lanes: readonly { readonly lane: CompLane; readonly color: string }[]
  /** Empty where patterns are not shown. */
  readonly patterns: readonly CompPattern[]
  readonly span: Interval
  /** Null where none could be: in the row of the arrangement. */
  readonly inUse: Intervals | null
}

const PATTERN_STRIP = 13
const BRACKET = 4
const MARGIN = 3
const LOUDEST = 127

export function paintCompGround({ context, width, height }: Surface, { axis, grid }: CompLook): void {
  context.fillStyle = INK.ground
  context.fillRect(0, 0, width, height)
  for (const { x, rank } of gridLines(axis, grid)) {
    context.fillStyle = rank === 'bar' ? INK.bar : rank === 'beat' ? INK.beat : INK.line
    context.fillRect(x - 0.5, 0, 1, height)
  }
}

export function paintCompRow({ context }: Surface, row: CompRow, look: CompLook): void {
  const { top, height, lanes, patterns, span, inUse } = row
  const window = { from: Math.max(span.from, look.axis.from), to: Math.min(span.to, endOfAxis(look.axis)) }
  if (window.to <= window.from) return
  const strip = patterns.length > 0 ? PATTERN_STRIP : 0
  const first = top + MARGIN + BRACKET
  const each = (height - 2 * MARGIN - BRACKET - strip) / Math.max(1, lanes.length)
  lanes.forEach(({ lane, color }, index) => {
    paintLane(context, lane, color, window, { top: first + index * each, height: each - (each > 8 ? 2 : 0.5) }, look)
  })
  paintPatterns(context, patterns, { top: top + height - MARGIN - strip, height: strip }, look.axis)
  if (inUse === null) return
  dim(context, subtract([window], inUse), row, look.axis)
  for (const used of clip(inUse, window)) bracket(context, used, top + MARGIN, look.axis)
}

type Strip = { readonly top: number; readonly height: number }

function paintLane(
  context: CanvasRenderingContext2D,
  { mutes, notes, controllers }: CompLane,
  color: string,
  window: Interval,
  strip: Strip,
  { axis, parts }: CompLook,
): void {
  const muted = clip(union(mutes.global, mutes.pattern), window)
  if (parts.mutes) {
    fillSpans(context, subtract(intervals([window]), muted), fade(color, 0.26), strip, axis)
    fillSpans(context, subtract(intervals([window]), muted), fade(color, 0.9), { ...strip, height: 1.5 }, axis)
    hatch(context, clip(mutes.global, window), 1, strip, axis)
    hatch(context, clip(mutes.pattern, window), -1, strip, axis)
  }
  if (parts.notes) {
    context.fillStyle = parts.mutes ? color : fade(color, 0.85)
    const barOf = barsOf(notes, strip)
    for (const note of notesSounding(notes, window.from, window.to)) {
      const width = Math.max(1.5, Math.min(note.length, window.to - note.tick) / axis.ticksPerPixel - 0.5)
      const { y, height } = barOf(note)
      context.fillRect(xOf(axis, note.tick), y, width, height)
    }
  }
  if (!parts.controllers) return
  context.strokeStyle = INK.strong
  context.lineWidth = 1
  for (const { target, points } of controllers) {
    const greatest = target.startsWith('cc:') || target === 'program' ? 127 : 16383
    context.beginPath()
    points.forEach(({ tick, value }, index) => {
      const y = strip.top + strip.height - 1 - (value / greatest) * (strip.height - 2)
      context.lineTo(xOf(axis, tick), y)
      context.lineTo(xOf(axis, points[index + 1]?.tick ?? window.to), y)
    })
    context.stroke()
  }
}

type Bar = { readonly y: number; readonly height: number }
type CompNotes = CompLane['notes']

/** A drum is as high as it is loud; a melody lies at its pitches. */
function barsOf(notes: CompNotes, { top, height }: Strip): (note: CompNotes[number]) => Bar {
  const [lowest, highest] = rangeOf(notes)
  if (highest <= lowest)
    return ({ velocity }) => {
      const bar = Math.max(1.5, (velocity / LOUDEST) * (height - 3))
      return { y: top + height - bar, height: bar }
    }
  const bar = Math.max(1.5, Math.min(5, height / (highest - lowest + 1)))
  const room = height - bar - 3
  return ({ pitch }) => ({ y: top + 2 + ((highest - pitch) / (highest - lowest)) * room, height: bar })
}

const ranges = new WeakMap<CompNotes, readonly [lowest: number, highest: number]>()
function rangeOf(notes: CompNotes): readonly [lowest: number, highest: number] {
  const known = ranges.get(notes)
  if (known !== undefined) return known
  const lowest = notes.reduce((least, { pitch }) => Math.min(least, pitch), 127)
  const range = [lowest, notes.reduce((most, { pitch }) => Math.max(most, pitch), lowest)] as const
  ranges.set(notes, range)
  return range
}

function fillSpans(
  context: CanvasRenderingContext2D,
  spans: Intervals,
  color: string,
  { top, height }: Strip,
  axis: Axis,
): void {
  context.fillStyle = color
  for (const { from, to } of spans)
    context.fillRect(xOf(axis, from), top, Math.max(1, xOf(axis, to) - xOf(axis, from)), height)
}

/** Global mutes are hatched one way, pattern mutes the other, as in the arrangement. */
function hatch(
  context: CanvasRenderingContext2D,
  spans: Intervals,
  slope: 1 | -1,
  { top, height }: Strip,
  axis: Axis,
): void {
  context.strokeStyle = slope > 0 ? '#4a4f57' : '#6d5a80'
  context.lineWidth = 1
  for (const { from, to } of spans) {
    const x = xOf(axis, from)
    const width = Math.max(1, xOf(axis, to) - x)
    context.save()
    context.beginPath()
    context.rect(x, top, width, height)
    context.clip()
    context.fillStyle = INK.black
    context.fillRect(x, top, width, height)
    context.beginPath()
    for (let at = Math.floor(x / 7) * 7 - height; at < x + width + height; at += 7) {
      context.moveTo(at, top + (slope > 0 ? height : 0))
      context.lineTo(at + height, top + (slope > 0 ? 0 : height))
    }
    context.stroke()
    context.restore()
  }
}

function paintPatterns(
  context: CanvasRenderingContext2D,
  patterns: readonly CompPattern[],
  { top, height }: Strip,
  axis: Axis,
): void {
  context.font = MONO
  context.textBaseline = 'middle'
  for (const { from, to, pattern } of patterns) {
    const [x, end] = [xOf(axis, from), xOf(axis, to)]
    if (end < 0 || x > axis.width) continue
    context.fillStyle = INK.beat
    context.fillRect(x + 1, top, Math.max(1, end - x - 2), height - 1)
    if (end - Math.max(0, x) < 30) continue
    context.fillStyle = INK.text
    context.fillText(patternName(pattern), Math.max(0, x) + 5, top + height / 2)
  }
}

function dim(context: CanvasRenderingContext2D, spans: Intervals, { top, height }: CompRow, axis: Axis): void {
  fillSpans(context, spans, fade(INK.ground, 0.58), { top: top + 1, height: height - 2 }, axis)
}

/** Open below: what lies under it is in the arrangement. */
function bracket(context: CanvasRenderingContext2D, { from, to }: Interval, top: number, axis: Axis): void {
  const [left, right] = [xOf(axis, from) + 1, xOf(axis, to) - 1]
  context.strokeStyle = INK.amber
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(left, top + BRACKET)
  context.lineTo(left, top)
  context.lineTo(right, top)
  context.lineTo(right, top + BRACKET)
  context.stroke()
}

/** The bars that are meant: under the pointer, dragged over, or chosen by keys. */
export function paintCompCursor(
  { context }: Surface,
  { from, to }: Interval,
  { top, height }: Strip,
  axis: Axis,
  isSure: boolean,
): void {
  const [left, right] = [xOf(axis, from), xOf(axis, to)]
  context.fillStyle = fade(INK.strong, isSure ? 0.12 : 0.05)
  context.fillRect(left, top, right - left, height)
  context.strokeStyle = fade(INK.strong, isSure ? 0.95 : 0.45)
  context.lineWidth = 1
  context.strokeRect(Math.round(left) + 0.5, Math.round(top) + 1.5, Math.max(1, right - left - 1), height - 3)
}
