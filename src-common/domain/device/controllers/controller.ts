// A parameter of a box that can be reached by a controller or an NRPN, and the short way in which the tables write it.

/** What a channel is to the box decides what a number means: an audio track's, a MIDI track's, or FX CONTROL CH. */
export type ControllerRole = 'track' | 'midiTrack' | 'fx'
/** The least and the greatest value. */
type ValueRange = readonly [least: number, greatest: number]

export type Controller = {
  readonly section: string
  readonly name: string
  readonly role: ControllerRole
  /** Null where only its NRPN is known. */
  readonly cc: number | null
  /** The controller with the lower 7 bits, where two make one value; `cc` then has the upper 7. */
  readonly ccLsb: number | null
  readonly ccRange: ValueRange | null
  readonly nrpn: readonly [msb: number, lsb: number] | null
  readonly nrpnRange: ValueRange | null
  /** Whether the middle of the range is the box's zero. */
  readonly centered: boolean
  /** Why the source's row may be wrong; null where nothing speaks against it. */
  readonly doubt: string | null
}

type Details = Partial<Pick<Controller, 'ccLsb' | 'ccRange' | 'nrpnRange' | 'centered' | 'doubt'>>
type Row = readonly [name: string, cc: number | null, nrpn: Controller['nrpn'], details?: Details]

const DATA: ValueRange = [0, 127]

/** Rows of one section; values go from 0 to 127 where nothing else is said. */
export function section(role: ControllerRole, name: string, rows: readonly Row[]): readonly Controller[] {
  return rows.map(([parameter, cc, nrpn, details]) => ({
    section: name,
    name: parameter,
    role,
    cc,
    ccLsb: null,
    ccRange: cc === null ? null : DATA,
    nrpn,
    nrpnRange: nrpn === null ? null : DATA,
    centered: false,
    doubt: null,
    ...details,
  }))
}

/** From 0 to this, either way. */
export const upTo = (greatest: number): Details => ({ ccRange: [0, greatest], nrpnRange: [0, greatest] })

/** A value of 14 bits around its middle, also as two controllers. */
export const pair = (ccLsb: number): Details => ({ ...upTo(16383), ccLsb, centered: true })
