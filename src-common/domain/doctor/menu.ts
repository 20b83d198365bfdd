// The menus of the box, item by item, as they are lettered there; what is pressed ends in one of these.
import { trackLabel, type DeviceProfile, type TrackNumber } from '../device/device'

/** Where to go, and what to set there: `SETTINGS > MIDI CONFIG > PORT CONFIG > MUTE DEST: INT+EXT`. */
export type Step = {
  readonly path: readonly string[]
  /** What to choose, or to do. */
  readonly value: string
}

const CONFIG = ['SETTINGS', 'MIDI CONFIG'] as const
const sync = (item: string) => (value: string): Step => ({ path: [...CONFIG, 'SYNC', item], value }) // prettier-ignore
const port = (item: string) => (value: string): Step => ({ path: [...CONFIG, 'PORT CONFIG', item], value }) // prettier-ignore
const channels = (item: string) => (value: string): Step => ({ path: [...CONFIG, 'CHANNELS', item], value }) // prettier-ignore
const at = (...path: readonly string[]) => (value: string): Step => ({ path, value }) // prettier-ignore

/**
 * Labels: MIDI chapter of the Digitone manual, which shares the menus, a list of a Digitakt's own (intech.studio community),
 * and the Digitakt manual, p. 61. Factory values that no source gives are not given here.
 */
export const MENU = {
  clockReceive: sync('CLOCK RECEIVE'),
  clockSend: sync('CLOCK SEND'),
  transportReceive: sync('TRANSPORT RECEIVE'),
  transportSend: sync('TRANSPORT SEND'),
  programReceive: sync('PRG CH RECEIVE'),
  programSend: sync('PRG CH SEND'),
  outPort: port('OUT PORT FUNC'),
  inputFrom: port('INPUT FROM'),
  outputTo: port('OUTPUT TO'),
  outputChannel: port('OUTPUT CH'),
  encoderDest: port('ENCODER DEST'),
  trigKeyDest: port('TRIG KEY DEST'),
  muteDest: port('MUTE DEST'),
  paramOutput: port('PARAM OUTPUT'),
  receiveNotes: port('RECEIVE NOTES'),
  receiveControllers: port('RECEIVE CC/NRPN'),
  tracks: channels('TRACK 1 to 16'),
  midiTracks: channels('TRACK A to H'),
  programIn: channels('PROGRAM CHG IN CH'),
  programOut: channels('PROGRAM CHG OUT CH'),
  usb: at('SETTINGS', 'SYSTEM', 'USB CONFIG'),
  midiChannel: at('MIDI track', 'SRC', 'CHAN'),
  midiMachine: at('[FUNC] + [SRC]', 'SRC', 'MIDI'),
  midiNotes: at('MIDI track', 'TRIG', 'NOT2 to NOT4'),
  midiControllers: at('MIDI track', 'FLTR and AMP', 'SEL'),
  scale: at('[FUNC] + [PAGE]', 'SCALE', 'CH.LEN'),
  masterLength: at('[FUNC] + [PAGE]', 'SCALE', 'M.LEN'),
  muteMode: at('[FUNC] + [BANK]'),
  cable: at('CABLE'),
  computer: at('COMPUTER'),
  doctor: at('MUTELINE', 'Doctor'),
  ports: at('MUTELINE', 'More ports'),
  input: at('MUTELINE', 'In and Out'),
  lead: at('MUTELINE', 'Lead'),
  patterns: at('MUTELINE', 'Patterns'),
  track: at('MUTELINE', 'Track'),
  noteRange: at('MUTELINE', 'Notes'),
  panic: at('MUTELINE', 'Panic'),
} as const

/** The channel of one track, by the name that it has on the box. */
export const trackChannel = (profile: DeviceProfile, track: TrackNumber): Step =>
  channels(`TRACK ${trackLabel(profile.model, track)}`)('a channel of its own, 1 to 16')

export const pathText = ({ path, value }: Step): string => `${path.join(' > ')}: ${value}`
