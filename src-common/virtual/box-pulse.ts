// One clock pulse of the virtual box: pattern changes, trigs, the notes of its MIDI tracks.
import { seededRandom } from '../domain/base/random'
import type { TrackNumber } from '../domain/device/device'
import { stepsUntilChange, type Condition } from '../domain/device/pattern'
import { encode } from '../domain/midi/message'
import { PULSE, STEP } from '../domain/time/ticks'
import {
  isMuted,
  noteEnd,
  patternOf,
  programChange,
  still,
  type Box,
  type BoxOutput,
  type BoxStep,
  type HeldNote,
  type Played,
} from './box'
import { dueTrigs, type DueTrig } from './box-sequencer'

export function pulse(box: Box): BoxStep {
  const clock: BoxOutput[] = box.settings.clockSend ? [{ offset: 0, bytes: encode({ type: 'clock' }) }] : []
  if (box.transport === 'stopped') return { box, out: clock, played: [] }
  const changed = changePattern({ ...box, transport: 'playing' })
  const position = changed.box.next - changed.box.patternStart
  const run = dueTrigs(patternOf(changed.box), position, nextChange(changed.box)).reduce(fire, {
    ...changed,
    box: changed.box,
  })
  const ended = endNotes(run.box, changed.box.next + PULSE)
  const out = [...clock, ...run.out, ...ended.out].sort((a, b) => a.offset - b.offset)
  return { box: { ...ended.box, next: ended.box.next + PULSE }, out, played: run.played }
}

/** How far, since the pattern began, its own trigs reach: to where a cued pattern takes over. */
function nextChange(box: Box): number {
  if (box.queued === null) return Infinity
  const length = stepsUntilChange(patternOf(box)) * STEP
  const earliest = Math.max(box.queued.notBefore, box.next + 1) - box.patternStart
  return Math.ceil(earliest / length) * length
}

/** "Once the last step of the pattern has played, the new pattern will start" (manual, mk I, p. 28). */
function changePattern(box: Box): BoxStep {
  const { queued } = box
  const length = stepsUntilChange(patternOf(box)) * STEP
  const position = box.next - box.patternStart
  if (queued === null || position === 0 || position % length !== 0 || box.next < queued.notBefore) return still(box)
  const changed: Box = { ...box, pattern: queued.pattern, patternStart: box.next, queued: null }
  return still(changed, box.settings.programChangeSent === 'switch' ? programChange(changed, queued.pattern) : [])
}

function fire(step: BoxStep, due: DueTrig): BoxStep {
  const { box } = step
  const held = holds(box, due)
  const outcomes =
    due.trig.condition === null ? box.outcomes : box.outcomes.map((each, track) => (track === due.track ? held : each))
  const next = { ...step, box: { ...box, outcomes } }
  if (!held) return next
  const audible = !isMuted(box, due.track)
  const { pitch, velocity } = due.trig
  const played: Played = { tick: box.next + due.offset, track: due.track, pitch, velocity, source: 'sequence', audible }
  const sounding = audible ? soundMidiTrack(next.box, due) : still(next.box)
  return { box: sounding.box, out: [...step.out, ...sounding.out], played: [...step.played, played] }
}

/** Only a MIDI track sends; on its CHAN, never on the channel of the CHANNELS menu. */
function soundMidiTrack(box: Box, { track, trig, offset }: DueTrig): BoxStep {
  const channel = box.settings.tracks[track]?.noteChannel ?? null
  if (channel === null) return still(box)
  const same = (note: HeldNote): boolean => note.channel === channel && note.pitch === trig.pitch
  // A note that is still held is ended first (videomusik/dt_og_plus_plus, midi_loopback.md).
  const ends = box.held.filter(same).map((note): BoxOutput => noteEnd(note, offset))
  const until = box.next + offset + Math.max(1, Math.round(trig.length * STEP))
  const on: BoxOutput = {
    offset,
    bytes: encode({ type: 'noteOn', channel, pitch: trig.pitch, velocity: trig.velocity }),
  }
  const held = [...box.held.filter((note) => !same(note)), { channel, pitch: trig.pitch, until }]
  return { box: { ...box, held }, out: [...ends, on], played: [] }
}

function endNotes(box: Box, before: number): BoxStep {
  const over = box.held.filter((note) => note.until < before)
  const out = over.map((note) => noteEnd(note, Math.max(0, note.until - box.next)))
  return { box: { ...box, held: box.held.filter((note) => note.until >= before) }, out, played: [] }
}

/** Trig conditions (manual, mk I, p. 34): PRE is this track's last outcome, NEI that of the track before it. */
function holds(box: Box, { track, trig, pass }: DueTrig): boolean {
  const condition = trig.condition
  if (condition === null) return true
  const positive = condition.replace('!', '') as Condition
  return meets(box, positive, track, trig.step, pass) !== condition.startsWith('!')
}

function meets(box: Box, condition: Condition, track: TrackNumber, step: number, pass: number): boolean {
  switch (condition) {
    case 'FILL':
      return box.fill
    case 'PRE':
      return box.outcomes[track] === true
    case 'NEI':
      return box.outcomes[track - 1] === true
    case '1ST':
      return pass === 0
    case 'LST':
      return box.queued !== null
    default: {
      if (condition.endsWith('%')) {
        const draw = seededRandom(
          box.seed + box.patternStart * 7919 + track * 104729 + step * 1299709 + pass * 15485863,
        )()
        return draw * 100 < parseFloat(condition)
      }
      const [a = 1, b = 1] = condition.split(':').map(Number)
      return pass % b === a - 1
    }
  }
}
