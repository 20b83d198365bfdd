// The two ways to set up a box, as lists to walk through: each item is ticked by hand, or by what was seen.
import type { DeviceProfile } from '../device/device'
import { channelsOfBox, fromBox, type Evidence } from './evidence'
import { askedWith, muteAnswer } from './gesture-state'
import { MENU, type Step } from './menu'
import { sequencesOf, tellsPatterns } from './sequence-channels'

export type PresetName = 'record' | 'play'

export type PresetItem = {
  readonly id: string
  readonly step: Step
  readonly why: string
  /** Whether what was seen proves it; what cannot be seen is left to the musician. */
  readonly proved: (evidence: Evidence, profile: DeviceProfile) => boolean
}

export type Preset = { readonly title: string; readonly text: string; readonly items: readonly PresetItem[] }

const never = (): boolean => false
const pulses = (evidence: Evidence): boolean => fromBox(evidence).pulses !== null
const started = (evidence: Evidence): boolean => fromBox(evidence).starts !== null
const anything = (evidence: Evidence): boolean => fromBox(evidence).any !== null
const programs = (evidence: Evidence, profile: DeviceProfile): boolean =>
  channelsOfBox(evidence).some(([channel, each]) => each.programs !== null && tellsPatterns(profile, channel))
const knobs = (evidence: Evidence, profile: DeviceProfile): boolean =>
  channelsOfBox(evidence).some(
    ([channel, each]) => each.controllers !== null && !sequencesOf(evidence, profile).has(channel),
  )
const keys = (evidence: Evidence, profile: DeviceProfile): boolean =>
  askedWith(evidence, profile, 'trig', 'answered').length > 0
/** EXT sends as well, so that a mute that came is not enough. */
const mutesAndSends = (evidence: Evidence, profile: DeviceProfile): boolean =>
  evidence.answers.fellSilent === true && askedWith(evidence, profile, 'mute', 'answered').length > 0
const took = (id: 'started' | 'ourTempo' | 'tookMute' | 'heardNote' | 'patternChanged') => (evidence: Evidence): boolean =>
  evidence.answers[id] === true // prettier-ignore
const tookAny = ({ answers }: Evidence): boolean =>
  [answers.tookMute, answers.heardNote, answers.started, answers.patternChanged].includes(true)

function ownChannels(evidence: Evidence, profile: DeviceProfile): boolean {
  const channels = askedWith(evidence, profile, 'mute', 'answered').map((asked) => muteAnswer(asked, profile)?.channel)
  return channels.length > 1 && new Set(channels).size === channels.length
}

const muted = (evidence: Evidence, profile: DeviceProfile): boolean =>
  askedWith(evidence, profile, 'mute', 'answered').length > 0

const midiMutes = (evidence: Evidence, profile: DeviceProfile): boolean =>
  askedWith(evidence, profile, 'mute', 'answered').some(
    ({ gesture }) => profile.tracks[gesture.track ?? -1]?.kind === 'midi',
  )

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  record: {
    title: 'Record from the box',
    text: 'The box gives the clock.',
    items: [
      { id: 'outputTo', step: MENU.outputTo('USB, or the slower MIDI+USB'), why: 'What it sends has to reach this port.', proved: anything },
      { id: 'clockSend', step: MENU.clockSend('on'), why: 'Bars are counted by its pulses.', proved: pulses },
      { id: 'transportSend', step: MENU.transportSend('on'), why: 'A take begins with its Start.', proved: started },
      { id: 'clockReceive', step: MENU.clockReceive('off'), why: 'One clock only.', proved: never },
      { id: 'transportReceive', step: MENU.transportReceive('off'), why: 'It starts by its own PLAY.', proved: never },
      { id: 'programSend', step: MENU.programSend('on'), why: 'Pattern changes are recorded.', proved: programs },
      { id: 'outputChannel', step: MENU.outputChannel('TRK CH'), why: 'Each track on its own channel.', proved: ownChannels },
      { id: 'muteDest', step: MENU.muteDest('INT+EXT'), why: 'Mutes mute, and are sent.', proved: mutesAndSends },
      { id: 'paramOutput', step: MENU.paramOutput('CC'), why: 'Mutes and knobs are recorded as CC.', proved: muted },
      { id: 'trigKeyDest', step: MENU.trigKeyDest('INT+EXT'), why: 'Keys that you play are recorded.', proved: keys },
      { id: 'encoderDest', step: MENU.encoderDest('INT+EXT'), why: 'Knobs that you turn are recorded.', proved: knobs },
      { id: 'midiTracks', step: MENU.midiTracks('a channel each'), why: 'Mutes of MIDI tracks go by these; OFF on a new mk I.', proved: midiMutes },
    ],
  },
  play: {
    title: 'Play into the box',
    text: 'Muteline gives the clock: press Lead.',
    items: [
      { id: 'inputFrom', step: MENU.inputFrom('USB'), why: 'What is sent has to reach it.', proved: tookAny },
      { id: 'clockReceive', step: MENU.clockReceive('on'), why: 'It follows our tempo, and can be started.', proved: took('ourTempo') },
      { id: 'transportReceive', step: MENU.transportReceive('on'), why: 'Start and Stop are obeyed.', proved: took('started') },
      { id: 'clockSend', step: MENU.clockSend('off'), why: 'With both on it does not start from outside.', proved: took('started') },
      { id: 'programReceive', step: MENU.programReceive('on'), why: 'It changes patterns with the song.', proved: took('patternChanged') },
      { id: 'programIn', step: MENU.programIn('a number'), why: 'The one that Muteline sends on; AUTO differs between systems.', proved: took('patternChanged') },
      { id: 'receiveNotes', step: MENU.receiveNotes('on'), why: 'It plays the notes of the song.', proved: took('heardNote') },
      { id: 'receiveControllers', step: MENU.receiveControllers('on'), why: 'It takes mutes.', proved: took('tookMute') },
    ],
  },
} // prettier-ignore

/** DT II has no MIDI tracks apart, and so no channels A to H. */
export const itemsOf = (name: PresetName, { model }: DeviceProfile): readonly PresetItem[] =>
  PRESETS[name].items.filter(({ id }) => id !== 'midiTracks' || model === 'digitakt')
