// Decides how a pattern is to be read: by the table of the version that it says to be of, by the table that fits what it is
// built like, by the newest table as far as that fits, or of the places of its trigs alone.
import { PATTERN_FIELDS, type PatternField } from '../pattern-dump'
import { u32 } from './big-endian'
import type { DumpFrame } from './elektron-frame'
import { findGeometry, type Geometry } from './geometry'
import { indexPool, type NotePool } from './note-pool'
import { layoutOf, layoutsOf } from './pattern-layout'
import { poolAt, sizeWithTail, type PatternLayout } from './pattern-shape'
import { rangeFaults } from './range-check'
import { structureFaults } from './structure-check'

export type FormatChoice =
  | {
      readonly ok: true
      readonly structVersion: number
      readonly layout: PatternLayout
      readonly pool: NotePool | null
      /** A known version, and nothing in it that no box writes. */
      readonly sure: boolean
      /** Nothing but the words of the steps, and the tail, can be believed. */
      readonly stepsOnly: boolean
      readonly notices: readonly string[]
    }
  | { readonly ok: false; readonly reason: string }

const MOST_FAULTS = 3
/** Where the structure alone was recognised. */
const UNPROVEN: readonly PatternField[] = PATTERN_FIELDS.filter((field) => field !== 'trig')

export function chooseFormat(frame: DumpFrame): FormatChoice {
  const { payload, device } = frame
  const structVersion = u32(payload, 0)
  const table = layoutOf(device, structVersion)
  if (table !== null && payload.length < table.patternSize) {
    return refuse(
      `The pattern is cut off: ${payload.length} bytes of the ${table.patternSize} of version ${structVersion}.`,
    )
  }
  const faults = table === null ? [] : structureFaults(payload, table)
  if (table !== null && faults.length === 0) return byTable(payload, table)
  const geometry = findGeometry(payload, device)
  if (geometry !== null) return byGeometry(frame, geometry, structVersion, table !== null)
  return table === null
    ? refuse(`The pattern is of version ${structVersion}, which is not known, and is built like none that is.`)
    : refuse(`The pattern is not one of version ${structVersion}, which it says to be. ${faults.join(' ')}`)
}

function byTable(payload: Uint8Array, layout: PatternLayout): FormatChoice {
  const pool = poolOf(payload, layout)
  const faults = rangeFaults(payload, layout, pool)
  const sure = faults.length === 0
  const notices = sure ? [] : [`Not all of it is as the box writes it: ${faults.slice(0, MOST_FAULTS).join(' ')}`]
  return { ok: true, structVersion: layout.structVersion, layout, pool, sure, stepsOnly: false, notices }
}

function byGeometry(
  { payload, device }: DumpFrame,
  geometry: Geometry,
  structVersion: number,
  isKnown: boolean,
): FormatChoice {
  const layouts = layoutsOf(device)
  const same = layouts.find((each) => each.trackSize === geometry.trackSize && each.tail === geometry.tail)
  const layout = { ...(same ?? stretched(layouts, geometry)), inferred: UNPROVEN }
  const pool = poolOf(payload, layout)
  const stepsOnly = !fits(layout, geometry) || rangeFaults(payload, layout, pool).length > 0
  const version = isKnown
    ? `The pattern says to be of version ${structVersion}, but is not built so`
    : `The pattern is in an unverified format, version ${structVersion}`
  const rest = stepsOnly
    ? 'only the places of its trigs are sure; their notes, velocities, lengths and conditions were not read'
    : 'it was read by its structure, and may be wrong'
  return { ok: true, structVersion, layout, pool, sure: false, stepsOnly, notices: [`${version}: ${rest}.`] }
}

/** The newest version, with longer or shorter tracks. */
function stretched(layouts: readonly PatternLayout[], { trackSize, tail, hasPool }: Geometry): PatternLayout {
  const [newest] = layouts as readonly [PatternLayout, ...PatternLayout[]]
  return { ...newest, trackSize, tail, pool: hasPool ? poolAt(trackSize) : null, patternSize: sizeWithTail(tail) }
}

/** Whether the places of a version are within tracks of this size, and its notes where it has them. */
function fits({ settings, lanes, pool }: PatternLayout, { trackSize }: Geometry): boolean {
  const end = Math.max(settings.trackLength + 2, (settings.speed ?? 0) + 1, (settings.probability ?? 0) + 1)
  return end <= trackSize && (lanes.note === null) === (pool !== null)
}

const poolOf = (payload: Uint8Array, { pool }: PatternLayout): NotePool | null =>
  pool === null ? null : indexPool(payload, pool)

const refuse = (reason: string): FormatChoice => ({ ok: false, reason })
