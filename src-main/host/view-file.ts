// How a project was looked at, in a file beside it. Nothing in it is needed: a damaged one is as good as none.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import { SCALES } from '../../src-common/domain/midi/scales'
import type { ViewMemory } from '../../src-common/rpc/view-memory'
import { controllerTarget } from './project-schema'

const track = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(63))
const trackKey = v.pipe(v.string(), v.regex(/^\d{1,2}$/))
const finite = v.pipe(v.number(), v.finite())
const pixels = v.pipe(finite, v.minValue(8), v.maxValue(10_000))

export const viewMemory = v.object({
  from: v.pipe(finite, v.minValue(0)),
  ticksPerPixel: v.pipe(finite, v.minValue(0.01), v.maxValue(10_000)),
  track,
  grid: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  follow: v.picklist(['page', 'smooth', 'off']),
  muteKind: v.picklist(['global', 'pattern']),
  tool: v.picklist(['draw', 'select']),
  bottom: v.picklist(['notes', 'takes']),
  bottomHeight: v.optional(v.nullable(pixels), null),
  rows: v.object({
    order: v.pipe(v.array(track), v.maxLength(64)),
    heights: v.record(trackKey, v.pipe(finite, v.minValue(8), v.maxValue(600))),
    folded: v.pipe(v.array(track), v.maxLength(64)),
    zoom: v.pipe(finite, v.minValue(0.1), v.maxValue(20)),
  }),
  roll: v.object({
    mode: v.picklist(['lengths', 'trigs']),
    rowHeight: v.pipe(finite, v.minValue(4), v.maxValue(40)),
    topPitch: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127)),
    scale: v.object({
      root: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(11)),
      name: v.picklist(SCALES.map(({ name }) => name)),
    }),
    velocities: v.boolean(),
    velocityHeight: v.optional(pixels, 48),
  }),
  controllers: v.optional(
    v.record(trackKey, v.pipe(v.array(v.object({ target: controllerTarget, folded: v.boolean() })), v.maxLength(300))),
    {},
  ),
})

const FILE = 'view.json'

/** Null where nobody looked at it yet. */
export async function readView(folder: string): Promise<ViewMemory | null> {
  try {
    return v.parse(viewMemory, JSON.parse(await readFile(join(folder, FILE), 'utf8')))
  } catch {
    return null
  }
}

export const writeView = (folder: string, view: ViewMemory): Promise<void> =>
  writeFileAtomic(join(folder, FILE), `${JSON.stringify(view, null, 2)}\n`)
