// Names for the numbers that a box sends and takes, and numbers for the names. A number means different things on
// different channels, so every lookup goes by what the channel is to the box.
import type { Channel } from '../../midi/message'
import type { DeviceModel, DeviceProfile, TrackNumber } from '../device'
import { section, type Controller, type ControllerRole } from './controller'
import { DIGITAKT_CONTROLLERS } from './digitakt-controllers'
import { DIGITAKT2_CONTROLLERS } from './digitakt2-controllers'

export type ControllerName = {
  /** Several names, parted by "or", where the source gives one number to several parameters. */
  readonly name: string
  readonly role: ControllerRole
  /** Null for the effects, which are no track's. */
  readonly track: TrackNumber | null
  /** *msb*, *lsb*: the upper or lower 7 bits of a value that two controllers make. */
  readonly part: 'whole' | 'msb' | 'lsb'
  readonly rows: readonly Controller[]
  readonly doubt: string | null
}

/** What a controller is, sent or received on a channel; null where no table knows it. */
export function controllerName(profile: DeviceProfile, channel: Channel, cc: number): ControllerName | null {
  const found = nameIn(profile, channel, (tables) => tables.byCc.get(cc) ?? tables.byCcLsb.get(cc))
  if (found === null) return valueName(profile, channel, cc)
  const { ccLsb } = found.rows[0] ?? { ccLsb: null }
  return { ...found, part: ccLsb === null ? 'whole' : ccLsb === cc ? 'lsb' : 'msb' }
}

/** What an NRPN is, sent or received on a channel; null where no table knows it. */
export function nrpnName(profile: DeviceProfile, channel: Channel, msb: number, lsb: number): ControllerName | null {
  return nameIn(profile, channel, (tables) => tables.byNrpn.get(nrpnKey(msb, lsb)))
}

/** The parameter that has this name in this role: its numbers and ranges. */
export function controllerOf(model: DeviceModel, role: ControllerRole, name: string): Controller | null {
  return controllersOf(model, role).find((row) => row.name === name) ?? null
}

/** All that can be reached on a channel of this role. */
export const controllersOf = (model: DeviceModel, role: ControllerRole): readonly Controller[] =>
  TABLES[model][role].rows

/**
 * Where several tracks share a channel the lowest is named, as everywhere. Where a track's channel is FX CONTROL CH too
 * no source says which of them the box means: the track is asked first, since a performance moves tracks, and what the
 * effects have under the same number is told as a doubt.
 */
function nameIn(
  profile: DeviceProfile,
  channel: Channel,
  look: (tables: Tables) => readonly Controller[] | undefined,
): ControllerName | null {
  const [first, ...others] = placesOf(profile, channel).flatMap(({ role, track }): ControllerName[] => {
    const rows = look(TABLES[profile.model][role])
    if (rows === undefined) return []
    return [{ name: rows.map((row) => row.name).join(' or '), role, track, part: 'whole', rows, doubt: doubtOf(rows) }]
  })
  if (first === undefined) return null
  const other = others.find(({ role }) => role !== first.role)
  if (other === undefined) return first
  const shared = `The channel has two uses, in the other this is ${other.name}.`
  return { ...first, doubt: first.doubt === null ? shared : `${first.doubt} ${shared}` }
}

function doubtOf(rows: readonly Controller[]): string | null {
  const doubts = new Set(rows.flatMap(({ doubt }) => (doubt === null ? [] : [doubt])))
  return doubts.size === 0 ? null : [...doubts].join(' ')
}

type Place = { readonly role: ControllerRole; readonly track: TrackNumber | null }

function placesOf(profile: DeviceProfile, channel: Channel): readonly Place[] {
  const tracks = profile.tracks.flatMap((track, number): Place[] =>
    track.channel === channel ? [{ role: track.kind === 'midi' ? 'midiTrack' : 'track', track: number }] : [],
  )
  return profile.fxChannel === channel ? [...tracks, { role: 'fx', track: null }] : tracks
}

/**
 * On the channel of a MIDI track's sequence the musician chooses the numbers: 70 to 77 are only what VAL1 to VAL8 send
 * before anything was chosen (videomusik/dt_og_plus_plus, firmware 1.52A: SEL1 to SEL8).
 */
function valueName(profile: DeviceProfile, channel: Channel, cc: number): ControllerName | null {
  const row = VALUES_BY_DEFAULT.find((each) => each.cc === cc)
  const track = profile.tracks.findIndex(({ kind, noteChannel }) => kind === 'midi' && noteChannel === channel)
  if (row === undefined || track < 0 || profile.model === 'generic') return null
  return { name: row.name, role: 'midiTrack', track, part: 'whole', rows: [row], doubt: null }
}
const VALUES_BY_DEFAULT = section(
  'midiTrack',
  'MIDI',
  Array.from({ length: 8 }, (_, i) => [`VAL${i + 1} by default`, 70 + i, null] as const),
)

type Tables = {
  readonly rows: readonly Controller[]
  readonly byCc: ReadonlyMap<number, readonly Controller[]>
  readonly byCcLsb: ReadonlyMap<number, readonly Controller[]>
  readonly byNrpn: ReadonlyMap<number, readonly Controller[]>
}

function tablesOf(rows: readonly Controller[]): Tables {
  return {
    rows,
    byCc: grouped(rows, ({ cc }) => cc),
    byCcLsb: grouped(rows, ({ ccLsb }) => ccLsb),
    byNrpn: grouped(rows, ({ nrpn }) => (nrpn === null ? null : nrpnKey(...nrpn))),
  }
}

const nrpnKey = (msb: number, lsb: number): number => (msb << 7) | lsb

function grouped(
  rows: readonly Controller[],
  keyOf: (row: Controller) => number | null,
): ReadonlyMap<number, readonly Controller[]> {
  const groups = new Map<number, Controller[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

const ofRole = (rows: readonly Controller[], role: ControllerRole): readonly Controller[] =>
  rows.filter((row) => row.role === role)

/**
 * What of an audio track's parameters a MIDI track takes as well: mk I, NOT1, VEL, LEN and LFO.T of TRIG, and LFO
 * (manual, p. 61), and the mutes.
 */
const ON_MIDI_TRACKS = [
  'Global mute',
  'Track mute',
  'Pattern mute',
  'Trig note',
  'Trig velocity',
  'Trig length',
  'LFO trig',
]
const MIDI_LFOS = ['LFO', 'LFO 1', 'LFO 2']
const alsoOnMidiTracks = ({ role, name, section: page }: Controller): boolean =>
  role === 'track' && (ON_MIDI_TRACKS.includes(name) || MIDI_LFOS.includes(page))

/** LFO 3 is left out, since its NRPNs are those of VAL9 to VAL11. */
const NOT_KNOWN_OF_MIDI_TRACKS = 'Taken over from mk I: of Digitakt II no source says what a MIDI track takes.'

function byRole(rows: readonly Controller[], doubtOnMidi: string | null): Readonly<Record<ControllerRole, Tables>> {
  const shared = rows.filter(alsoOnMidiTracks).map((row) => ({ ...row, doubt: row.doubt ?? doubtOnMidi }))
  return {
    track: tablesOf(ofRole(rows, 'track')),
    midiTrack: tablesOf([...shared, ...ofRole(rows, 'midiTrack')]),
    fx: tablesOf(ofRole(rows, 'fx')),
  }
}

const TABLES: Readonly<Record<DeviceModel, Readonly<Record<ControllerRole, Tables>>>> = {
  digitakt: byRole(DIGITAKT_CONTROLLERS, null),
  digitakt2: byRole(DIGITAKT2_CONTROLLERS, NOT_KNOWN_OF_MIDI_TRACKS),
  generic: byRole([], null),
}
