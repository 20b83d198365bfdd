// One clock pulse of the virtual box: pattern changes, trigs, the notes of its MIDI tracks.
import { ticksUntilChange } from '../domain/device/pattern'
import { trigsBetween, type DueTrig } from '../domain/device/pattern-trigs'
import { hitsOf } from '../domain/device/trig-hits'
import { drawFor, NOTHING_YET, outcomesOf } from '../domain/device/trig-outcome'
import { encode } from '../domain/midi/message'
import { PULSE } from '../domain/time/ticks'
import {
  isMuted,
  noteEnd,
  patternOf,
  programChange,
  still,
  withMute,
  type Box,
  type BoxHit,
  type BoxOutput,
  type BoxStep,
  type HeldNote,
  type Played,
} from './box'

export function pulse(before: Box): BoxStep {
  const { settings, transport } = before
  const clock: BoxOutput[] = settings.clockSend ? [{ offset: 0, bytes: encode({ type: 'clock' }) }] : []
  if (transport === 'stopped') return { box: withComingMutes(before), out: clock, played: [] }
  const turned = changePattern({ ...before, transport: 'playing' })
  const changed = { ...turned, box: withComingMutes(turned.box) }
  const position = changed.box.next - changed.box.patternStart
  const due = trigsBetween(patternOf(changed.box), position, position + PULSE, nextChange(changed.box))
  const fired = due.reduce(fire, changed.box)
  const run = soundDue({ ...changed, box: fired })
  const ended = endNotes(run.box, changed.box.next + PULSE)
  const out = [...clock, ...run.out, ...ended.out].sort((a, b) => a.offset - b.offset)
  return { box: { ...ended.box, next: ended.box.next + PULSE }, out, played: run.played }
}

/** Those from outside that hold from this pulse on. */
function withComingMutes(box: Box): Box {
  if (box.comingMutes.length === 0) return box
  const due = box.comingMutes.filter(({ pulses }) => pulses <= 0)
  const comingMutes = box.comingMutes
    .filter(({ pulses }) => pulses > 0)
    .map((each) => ({ ...each, pulses: each.pulses - 1 }))
  return due.reduce<Box>((next, { kind, track, muted }) => withMute(next, kind, track, muted), { ...box, comingMutes })
}

/** How far, since the pattern began, its own trigs reach: to where a cued pattern takes over. */
function nextChange(box: Box): number {
  if (box.queued === null) return Infinity
  const length = ticksUntilChange(patternOf(box))
  if (length === Infinity) return Infinity
  const earliest = Math.max(box.queued.notBefore, box.next + 1) - box.patternStart
  return Math.ceil(earliest / length) * length
}

/** "Once the last step of the pattern has played, the new pattern will start" (manual, mk I, p. 28). */
function changePattern(box: Box): BoxStep {
  const { queued } = box
  const length = ticksUntilChange(patternOf(box))
  const position = box.next - box.patternStart
  if (queued === null || position === 0 || position % length !== 0 || box.next < queued.notBefore) return still(box)
  const changed: Box = { ...box, pattern: queued.pattern, patternStart: box.next, queued: null, hits: [] }
  return still(changed, box.settings.programChangeSent === 'switch' ? programChange(changed, queued.pattern) : [])
}

/** Decides whether a trig plays, and what it will sound: now, or as its retrig repeats it, up to the next one of its track. */
function fire(box: Box, { track, trig, tick, pass }: DueTrig): Box {
  const { condition, plays } = outcomesOf(trig, {
    pass,
    last: box.queued !== null,
    fill: box.fill,
    previous: box.outcomes[track] ?? NOTHING_YET,
    neighbour: box.outcomes[track - 1] ?? NOTHING_YET,
    chance: (percent) => drawFor(box.seed + box.patternStart * 7919, track, trig.step, pass) < percent,
  })
  const outcomes =
    condition === null ? box.outcomes : box.outcomes.map((each, number) => (number === track ? condition : each))
  if (!plays.held) return { ...box, outcomes }
  const own = box.hits.filter((hit) => hit.track !== track || hit.tick < box.patternStart + tick)
  const hits = hitsOf(trig, true, Infinity).map(({ offset, length, velocity }): BoxHit => ({
    tick: box.patternStart + tick + offset,
    track,
    notes: trig.notes,
    length,
    velocity,
  }))
  return { ...box, outcomes, hits: [...own, ...hits] }
}

/** Mutes gate what begins to sound, and let tails ring (videomusik/dt_og_plus_plus, mute_by_origin.md). */
function soundDue(step: BoxStep): BoxStep {
  const until = step.box.next + PULSE
  const due = step.box.hits.filter(({ tick }) => tick < until).sort((a, b) => a.tick - b.tick || a.track - b.track)
  const rest: BoxStep = { ...step, box: { ...step.box, hits: step.box.hits.filter(({ tick }) => tick >= until) } }
  return due.reduce((before, hit) => {
    const audible = !isMuted(before.box, hit.track)
    const { tick, track, velocity } = hit
    const played = hit.notes.map((pitch): Played => ({ tick, track, pitch, velocity, source: 'sequence', audible }))
    const sent = audible ? withSecond(hit.notes, before.box) : []
    const sounded = sent.reduce((next, pitch) => soundMidiTrack(next, hit, pitch), before)
    return { ...sounded, played: [...sounded.played, ...played] }
  }, rest)
}

/** NOT2 is a distance from the root, −64 to 63 (manual, mk I, p. 43). */
const withSecond = (notes: readonly number[], { settings }: Box): readonly number[] =>
  settings.not2 === 0
    ? notes
    : notes.flatMap((pitch) => [pitch, pitch + settings.not2].filter((each) => each >= 0 && each <= 127))

/** Only a MIDI track sends; on its CHAN, never on the channel of the CHANNELS menu. */
function soundMidiTrack(step: BoxStep, { tick, track, length, velocity }: BoxHit, pitch: number): BoxStep {
  const { box } = step
  const channel = box.settings.tracks[track]?.noteChannel ?? null
  if (channel === null) return step
  const offset = Math.max(0, tick - box.next)
  const same = (note: HeldNote): boolean => note.channel === channel && note.pitch === pitch
  // A note that is still held is ended first (videomusik/dt_og_plus_plus, midi_loopback.md).
  const ends = box.held.filter(same).map((note): BoxOutput => noteEnd(note, offset))
  const on: BoxOutput = { offset, bytes: encode({ type: 'noteOn', channel, pitch, velocity }) }
  const held = [...box.held.filter((note) => !same(note)), { channel, pitch, until: tick + length }]
  return { box: { ...box, held }, out: [...step.out, ...ends, on], played: step.played }
}

function endNotes(box: Box, before: number): BoxStep {
  const over = box.held.filter((note) => note.until < before)
  const out = over.map((note) => noteEnd(note, Math.max(0, note.until - box.next)))
  return { box: { ...box, held: box.held.filter((note) => note.until >= before) }, out, played: [] }
}
