// How notes were quantized and humanized the last time: what the dialogs show, and the key does again.
import type { Humanize } from '../../src-common/domain/edit/humanize-notes'
import type { Quantize } from '../../src-common/domain/edit/quantize-notes'
import type { Project } from '../../src-common/domain/model/project'
import type { Tick } from '../../src-common/domain/time/ticks'

/** The grid is null for the one that is shown. The groove goes by its name, so that one that was taken anew is used. */
export type QuantizeSettings = Omit<Quantize, 'grid' | 'groove'> & {
  readonly grid: Tick | null
  readonly groove: string | null
}

export const USUAL_QUANTIZE: QuantizeSettings = { grid: null, strength: 100, swing: 50, groove: null, edges: 'start' }
export const USUAL_HUMANIZE: Humanize = { timing: 15, velocity: 10, length: 0, seed: 1 }

export const quantizeBy = (settings: QuantizeSettings, project: Project, shownGrid: Tick): Quantize => ({
  ...settings,
  grid: settings.grid ?? shownGrid,
  groove: project.grooves.find(({ name }) => name === settings.groove)?.offsets ?? null,
})

/** A number of at most four digits, so that it can be remembered and typed again. */
export const newSeed = (): number => 1 + Math.floor(Math.random() * 9999)
