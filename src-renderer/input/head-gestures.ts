// Which drag begins at a point above the tracks, by what lies there, and the cursor that says so.
import type { Gesture, Modifiers, Point } from './gesture'
import type { HeadContext } from './head-context'
import { hitHead } from './hit-head'
import { layPatternGesture, patternGesture } from './pattern-gestures'
import { braceGesture, rulerGesture } from './ruler-gestures'
import { markerGesture, sectionGesture, tempoGesture } from './section-gestures'

type Held = Pick<Modifiers, 'shift' | 'command'>

export function headGesture(context: HeadContext, start: Point, { shift }: Pick<Modifiers, 'shift'>): Gesture {
  const hit = hitHead(context, start)
  const begin = context.tickOf(start.x)
  switch (hit.type) {
    case 'ruler':
      return rulerGesture(context, begin, { shift })
    case 'loop':
    case 'punch':
      return shift ? rulerGesture(context, begin, { shift }) : braceGesture(context, begin, hit)
    case 'tempo':
      return tempoGesture(context, begin, hit)
    case 'marker':
      return markerGesture(context, begin, hit)
    case 'section':
      return sectionGesture(context, begin, hit)
    case 'pattern':
      return shift ? layPatternGesture(context, begin) : patternGesture(context, begin, hit)
    case 'unknown':
      return layPatternGesture(context, begin)
    case 'marks':
    case 'sections':
      return emptyGesture(context, hit.type, begin)
  }
}

function emptyGesture(context: HeadContext, type: 'marks' | 'sections', tick: number): Gesture {
  return {
    at: () => null,
    click: () => {
      context.select({ type: 'none' })
    },
    double: () => {
      context.edit({ type, tick })
      return null
    },
  }
}

export function headCursor(context: HeadContext, point: Point, { shift, command }: Held): string {
  const hit = hitHead(context, point)
  switch (hit.type) {
    case 'ruler':
      return shift ? 'cell' : 'text'
    case 'loop':
    case 'punch':
      return shift ? 'cell' : hit.part === 'body' ? 'grab' : 'ew-resize'
    case 'tempo':
    case 'marker':
      return 'grab'
    case 'section':
    case 'pattern':
      if (shift && hit.type === 'pattern') return 'crosshair'
      return hit.part === 'begin' ? 'ew-resize' : command ? 'copy' : 'grab'
    case 'unknown':
      return 'crosshair'
    case 'marks':
    case 'sections':
      return 'default'
  }
}
