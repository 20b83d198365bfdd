// A performance as a readable script, one gesture a line: `5.1 mute 3 4`, `9.1 pattern A02`, `17.1 stop`.
import { parsePatternName } from '../domain/device/device'
import { parsePosition, type Tick } from '../domain/time/ticks'
import { mutesOf, type Box, type BoxKey } from './box'

export type Gesture =
  | { readonly type: 'mute'; readonly tracks: readonly number[]; readonly muted: boolean }
  | { readonly type: 'key'; readonly key: BoxKey }

/** It holds from `tick` on: the key is pressed just before. Null is before Start. */
export type ScriptLine = { readonly tick: Tick | null; readonly gesture: Gesture }

export type ParsedScript =
  { readonly ok: true; readonly lines: readonly ScriptLine[] } | { readonly ok: false; readonly reason: string }

const SCRIPT_HELP =
  'POSITION GESTURE, a line each. POSITION: 0 (before Start), bar, bar.beat or bar.beat.step. GESTURE: mute N…, unmute N…, pattern A01, trig N [VELOCITY], fill on|off, tempo BPM, mode global|pattern, stop'

/** Reads a script; `#` begins a comment. The first line that is wrong is named in the reason. */
export function parseScript(text: string): ParsedScript {
  const lines: ScriptLine[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const [position, verb, ...rest] = raw.replace(/#.*/, '').trim().split(/\s+/)
    if (position === undefined || position === '') continue
    const tick = position === '0' ? null : parsePosition(position)
    const gesture = tick === null && position !== '0' ? null : parseGesture(verb ?? '', rest)
    if (gesture === null)
      return { ok: false, reason: `line ${String(index + 1)}: "${raw.trim()}" is not understood. ${SCRIPT_HELP}` }
    lines.push({ tick, gesture })
  }
  return { ok: true, lines: lines.sort((a, b) => (a.tick ?? -1) - (b.tick ?? -1)) }
}

function parseGesture(verb: string, words: readonly string[]): Gesture | null {
  const [first = ''] = words
  switch (verb) {
    case 'mute':
    case 'unmute': {
      const tracks = words.map(parseTrack)
      return tracks.length > 0 && tracks.every((track) => track !== null)
        ? { type: 'mute', tracks, muted: verb === 'mute' }
        : null
    }
    case 'pattern': {
      const pattern = parsePatternName(first)
      return pattern === null ? null : { type: 'key', key: { type: 'pattern', pattern } }
    }
    case 'trig': {
      const track = parseTrack(first)
      const velocity = Number(words[1] ?? '100')
      return track === null || !(velocity >= 1 && velocity <= 127)
        ? null
        : { type: 'key', key: { type: 'trig', track, velocity, down: true } }
    }
    case 'fill':
      return first === 'on' || first === 'off' ? { type: 'key', key: { type: 'fill', on: first === 'on' } } : null
    case 'tempo': {
      const bpm = Number(first)
      return bpm >= 30 && bpm <= 300 ? { type: 'key', key: { type: 'tempo', bpm } } : null
    }
    case 'mode':
      return first === 'global' || first === 'pattern' ? { type: 'key', key: { type: 'muteMode', kind: first } } : null
    case 'stop':
    case 'play':
      return { type: 'key', key: { type: verb } }
    default:
      return null
  }
}

/** Tracks are written 1 to 16; 0-based here. */
function parseTrack(word: string): number | null {
  return /^([1-9]|1[0-6])$/.test(word) ? Number(word) - 1 : null
}

/** The keys that a gesture presses on the box as it stands: a mute that already holds is not pressed again. */
export function keysOf(gesture: Gesture, box: Box): readonly BoxKey[] {
  if (gesture.type === 'key') return [gesture.key]
  const mutes = mutesOf(box, box.muteMode)
  return gesture.tracks
    .filter((track) => (mutes[track] === true) !== gesture.muted)
    .map((track) => ({ type: 'mute', track }))
}
