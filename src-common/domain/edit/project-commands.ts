// The edits of the project as a whole that there are: its tracks, tempo, loop, takes and device.
import type { DeviceProfile, TrackNumber } from '../device/device'
import { clip, intervals, type Interval } from '../model/intervals'
import type { DriveMode, Groove, RecordMode } from '../model/project'
import { formatPosition, LONGEST_SONG, type Tick } from '../time/ticks'
import { replaceArrangement, setDevice, type Arrangement } from './edit-arrangement'
import { withTracks } from './edit-mutes'
import { placeTake, type PlaceTake } from './edit-takes'
import { moveTempo, putTempo, removeTempo } from './edit-tempo'
import { tracksLabel, type Edits } from './edits'
import { placeTakeLabel } from './take-label'

/** What is not given stays as it is. */
type SetTrack = {
  readonly track: TrackNumber
  readonly name?: string
  readonly color?: string
  readonly drive?: DriveMode
  readonly muted?: boolean
  readonly soloed?: boolean
}

export type ProjectCommand =
  | ({ readonly type: 'setTrack' } & SetTrack)
  | { readonly type: 'setTempo'; readonly bpm: number }
  | { readonly type: 'putTempo'; readonly tick: Tick; readonly bpm: number }
  | { readonly type: 'removeTempo'; readonly tick: Tick }
  /** In place of one that stands there. */
  | { readonly type: 'moveTempo'; readonly tick: Tick; readonly to: Tick }
  | { readonly type: 'setLoop'; readonly loop: Interval | null }
  | { readonly type: 'setPunch'; readonly punch: Interval | null }
  | { readonly type: 'setRecordMode'; readonly mode: RecordMode }
  /** In place of one of the same name. */
  | { readonly type: 'addGroove'; readonly groove: Groove }
  | { readonly type: 'removeGroove'; readonly name: string }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'setDevice'; readonly device: DeviceProfile }
  | ({ readonly type: 'placeTake' } & PlaceTake)
  | ({ readonly type: 'replaceArrangement' } & Arrangement)

/** Within what a song can be, and not empty. */
const spanOrNull = (span: Interval | null): Interval | null =>
  span === null ? null : (clip(intervals([span]), { from: 0, to: LONGEST_SONG })[0] ?? null)

export const projectEdits: Edits<ProjectCommand> = {
  setTrack: {
    run: (project, { type: _, track, ...fields }) => withTracks(project, [track], (each) => ({ ...each, ...fields })),
    label: (project, { track, name, color, drive, muted, soloed }) => {
      const own = tracksLabel(project, [track])
      if (name !== undefined) return `Rename ${own} to ${name}`
      if (color !== undefined) return `Colour ${own}`
      if (drive !== undefined) return `Drive ${own} as ${drive}`
      if (muted !== undefined) return `${muted ? 'Mute' : 'Unmute'} ${own} as a whole`
      return soloed === true ? `Solo ${own}` : `End solo of ${own}`
    },
  },
  setTempo: {
    run: (project, { bpm }) => putTempo(project, 0, bpm),
    label: (_, { bpm }) => `Tempo ${bpm.toFixed(1)}`,
  },
  putTempo: {
    run: (project, { tick, bpm }) => putTempo(project, tick, bpm),
    label: (_, { tick, bpm }) => `Tempo ${bpm.toFixed(1)} at ${formatPosition(tick)}`,
  },
  removeTempo: {
    run: (project, { tick }) => removeTempo(project, tick),
    label: (_, { tick }) => `Remove tempo change at ${formatPosition(tick)}`,
  },
  moveTempo: {
    run: (project, { tick, to }) => moveTempo(project, tick, to),
    label: (_, { to }) => `Move tempo change to ${formatPosition(to)}`,
  },
  setLoop: {
    run: (project, { loop }) => ({ ...project, loop: spanOrNull(loop) }),
    label: (_, { loop }) => (loop === null ? 'Clear loop' : 'Set loop'),
  },
  setPunch: {
    run: (project, { punch }) => ({ ...project, punch: spanOrNull(punch) }),
    label: (_, { punch }) => (punch === null ? 'Clear punch range' : 'Set punch range'),
  },
  setRecordMode: {
    run: (project, { mode }) => ({ ...project, recordMode: mode }),
    label: (_, { mode }) => (mode === 'replace' ? 'Recording replaces' : 'Recording overdubs'),
  },
  addGroove: {
    run: (project, { groove }) => ({
      ...project,
      grooves: [...project.grooves.filter(({ name }) => name !== groove.name), groove],
    }),
    label: (_, { groove }) => `Take groove ${groove.name}`,
  },
  removeGroove: {
    run: (project, { name }) => {
      const grooves = project.grooves.filter((each) => each.name !== name)
      return grooves.length === project.grooves.length ? project : { ...project, grooves }
    },
    label: (_, { name }) => `Remove groove ${name}`,
  },
  rename: { run: (project, { name }) => ({ ...project, name }), label: (_, { name }) => `Rename to ${name}` },
  setDevice: {
    run: (project, { device }) => setDevice(project, device),
    label: (_, { device }) => `Device ${device.name}`,
  },
  placeTake: { run: placeTake, label: placeTakeLabel },
  replaceArrangement: { run: replaceArrangement, label: (_, { name }) => `Import ${name}` },
}
