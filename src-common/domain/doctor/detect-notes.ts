// Detectors of notes that do not come, or come otherwise than they were played (rows 4 to 10, 22 and 23).
import { trackLabel, type DeviceProfile } from '../device/device'
import type { Channel } from '../midi/message'
import { channelsOfBox, fromBox, type Evidence } from './evidence'
import { fault, normal, type Detector } from './finding'
import { askedOf, askedWith, muteAnswer, playsWithoutNotes, stateIn } from './gesture-state'
import { MENU, trackChannel } from './menu'
import { knownSequences, sequencesOf } from './sequence-channels'

const LEAST_NOTES = 4
/** Of notes that come twice, the half are repeats; some get lost on the way. */
const AGAIN_SHARE = 0.4
const BESIDE_SHARE = 0.8
const OCTAVE = 12

/** The musician says so; else MIDI tracks are known that send. */
export const expectsNotes = ({ answers }: Evidence, profile: DeviceProfile): boolean =>
  answers.midiTrack ?? knownSequences(profile).size > 0

const keysArrive = (evidence: Evidence, profile: DeviceProfile): boolean =>
  askedWith(evidence, profile, 'trig', 'answered').length > 0

export const audioTracks: Detector = (evidence, profile) =>
  playsWithoutNotes(evidence, profile) && !expectsNotes(evidence, profile) && !keysArrive(evidence, profile)
    ? normal(4, 60, 'The clock arrives, and no notes: this is normal for audio tracks.')
    : null

export const midiTrackOff: Detector = (evidence, profile) =>
  playsWithoutNotes(evidence, profile) && expectsNotes(evidence, profile)
    ? fault(5, 80, 'The clock arrives, and no notes of a MIDI track.')
    : null

export const keysOnly: Detector = (evidence, profile) =>
  playsWithoutNotes(evidence, profile) && !expectsNotes(evidence, profile) && keysArrive(evidence, profile)
    ? normal(6, 65, 'Keys arrive, and the sequence does not: this is normal for audio tracks.')
    : null

export const keysSilent: Detector = (evidence, profile) => {
  const [trig] = askedWith(evidence, profile, 'trig', 'silent')
  const track = trig?.gesture.track ?? null
  if (track === null || fromBox(evidence).any === null) return null
  const saw = `No note of [TRIG] ${String(track + 1)} arrived.`
  const [key, channel] = [MENU.trigKeyDest('INT+EXT'), trackChannel(profile, track)]
  // What silences its mutes as well is the channel, unless all mutes are silent.
  if (stateIn(evidence, profile, 'mute', track) !== 'silent') return fault(7, 86, saw, [key, channel])
  const others = askedWith(evidence, profile, 'mute', 'silent').some(({ gesture }) => gesture.track !== track)
  return others
    ? fault(7, 70, saw, [key, channel])
    : fault(7, 88, `Neither its key nor its mute arrives: track ${trackLabel(profile.model, track)} has no channel.`, [channel, key])
} // prettier-ignore

export const oneChannel: Detector = (evidence, profile) => {
  const { tracks } = profile
  const mutes = askedWith(evidence, profile, 'mute', 'answered').flatMap((asked) => {
    const channel = muteAnswer(asked, profile)?.channel
    const own = tracks[asked.gesture.track ?? -1]?.channel
    return channel === undefined ? [] : [{ channel, own }]
  })
  const [first, second] = mutes
  const shared = first !== undefined && second !== undefined && mutes.every(({ channel }) => channel === first.channel)
  if (shared && first.own !== second.own)
    return fault(8, 90, `The mutes of two tracks arrived on channel ${String(first.channel)}.`, [MENU.outputChannel('TRK CH')])
  const sequences = knownSequences(profile)
  const heard = playedChannels(evidence)
  const [only] = heard
  return only !== undefined && heard.length === 1 && sequences.size > 1 && !sequences.has(only)
    ? fault(8, 75, `All notes arrive on channel ${String(only)}.`)
    : null
} // prettier-ignore

/** The channels of the notes that came while the box played, where they are enough to tell. */
function playedChannels(evidence: Evidence): readonly Channel[] {
  const notes = askedOf(evidence, 'play')?.heard.flatMap(({ message }) => (message.type === 'noteOn' ? [message.channel] : []))
  return notes === undefined || notes.length < 2 * LEAST_NOTES ? [] : [...new Set(notes)]
} // prettier-ignore

export const notesTwice: Detector = (evidence, profile) => {
  const { byChannel, echoes } = evidence.copies
  const twice = Object.values(byChannel).find(
    ({ notes, again }) => notes >= LEAST_NOTES && again / notes >= AGAIN_SHARE,
  )
  if (twice !== undefined) {
    const [ports, output, cable] = [MENU.ports('Listen: one port only'), MENU.outputTo('USB'), MENU.cable('take THRU out of the merge')] // prettier-ignore
    return twice.onOther > 0
      ? fault(9, 91, 'Each note comes by two inputs.', [ports, output])
      : fault(9, 91, 'Each note comes twice, at the same pitch.', [output, cable])
  }
  if (echoes.others > 0)
    return fault(9, 78, 'What Muteline sends comes back.', [MENU.cable('take THRU out of the merge')])
  if (echoes.notes === 0) return null
  const midi = profile.tracks.some(({ kind, channel }) => kind === 'midi' && channel !== null && echoes.channels.includes(channel)) // prettier-ignore
  return normal(9, 40, `Notes for ${midi ? 'a MIDI track' : 'this channel'} come back from the box: Muteline does not send them on.`) // prettier-ignore
}

/** On which channel each note comes with another one, so many octaves away; any other distance may be a chord that is meant. */
export function octavesBeside({ copies }: Evidence): { readonly channel: string; readonly distance: string } | null {
  for (const [channel, { notes, beside }] of Object.entries(copies.byChannel)) {
    const octave = Object.entries(beside).find(
      ([distance, count]) => Number(distance) % OCTAVE === 0 && notes >= LEAST_NOTES && (2 * count) / notes >= BESIDE_SHARE,
    )
    if (octave !== undefined) return { channel, distance: octave[0] }
  }
  return null
} // prettier-ignore

/** Octaves may be meant, too: only the musician knows. */
export const strangePitch: Detector = (evidence) => {
  if (evidence.answers.strangePitch !== true) return null
  const octave = octavesBeside(evidence)
  return octave === null
    ? fault(10, 82, 'You hear another pitch beside each note.')
    : fault(10, 92, `On channel ${octave.channel}, each note comes with the one ${octave.distance} semitones away.`)
}

/** A key may be held as the box stops: only what a sequence sent is left behind by Stop. */
export const hungNotes: Detector = (evidence, profile) => {
  const keys = new Set(profile.tracks.flatMap(({ channel }) => channel ?? []))
  const sequences = sequencesOf(evidence, profile)
  const hung = (fromBox(evidence).hung ?? []).filter((channel) => sequences.has(channel) || !keys.has(channel)).length
  if (hung > 0) return fault(22, 76, `${notesText(hung)} not ended by Stop.`)
  return evidence.answers.stuck === true ? fault(22, 74, 'You hear notes hang on.') : null
}
const notesText = (count: number): string => (count === 1 ? '1 note was' : `${String(count)} notes were`)

export const staleControllers: Detector = (evidence) => {
  if (evidence.answers.synthSilent !== true) return null
  const count = channelsOfBox(evidence).reduce((sum, [, { controllers }]) => sum + (controllers?.count ?? 0), 0)
  return fault(23, 72, count > 0 ? `A synth changed, and ${String(count)} controllers arrived.` : 'A synth changed.')
}
