// The hatch of what is muted, as a tile: some hundred slanted lines in each frame are the dearest thing to draw.
import type { MuteKind } from '../../src-common/domain/device/device'
import { fade, INK } from './colors'

const PERIOD = 7
/** Global mutes are hatched one way, pattern mutes the other: so both can be told apart without colour. */
const LINES = { global: '#3a3f46', pattern: '#5a4a6b' } as const

const made = new Map<string, CanvasPattern>()

/** Stronger for the lane that is edited. */
export function hatchOf(context: CanvasRenderingContext2D, kind: MuteKind, isEdited: boolean): CanvasPattern | string {
  const ratio = window.devicePixelRatio || 1
  const key = `${kind} ${String(isEdited)} ${String(ratio)}`
  const hatch = made.get(key) ?? makeHatch(context, lookOf(kind, isEdited), Math.max(1, Math.round(PERIOD * ratio)))
  if (hatch === null) return lookOf(kind, isEdited).ground
  made.set(key, hatch)
  return hatch
}

type HatchLook = { readonly ground: string; readonly line: string; readonly rises: boolean }

const lookOf = (kind: MuteKind, isEdited: boolean): HatchLook => ({
  ground: fade(INK.black, isEdited ? 0.55 : 0.35),
  line: fade(LINES[kind], isEdited ? 1 : 0.45),
  rises: kind === 'global',
})

function makeHatch(context: CanvasRenderingContext2D, look: HatchLook, size: number): CanvasPattern | null {
  const tile = document.createElement('canvas')
  tile.width = size
  tile.height = size
  const on = tile.getContext('2d')
  if (on === null) return null
  paintTile(on, look, size)
  const pattern = context.createPattern(tile, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(PERIOD / size))
  return pattern
}

function paintTile(on: CanvasRenderingContext2D, { ground, line, rises }: HatchLook, size: number): void {
  on.fillStyle = ground
  on.fillRect(0, 0, size, size)
  on.strokeStyle = line
  on.lineWidth = size / PERIOD
  on.beginPath()
  // The line, and those of the neighbours whose ends reach into the corners.
  for (const x of [-size, 0, size]) {
    on.moveTo(x, rises ? size : 0)
    on.lineTo(x + size, rises ? 0 : size)
  }
  on.stroke()
}
