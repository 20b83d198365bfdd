// What lies under a point above the tracks. Edges come first, since they are hard to hit.
import type { Interval } from '../../src-common/domain/model/intervals'
import { offBoundary } from '../../src-common/domain/model/pattern-boundaries'
import { endOf, patternSpans, type Marker, type PatternSpan, type Section } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'
import { flagWidth, HEAD } from '../canvas/head-layout'
import type { Point } from './gesture'
import type { HeadContext } from './head-context'

type Place = Pick<HeadContext, 'project' | 'ticksPerPixel' | 'tickOf' | 'coarse'>

export type HeadHit =
  | { readonly type: 'ruler' | 'marks' | 'sections' | 'unknown'; readonly tick: number }
  | { readonly type: 'loop' | 'punch'; readonly part: 'from' | 'to' | 'body'; readonly span: Interval }
  | { readonly type: 'tempo'; readonly tick: Tick }
  | { readonly type: 'marker'; readonly marker: Marker }
  | { readonly type: 'section'; readonly part: 'begin' | 'body'; readonly section: Section; readonly span: Interval }
  | {
      readonly type: 'pattern'
      readonly part: 'begin' | 'body'
      readonly span: PatternSpan
      readonly off: string | null
    }

const EDGE_PIXELS = 6
const COARSE_PIXELS = 14

export function hitHead(place: Place, point: Point): HeadHit {
  const tick = place.tickOf(point.x)
  if (point.y < HEAD.marks) return hitRuler(place, tick, point.y)
  if (point.y < HEAD.sections) return hitMarks(place, tick)
  return point.y < HEAD.patterns ? hitSections(place, tick) : hitPatterns(place, tick)
}

const reachOf = ({ ticksPerPixel, coarse }: Place): number => (coarse ? COARSE_PIXELS : EDGE_PIXELS) * ticksPerPixel

function hitRuler(place: Place, tick: number, y: number): HeadHit {
  const { loop, punch } = place.project
  const reach = reachOf(place)
  if (punch !== null && y >= HEAD.rulerHeight - HEAD.brace) {
    const part = partOf(punch, tick, reach)
    if (part !== null) return { type: 'punch', part, span: punch }
  }
  if (loop !== null && y < HEAD.brace) {
    const part = partOf(loop, tick, reach)
    if (part !== null) return { type: 'loop', part, span: loop }
  }
  return { type: 'ruler', tick }
}

/** The edge that is nearer, if one is near. */
function partOf({ from, to }: Interval, tick: number, reach: number): 'from' | 'to' | 'body' | null {
  const [left, right] = [Math.abs(tick - from), Math.abs(tick - to)]
  if (Math.min(left, right) <= reach) return left < right ? 'from' : 'to'
  return tick > from && tick < to ? 'body' : null
}

function hitMarks({ project, ticksPerPixel }: Place, tick: number): HeadHit {
  const isOn = (at: Tick, text: string): boolean =>
    tick >= at - 3 * ticksPerPixel && tick < at + flagWidth(text) * ticksPerPixel
  const marker = project.markers.findLast((each) => isOn(each.tick, each.name))
  const tempo = project.tempos.findLast((each) => isOn(each.tick, each.bpm.toFixed(1)))
  if (marker !== undefined && (tempo === undefined || tempo.tick <= marker.tick)) return { type: 'marker', marker }
  return tempo === undefined ? { type: 'marks', tick } : { type: 'tempo', tick: tempo.tick }
}

function hitSections(place: Place, tick: number): HeadHit {
  const { sections } = place.project
  const hit = (index: number, part: 'begin' | 'body'): HeadHit => {
    const section = sections[index]
    if (section === undefined) return { type: 'sections', tick }
    const to = sections[index + 1]?.tick ?? Math.max(endOf(place.project), section.tick + 1)
    return { type: 'section', part, section, span: { from: section.tick, to } }
  }
  const edge = sections.findLastIndex((each) => Math.abs(each.tick - tick) <= reachOf(place))
  return edge >= 0 ? hit(edge, 'begin') : hit(sections.findLastIndex((each) => each.tick <= tick), 'body')
} // prettier-ignore

function hitPatterns(place: Place, tick: number): HeadHit {
  const spans = patternSpans(place.project)
  const hit = (index: number, part: 'begin' | 'body'): HeadHit => {
    const span = spans[index]
    return span === undefined || (part === 'body' && tick >= span.to)
      ? { type: 'unknown', tick }
      : { type: 'pattern', part, span, off: offBoundary(place.project, index) }
  }
  const edge = spans.findLastIndex((each) => Math.abs(each.from - tick) <= reachOf(place))
  return edge >= 0 ? hit(edge, 'begin') : hit(spans.findLastIndex((each) => each.from <= tick), 'body')
} // prettier-ignore
