// Which drag begins at a point of the mute lanes, by the tool and by what lies there, and the cursor that says so.
import type { Gesture, Modifiers, Point } from './gesture'
import { hitLanes } from './hit-lanes'
import { chooseGesture, rangeAt, rangeGesture } from './lane-ranges'
import { edgeGesture, regionGesture } from './lane-regions'
import { strokeGesture } from './lane-strokes'
import type { LanesContext } from './lanes-context'

type Held = Pick<Modifiers, 'shift' | 'command'>

export function laneGesture(context: LanesContext, start: Point, { shift }: Pick<Modifiers, 'shift'>): Gesture | null {
  const hit = hitLanes(context, start)
  if (hit.type === 'none') return null
  if (context.tool === 'draw') {
    if (shift) return chooseGesture(context, start)
    if (hit.type === 'edge') return edgeGesture(context, start, hit)
    const track = hit.type === 'empty' ? hit.track : hit.ref.track
    return strokeGesture(context, start, track, hit.type === 'empty')
  }
  if (hit.type === 'edge') return edgeGesture(context, start, hit)
  const plain = hit.type === 'region' ? regionGesture(context, start, hit) : chooseGesture(context, start)
  const range = rangeAt(context, start)
  return range === null ? plain : rangeGesture(context, start, range, plain)
}

export function laneCursor(context: LanesContext, point: Point, { shift, command }: Held): string {
  const hit = hitLanes(context, point)
  if (hit.type === 'none') return 'default'
  if (context.tool === 'draw') return shift ? 'cell' : hit.type === 'edge' ? 'ew-resize' : 'crosshair'
  if (hit.type === 'edge') return 'ew-resize'
  if (hit.type === 'region' || rangeAt(context, point) !== null) return command ? 'copy' : 'grab'
  return 'cell'
}
