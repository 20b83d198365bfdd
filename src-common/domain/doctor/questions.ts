// What the wire cannot tell is asked: each question where something was done that it is about.
import { patternName, trackLabel, type DeviceProfile } from '../device/device'
import { channelsOfBox, type Evidence, type QuestionId } from './evidence'
import { octavesBeside } from './detect-notes'
import { askedWith, playsWithoutNotes } from './gesture-state'

export type Question = { readonly id: QuestionId; readonly text: string }

type Asking = {
  readonly text: (track: string, evidence: Evidence) => string
  readonly when: (evidence: Evidence, profile: DeviceProfile) => boolean
}

const heardAny = (evidence: Evidence, what: 'patternMutes' | 'programs'): boolean =>
  channelsOfBox(evidence).some(([, each]) => (what === 'patternMutes' ? each.mutes.pattern : each.programs) !== null)

/** In the order in which they are asked. */
const ABOUT_WHAT_WAS_DONE: Readonly<Partial<Record<QuestionId, Asking>>> = {
  midiTrack: { text: () => 'Does a MIDI track play in this pattern?', when: playsWithoutNotes },
  fellSilent: {
    text: (track) => `Did track ${track} fall silent as you muted it?`,
    when: (evidence, profile) => askedWith(evidence, profile, 'mute', 'answered').length > 0,
  },
  mutesAfterPattern: {
    text: () => 'After the pattern change, are the mutes here those of the box?',
    when: (evidence) => heardAny(evidence, 'patternMutes') && heardAny(evidence, 'programs'),
  },
  strangePitch: { text: () => 'Each note comes with another one, octaves away: does the pattern not have it?', when: (evidence) => octavesBeside(evidence) !== null },
  tookMute: { text: () => 'As Muteline muted the track, was it silent for a moment?', when: ({ sent }) => sent.mutes !== null },
  heardNote: { text: () => 'As Muteline sent a note, did its track sound?', when: ({ sent }) => sent.notes !== null },
  otherSounded: { text: () => 'Did another track sound instead?', when: ({ answers }) => answers.heardNote === false },
  started: { text: () => 'As Muteline started, did the box start?', when: ({ sent }) => sent.starts !== null },
  ourTempo: { text: () => 'Does it play at the tempo of Muteline?', when: ({ answers }) => answers.started === true },
  patternChanged: { text: (_, { sent }) => `Is the box at pattern ${patternName(sent.program ?? 0)} now, as Muteline sent it?`, when: ({ sent }) => sent.programs !== null },
  patternLate: { text: () => 'Did it change a round too late?', when: ({ answers }) => answers.patternChanged === true },
} // prettier-ignore

const SYMPTOMS: Readonly<Partial<Record<QuestionId, string>>> = {
  soundsThroughMute: 'Does a muted track sound when Muteline plays it?',
  strangePitch: 'Does each note come with another pitch?',
  stuck: 'Do notes hang on after Stop?',
  synthSilent: 'Does a synth go silent or plucky?',
  froze: 'Did the box freeze as something was sent to it?',
}

/** Those that are to be asked now, answered or not. */
export function questionsNow(evidence: Evidence, profile: DeviceProfile): readonly Question[] {
  const [muted] = askedWith(evidence, profile, 'mute', 'answered')
  const track = trackLabel(profile.model, muted?.gesture.track ?? 0)
  return entries(ABOUT_WHAT_WAS_DONE).flatMap(([id, { text, when }]) =>
    when(evidence, profile) ? [{ id, text: text(track, evidence) }] : [],
  )
}

/** What may be noticed at any time. */
export const SYMPTOM_QUESTIONS: readonly Question[] = entries(SYMPTOMS).map(([id, text]) => ({ id, text }))

function entries<T>(record: Readonly<Partial<Record<QuestionId, T>>>): readonly (readonly [QuestionId, T])[] {
  return Object.entries(record) as unknown as readonly (readonly [QuestionId, T])[]
}
