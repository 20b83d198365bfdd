// Finds the table of a version: where in such a pattern everything stands.
import type { DumpDevice } from '../pattern-dump'
import { DIGITAKT_LAYOUTS } from './layout-digitakt'
import { DIGITAKT2_LAYOUTS } from './layout-digitakt2'
import type { PatternLayout } from './pattern-shape'

const LAYOUTS: Readonly<Record<DumpDevice, readonly PatternLayout[]>> = {
  digitakt: DIGITAKT_LAYOUTS,
  digitakt2: DIGITAKT2_LAYOUTS,
}

/** Null for a version that is not known. */
export const layoutOf = (device: DumpDevice, structVersion: number): PatternLayout | null =>
  LAYOUTS[device].find((layout) => layout.structVersion === structVersion) ?? null

/** The newest first. */
export const layoutsOf = (device: DumpDevice): readonly PatternLayout[] => LAYOUTS[device].toReversed()
