// What the musician is asked to do on the box, in which words, and what is asked next.
import { trackLabel, type DeviceProfile, type TrackNumber } from '../device/device'
import { boxPort, fromBox, type Asked, type Evidence, type Gesture, type GestureType } from './evidence'
import { askedOf, muteAnswer, stateOf } from './gesture-state'
import { hasNrpnMute } from './nrpn-mutes'

const FIRST: TrackNumber = 0
const SECOND: TrackNumber = 1

/** The three that everything hangs on: the clock, a mute, and its undoing. */
const THREE_GESTURES: readonly Gesture[] = [
  { type: 'play', track: null },
  { type: 'mute', track: FIRST },
  { type: 'unmute', track: FIRST },
]

const gesture = (type: GestureType, track: TrackNumber | null = null): Gesture => ({ type, track })

/** What is worth asking, in order: a second track only where the first one leaves a doubt. */
export function gesturesFor(evidence: Evidence, profile: DeviceProfile, further: boolean): readonly Gesture[] {
  const second = doubtsFirstTrack(evidence, profile) ? [gesture('mute', SECOND), gesture('unmute', SECOND)] : []
  if (!further) return [...THREE_GESTURES, ...second]
  const midi = profile.model === 'digitakt' ? profile.tracks.findIndex(({ kind }) => kind === 'midi') : -1
  return [
    ...THREE_GESTURES,
    ...second,
    ...(midi < 0 ? [] : [gesture('mute', midi), gesture('unmute', midi)]),
    gesture('patternMute', FIRST),
    gesture('patternUnmute', FIRST),
    gesture('pattern'),
    gesture('stop'),
    gesture('trig', FIRST),
    // The virtual box has no knobs.
    ...(boxPort(evidence, 'in')?.virtual === true ? [] : [gesture('knob')]),
  ]
}

/** Its mute did not come, and other things do; or it came by a channel that is not its own. */
function doubtsFirstTrack(evidence: Evidence, profile: DeviceProfile): boolean {
  const asked = askedOf(evidence, 'mute', FIRST)
  if (asked === null) return false
  const answer = muteAnswer(asked, profile)
  if (answer !== null) return answer.channel !== profile.tracks[FIRST]?.channel
  if (hasNrpnMute(asked)) return false
  return stateOf(evidence, profile, asked) === 'silent' && fromBox(evidence).any !== null
}

/** The first that was not asked for yet; null where all were. */
export const nextGesture = (evidence: Evidence, profile: DeviceProfile, further: boolean): Gesture | null =>
  gesturesFor(evidence, profile, further).find(({ type, track }) => askedOf(evidence, type, track) === null) ?? null

/** What to press, and how. */
export function gestureText({ type, track }: Gesture, profile: DeviceProfile): { readonly ask: string; readonly how: string } {
  const name = track === null ? '' : trackLabel(profile.model, track)
  switch (type) {
    case 'play':
      return { ask: 'Press STOP, then PLAY', how: 'Let it play for a bar or two, with a MIDI track if you use one.' }
    case 'stop':
      return { ask: 'Press STOP', how: 'Leave it stopped for a moment.' }
    // [FUNC] + [BANK] is MUTE mode; global mutes are green, those of a pattern purple (elektronauts.com/t/109276).
    case 'mute':
      return { ask: `Mute track ${name}`, how: `It has to sound before. ${MUTE_MODE} [TRIG] ${key(track)}: green, the global mutes.` }
    case 'unmute':
      return { ask: `Unmute track ${name}`, how: `[TRIG] ${key(track)} once more.` }
    case 'patternMute':
      return { ask: `Pattern-mute track ${name}`, how: `In MUTE mode with the purple mutes, those of the pattern: [TRIG] ${key(track)}.` }
    case 'patternUnmute':
      return { ask: `Undo the pattern mute of track ${name}`, how: `[TRIG] ${key(track)} once more.` }
    case 'pattern':
      return { ask: 'Choose another pattern', how: '[PTN] + a [TRIG] key.' }
    case 'trig':
      return { ask: `Press [TRIG] ${key(track)}`, how: 'In trig mode, outside of MUTE mode, with the box stopped.' }
    case 'knob':
      return { ask: 'Turn a knob', how: 'Any of the DATA ENTRY knobs, on an audio track.' }
  }
} // prettier-ignore
const MUTE_MODE = '[FUNC] + [BANK], then'
const key = (track: TrackNumber | null): string => String((track ?? 0) + 1)

/** What is said once patience is over; the doctor names the likely row below it. */
export function silenceText(asked: Asked, profile: DeviceProfile): string {
  const { type, track } = asked.gesture
  const name = track === null ? '' : trackLabel(profile.model, track)
  switch (type) {
    case 'play':
      return asked.pulses === 0 ? 'No clock arrived.' : 'The clock ran before, and no Start arrived.'
    case 'stop':
      return 'No Stop arrived.'
    case 'mute':
    case 'unmute':
      return hasNrpnMute(asked) ? `The mute of track ${name} arrived as NRPN.` : `No mute of track ${name} arrived.`
    case 'patternMute':
    case 'patternUnmute':
      return `No pattern mute of track ${name} arrived.`
    case 'pattern':
      return 'No program change arrived.'
    case 'trig':
      return 'No note arrived.'
    case 'knob':
      return 'No controller arrived.'
  }
}
