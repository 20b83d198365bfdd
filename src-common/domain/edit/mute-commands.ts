// The edits of mute lanes that there are.
import type { MuteKind, TrackNumber } from '../device/device'
import type { Interval } from '../model/intervals'
import type { MuteView } from '../model/mute-view'
import { formatPosition, type Tick } from '../time/ticks'
import {
  deleteMutes,
  invertMutes,
  joinMutes,
  moveMuteEdges,
  moveMutes,
  paintMutes,
  quantizeMutes,
  splitMutes,
} from './edit-mutes'
import { countLabel, tracksLabel, type Edits } from './edits'

/** A span of one kind of mute lane of several tracks. */
export type SpanOfKind = { readonly tracks: readonly TrackNumber[]; readonly kind: MuteKind } & Interval

/** The same of one kind, or of both. */
export type SpanOfLanes = { readonly tracks: readonly TrackNumber[]; readonly kinds: readonly MuteKind[] } & Interval

/** A muted region, by any tick of it as it is kept (not as a view shows it). */
export type RegionRef = { readonly track: TrackNumber; readonly kind: MuteKind; readonly inside: Tick }

export type MoveMuteEdges = {
  readonly regions: readonly RegionRef[]
  readonly edge: 'from' | 'to'
  readonly by: Tick
}

export type MoveMutes = {
  readonly regions: readonly RegionRef[]
  readonly by: Tick
  readonly trackBy: number
  /** The layer they come to; null for the one that each is in. */
  readonly kind: MuteKind | null
  readonly copy: boolean
}

export type SplitMutes = {
  readonly tracks: readonly TrackNumber[]
  readonly kinds: readonly MuteKind[]
  readonly at: Tick
  readonly gap: Tick
}
export type QuantizeMutes = SpanOfLanes & MuteView

export type MuteCommand =
  | ({ readonly type: 'paintMutes' } & SpanOfKind)
  | ({ readonly type: 'eraseMutes' } & SpanOfKind)
  /** What was muted is heard, and the other way round. */
  | ({ readonly type: 'invertMutes' } & SpanOfLanes)
  /** Mutes what lies between the regions of the span. */
  | ({ readonly type: 'joinMutes' } & SpanOfLanes)
  /** Lets the track through for `gap` ticks in the middle of a region. */
  | ({ readonly type: 'splitMutes' } & SplitMutes)
  | ({ readonly type: 'moveMuteEdges' } & MoveMuteEdges)
  | ({ readonly type: 'moveMutes' } & MoveMutes)
  | { readonly type: 'deleteMutes'; readonly regions: readonly RegionRef[] }
  /** Draws the edges in the span to the grid for good. */
  | ({ readonly type: 'quantizeMutes' } & QuantizeMutes)
  /** Shows and plays them so, and keeps what was pressed. */
  | { readonly type: 'setMuteView'; readonly view: MuteView | null }

const at = ({ from }: { readonly from: Tick }): string => `at ${formatPosition(from)}`
const regionsLabel = (regions: readonly RegionRef[]): string => countLabel(regions.length, 'mute')
const tracksOf = (regions: readonly RegionRef[]): readonly TrackNumber[] => [
  ...new Set(regions.map(({ track }) => track)),
]

export const muteEdits: Edits<MuteCommand> = {
  paintMutes: {
    run: (project, command) => paintMutes(project, command, true),
    label: (project, command) => `Mute ${tracksLabel(project, command.tracks)} ${at(command)}`,
  },
  eraseMutes: {
    run: (project, command) => paintMutes(project, command, false),
    label: (project, command) => `Unmute ${tracksLabel(project, command.tracks)} ${at(command)}`,
  },
  invertMutes: {
    run: invertMutes,
    label: (project, command) => `Invert mutes of ${tracksLabel(project, command.tracks)} ${at(command)}`,
  },
  joinMutes: {
    run: joinMutes,
    label: (project, command) => `Join mutes of ${tracksLabel(project, command.tracks)} ${at(command)}`,
  },
  splitMutes: {
    run: splitMutes,
    label: (project, command) =>
      `Split mutes of ${tracksLabel(project, command.tracks)} at ${formatPosition(command.at)}`,
  },
  moveMuteEdges: {
    run: moveMuteEdges,
    label: (project, { regions }) =>
      regions.length === 1
        ? `Move mute edge of ${tracksLabel(project, tracksOf(regions))}`
        : `Move edges of ${regionsLabel(regions)}`,
  },
  moveMutes: {
    run: moveMutes,
    label: (project, { regions, kind, copy }) => {
      const verb = copy
        ? 'Copy'
        : kind !== null && regions.some((each) => each.kind !== kind)
          ? 'Change layer of'
          : 'Move'
      return `${verb} ${regionsLabel(regions)} of ${tracksLabel(project, tracksOf(regions))}`
    },
  },
  deleteMutes: {
    run: (project, { regions }) => deleteMutes(project, regions),
    label: (project, { regions }) => `Delete ${regionsLabel(regions)} of ${tracksLabel(project, tracksOf(regions))}`,
  },
  quantizeMutes: {
    run: quantizeMutes,
    label: (project, command) => `Quantize mutes of ${tracksLabel(project, command.tracks)}`,
  },
  setMuteView: {
    run: (project, { view }) => ({ ...project, muteView: view }),
    label: (_, { view }) => (view === null ? 'Show mutes as they were pressed' : 'Show mutes quantized'),
  },
}
