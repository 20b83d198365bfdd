// Detectors of what we send and the box does not take (rows 15 to 21).
import { trackOfChannel, type DeviceProfile } from '../device/device'
import type { Evidence } from './evidence'
import { fault, normal, type Detector } from './finding'
import { clockIsOurs } from './gesture-state'
import { MENU, trackChannel, type Step } from './menu'

/** A second of a clock at 60 BPM: more than what was on its way when we began to lead. */
const OWN_CLOCK = 24

/** A box that sends a clock while we lead goes by its own; one that sends ours back says nothing of its own. */
export const hasOwnClock = (evidence: Evidence): boolean =>
  evidence.sent.leading !== null && evidence.sent.leading.pulses >= OWN_CLOCK && !clockIsOurs(evidence)

export const ignoresStart: Detector = (evidence) => {
  const { answers, sent } = evidence
  if (sent.starts === null || answers.started === true) return null
  // It plays: that it did not start is for the musician to say.
  if ((sent.leading?.notes ?? 0) > 0 && answers.started === undefined) return null
  if (hasOwnClock(evidence))
    return fault(15, answers.started === false ? 90 : 70, 'The box sends a clock of its own while Muteline leads.', [
      MENU.clockSend('off'),
      MENU.clockReceive('on'),
      MENU.transportReceive('on'),
    ])
  return answers.started === false && sent.leading?.notes === 0
    ? fault(15, 88, 'Muteline sent clock and Start, and the box stood still.')
    : null
}

export const ownTempo: Detector = ({ answers, sent }) =>
  sent.starts !== null && answers.ourTempo === false
    ? fault(16, 91, 'The box plays, and not at the tempo of Muteline.')
    : null

export const ignoresProgram: Detector = ({ answers, sent }, { programIn }) =>
  sent.programs !== null && answers.patternChanged === false
    ? fault(17, 87, `A program change was sent on channel ${String(programIn)}, and the pattern stayed.`, [
        MENU.programReceive('on'),
        MENU.programIn(`${String(programIn)}, as here`),
      ])
    : null

export const lateProgram: Detector = ({ answers, sent }) =>
  sent.programs !== null && answers.patternLate === true && answers.patternChanged !== false
    ? fault(18, 84, 'The pattern changed a round after it was due.')
    : null

/** The note at which a sample plays as it is (videomusik/dt_og_plus_plus, parameters.md). */
const ORIGINAL = 60

/** The notes of mk I: its trig note goes from 12 to 84 (same source; an older manual says 12 to 59). */
const inRange = ({ model }: DeviceProfile, pitch: number): readonly Step[] =>
  model === 'digitakt' && (pitch < 12 || pitch > 84) ? [MENU.noteRange('12 to 84')] : []

export const ignoresNotes: Detector = ({ answers, sent }, profile) => {
  if (sent.notes === null || answers.heardNote !== false || answers.otherSounded === true) return null
  const others = [answers.tookMute, answers.started, answers.patternChanged].filter((each) => each !== undefined)
  const saw = 'A note was sent, and nothing sounded.'
  const { channel, pitch } = sent.note ?? { channel: null, pitch: ORIGINAL }
  const track = channel === null ? null : trackOfChannel(profile, channel)
  const own = track === null ? [] : [trackChannel(profile, track)]
  const range = inRange(profile, pitch)
  if (others.includes(true)) return fault(19, 87, saw, [...range, MENU.receiveNotes('on'), ...own])
  return others.includes(false)
    ? fault(19, 95, 'Nothing that was sent had an effect.', [MENU.inputFrom('USB or MIDI+USB')])
    : fault(19, 86, saw, [...range, MENU.receiveNotes('on'), MENU.inputFrom('USB or MIDI+USB'), ...own])
}

export const wrongTrack: Detector = ({ answers, sent }) =>
  sent.notes !== null && answers.otherSounded === true
    ? fault(20, 88, 'A note was sent, and another track sounded.')
    : null

export const soundsThroughMute: Detector = ({ answers }) =>
  answers.soundsThroughMute === true ? normal(21, 55, 'You heard a muted track.') : null
