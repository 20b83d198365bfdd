// A pattern as JSON for people and programs outside: counted from 1, its trigs with all defaults filled in.
import { patternName } from '../device'
import type { PatternTrack, Trig } from '../pattern'
import type { PatternDump } from '../pattern-dump'

export function patternJson(dump: PatternDump): unknown {
  const { device, kind, index, structVersion, verified, inferred, notices, pattern } = dump
  const { name, bpm, swing, masterLength, changeLength, scaleMode, tracks } = pattern
  return {
    device,
    kind,
    index,
    slot: patternName(index),
    structVersion,
    verified,
    name,
    tempo: bpm,
    swing,
    masterLength,
    changeLength,
    scaleMode,
    tracks: tracks.map((track, number) => trackJson(track, number + 1, dump)),
    inferred,
    notices,
  }
}

const trackJson = (
  { kind, channel, length, speed, trigs }: PatternTrack,
  track: number,
  dump: PatternDump,
): unknown => ({
  track,
  kind,
  channel,
  length,
  speed,
  trigs: trigs.map((trig) => trigJson(trig, dump)),
})

const trigJson = ({ step, ...trig }: Trig, dump: PatternDump): unknown => ({
  step: step + 1,
  notes: trig.notes,
  velocity: trig.velocity,
  length: trig.length,
  micro: trig.micro,
  condition: conditionOf(trig, dump),
  fill: trig.fill,
  probability: trig.probability,
  retrig: trig.retrig,
  lock: trig.lock,
  soundLock: trig.soundLock,
})

/** On mk I, FILL is one of the conditions. */
function conditionOf({ condition, fill }: Omit<Trig, 'step'>, { device }: PatternDump): string | null {
  if (condition !== null || fill === null || device !== 'digitakt') return condition
  return fill ? 'FILL' : '!FILL'
}
