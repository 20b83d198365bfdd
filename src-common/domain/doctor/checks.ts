// What is checked of a connection, in order: the way from the box, then the way back.
import { trackLabel, type DeviceProfile } from '../device/device'
import { boxPort, channelsOfBox, fromBox, type Evidence, type QuestionId, type Seen } from './evidence'
import { hasOwnClock } from './detect-back'
import { expectsNotes } from './detect-notes'
import { isMute } from './detect-ports'
import { askedOf, askedWith, playsWithoutNotes, stateIn, stateOf } from './gesture-state'
import { mutePairs, wasMutedBefore } from './mute-pairs'
import { MENU, type Step } from './menu'
import { mutesAreNrpn } from './nrpn-mutes'
import { sequencesOf, tellsPatterns } from './sequence-channels'

/** *normal*: it does not come, and that is how the box is. */
export type CheckState = 'unknown' | 'works' | 'fails' | 'normal'

export type Check = {
  readonly id: CheckId
  readonly way: 'from' | 'back'
  readonly name: string
  readonly state: CheckState
  /** Empty where there is nothing to say yet. */
  readonly says: string
  /** What to press; null where nothing is to be done, or a finding says it. */
  readonly step: Step | null
}

type CheckId =
  | 'port' | 'opens' | 'clock' | 'transport' | 'notes' | 'mutes' | 'polarity' | 'programs' | 'pads' | 'knobs'
  | 'follows' | 'takesMutes' | 'takesPrograms' | 'takesNotes' // prettier-ignore

type Answer = Pick<Check, 'state' | 'says'> & { readonly step?: Step }

const unknown = (says: string): Answer => ({ state: 'unknown', says })
const NOT_YET = unknown('')
const works = (says: string): Answer => ({ state: 'works', says })
const fails = (says: string, step?: Step): Answer => ({ state: 'fails', says, ...(step === undefined ? {} : { step }) })

type Checker = (evidence: Evidence, profile: DeviceProfile) => Answer

const CHECKERS: readonly (readonly [CheckId, Check['way'], string, Checker])[] = [
  ['port', 'from', 'Port', portFound],
  ['opens', 'from', 'Opens', portOpens],
  ['clock', 'from', 'Clock', clock],
  ['transport', 'from', 'Start and Stop', transport],
  ['notes', 'from', 'Notes', notes],
  ['mutes', 'from', 'Mutes', mutes],
  ['polarity', 'from', 'On and off', polarity],
  ['programs', 'from', 'Patterns', programs],
  ['pads', 'from', 'Keys', pads],
  ['knobs', 'from', 'Knobs', knobs],
  ['follows', 'back', 'Our clock', follows],
  ['takesMutes', 'back', 'Mutes', takesMutes],
  ['takesNotes', 'back', 'Notes', takesNotes],
  ['takesPrograms', 'back', 'Patterns', takesPrograms],
]

export const checksOf = (evidence: Evidence, profile: DeviceProfile): readonly Check[] =>
  CHECKERS.map(([id, way, name, checker]) => {
    const { state, says, step } = checker(evidence, profile)
    return { id, way, name, state, says, step: step ?? null }
  })

function portFound(evidence: Evidence): Answer {
  if (evidence.ports === null) return unknown('Looking for ports.')
  const box = boxPort(evidence, 'in')
  const real = evidence.ports.some((port) => port.there && port.model !== null && !port.virtual)
  if (box === null) {
    return real
      ? fails('A Digitakt is there, and not chosen.', MENU.input('choose it'))
      : fails('No Digitakt is there, and no other input is chosen.')
  }
  if (!box.there) return fails(`${box.id} is not there.`)
  return works(box.virtual ? `${box.name}, which is built in.` : `${box.name}.`)
}

function portOpens(evidence: Evidence): Answer {
  const [input, output] = [boxPort(evidence, 'in'), boxPort(evidence, 'out')]
  const failed = [input, output].find((port) => port?.state === 'failed')
  if (failed !== undefined && failed !== null) return fails(`${failed.name} does not open.`)
  if (input?.state !== 'open') return unknown('Once the port is there.')
  return works(output?.state === 'open' ? 'Both ways.' : 'From the box only: no output is chosen.')
}

function clock(evidence: Evidence, profile: DeviceProfile): Answer {
  if (isMute(evidence, profile)) return fails('Nothing arrives.')
  const play = askedOf(evidence, 'play')
  if (play?.pulses === 0 && stateOf(evidence, profile, play) === 'silent')
    return fails('None arrived while the box played.', MENU.clockSend('on'))
  return fromBox(evidence).pulses === null ? NOT_YET : works('It arrives.')
}

function transport(evidence: Evidence, profile: DeviceProfile): Answer {
  const { starts, stops } = fromBox(evidence)
  if (starts !== null) return works(stops === null ? 'Start arrives.' : 'Both arrive.')
  const play = stateIn(evidence, profile, 'play')
  return play === 'answered' || (play === 'silent' && fromBox(evidence).any !== null)
    ? fails('The box played, and told no Start.', MENU.transportSend('on'))
    : NOT_YET
}

function notes(evidence: Evidence, profile: DeviceProfile): Answer {
  const channels = channelsOfBox(evidence).flatMap(([channel, each]) => (each.notes === null ? [] : [channel]))
  if (!playsWithoutNotes(evidence, profile))
    return channels.length > 0 ? works(`On channel ${channels.join(', ')}.`) : NOT_YET
  return expectsNotes(evidence, profile)
    ? fails('None of a MIDI track.')
    : { state: 'normal', says: 'Audio tracks never send theirs. Fetch the patterns in the Patterns panel.' }
}

function mutes(evidence: Evidence, profile: DeviceProfile): Answer {
  const { model } = profile
  if (mutesAreNrpn(evidence, profile)) return fails('They arrive as NRPN.')
  const silent = askedWith(evidence, profile, 'mute', 'silent')
  const seen = askedWith(evidence, profile, 'mute', 'answered').map(({ gesture }) =>
    trackLabel(model, gesture.track ?? 0),
  )
  if (silent.length > 0) {
    const missing = silent.map(({ gesture }) => trackLabel(model, gesture.track ?? 0)).join(', ')
    return fails(seen.length > 0 ? `Of track ${seen.join(', ')}, not of ${missing}.` : `None of track ${missing}.`)
  }
  if (seen.length > 0) return works(`Of track ${seen.join(', ')}.`)
  const count = channelsOfBox(evidence).reduce((sum, [, each]) => sum + countOf(each.mutes.global) + countOf(each.mutes.pattern), 0) // prettier-ignore
  return count > 0 ? works(`${String(count)} arrived.`) : NOT_YET
}
const countOf = (seen: Seen | null): number => seen?.count ?? 0

function polarity(evidence: Evidence, profile: DeviceProfile): Answer {
  const { learned, muteValues } = profile
  const [pair] = mutePairs(evidence, profile, 'global')
  const { muted, unmuted } = muteValues.global
  if (pair === undefined)
    return learned.includes('globalMute') ? works(`${String(muted)} and ${String(unmuted)}, learned before.`) : NOT_YET
  if (pair.muted === pair.unmuted) return fails('Both the same.')
  if (wasMutedBefore(evidence, profile, 'global'))
    return fails(
      `Track ${trackLabel(profile.model, pair.track)} was muted before.`,
      MENU.muteMode('unmute it, and try again'),
    )
  if (evidence.answers.fellSilent === false) return unknown('The track did not fall silent.')
  return pair.muted === muted && pair.unmuted === unmuted
    ? works(`${String(muted)} and ${String(unmuted)}, as seen.`)
    : fails(`${String(pair.muted)} and ${String(pair.unmuted)}: use what was learned.`)
}

function programs(evidence: Evidence, profile: DeviceProfile): Answer {
  const { programOut } = profile
  const channels = channelsOfBox(evidence).flatMap(([channel, each]) =>
    each.programs !== null && tellsPatterns(profile, channel) ? [channel] : [],
  )
  if (channels.length === 0)
    return stateIn(evidence, profile, 'pattern') === 'silent' ? fails('None arrived.', MENU.programSend('on')) : NOT_YET
  return channels.includes(programOut)
    ? works(`On channel ${String(programOut)}.`)
    : fails(`On channel ${channels.join(', ')}, not ${String(programOut)}: use what was learned.`)
}

function pads(evidence: Evidence, profile: DeviceProfile): Answer {
  if (askedWith(evidence, profile, 'trig', 'answered').length > 0) return works('They arrive as played.')
  return askedWith(evidence, profile, 'trig', 'silent').length > 0 ? fails('None arrived.') : NOT_YET
}

function knobs(evidence: Evidence, profile: DeviceProfile): Answer {
  const sequences = sequencesOf(evidence, profile)
  if (channelsOfBox(evidence).some(([channel, each]) => each.controllers !== null && !sequences.has(channel)))
    return works('They arrive.')
  return stateIn(evidence, profile, 'knob') === 'silent' ? fails('None arrived.', MENU.encoderDest('INT+EXT')) : NOT_YET
}

/** What only the musician can say: what came of something that we sent. */
function answered(evidence: Evidence, id: QuestionId, sent: Seen | null, no: Answer): Answer {
  const answer = evidence.answers[id]
  if (sent === null) return NOT_YET
  if (answer === undefined) return unknown('Did it? Say so above.')
  return answer ? works('You said so.') : no
}

function follows(evidence: Evidence): Answer {
  const { sent, answers } = evidence
  if (answers.ourTempo === false) return fails('At a tempo of its own.')
  // Where notes of it arrive, it plays.
  const plays = (sent.leading?.notes ?? 0) > 0 && answers.started === undefined
  if (plays && hasOwnClock(evidence)) return fails('It sends a clock of its own.', MENU.clockSend('off'))
  if (plays) return works('Its notes arrive while Muteline leads.')
  return answered(evidence, 'started', sent.starts, fails('It did not start.'))
} // prettier-ignore

function takesMutes(evidence: Evidence): Answer {
  return answered(evidence, 'tookMute', evidence.sent.mutes, fails('It took none.', MENU.receiveControllers('on')))
}

function takesNotes(evidence: Evidence): Answer {
  return answered(evidence, 'heardNote', evidence.sent.notes, fails('None sounded.'))
}

function takesPrograms(evidence: Evidence): Answer {
  return answered(evidence, 'patternChanged', evidence.sent.programs, fails('It stayed.'))
}
