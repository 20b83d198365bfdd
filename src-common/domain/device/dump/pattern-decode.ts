// Reads a pattern out of a dump: as far as its format is known, and says how far that is.
import { plainTrig, TRACK_DEFAULTS, type Pattern, type PatternTrack } from '../pattern'
import type { PatternDump } from '../pattern-dump'
import { u16 } from './big-endian'
import type { DumpFrame } from './elektron-frame'
import { chooseFormat, type FormatChoice } from './format-choice'
import { usedOf } from './inferred-fields'
import { fixedKind, readKit, type Kit, type KitTrack } from './kit-decode'
import { NAME_SIZE, TAIL, TEMPO_PARTS, TRACKS, trackAt, type PatternLayout } from './pattern-shape'
import { speedOfCode } from './speed-codes'
import { readStepWord } from './step-word'
import { CENTRE, readTrack, type Reading, type TrackPart } from './track-decode'
import { readName } from './windows-1252'

export type DecodeResult =
  { readonly ok: true; readonly dump: PatternDump } | { readonly ok: false; readonly reason: string }

type Format = FormatChoice & { readonly ok: true }

/** Never throws, whatever the payload holds, and takes a bounded time. */
export function decodePattern(frame: DumpFrame): DecodeResult {
  const { device, type, index, payload } = frame
  if (type !== 'patternKit' && type !== 'pattern')
    return { ok: false, reason: `This is a dump of a ${NOUN[type]}, not of a pattern.` }
  const format = chooseFormat(frame)
  if (!format.ok) return format
  const { layout } = format
  const read = type === 'pattern' ? null : readKit(payload, layout.patternSize, device)
  const kit = read?.ok === true ? read.kit : null
  const pattern = readPattern(payload, format, kit)
  const dump: PatternDump = {
    device,
    kind: type,
    index,
    structVersion: format.structVersion,
    verified: format.sure && read?.ok !== false,
    inferred: usedOf(layout.inferred, pattern),
    notices: [
      ...format.notices,
      ...chordNotices(payload, format),
      ...(read?.ok === false ? [read.reason] : []),
      ...(kit === null && device === 'digitakt2'
        ? ['Which of its tracks are MIDI tracks is not known: all were taken for audio.']
        : []),
    ],
    pattern,
  }
  return { ok: true, dump }
}
const NOUN = { kit: 'kit', sound: 'sound', settings: "project's settings" } as const

function readPattern(payload: Uint8Array, format: Format, kit: Kit | null): Pattern {
  const { layout } = format
  const { tail } = layout
  const scaleMode = payload[tail + TAIL.scaleMode] === 1 ? 'track' : 'pattern'
  const master = u16(payload, tail + TAIL.masterLength)
  const change = u16(payload, tail + TAIL.changeLength)
  const heads = Array.from({ length: TRACKS }, (_, track) => kit?.tracks[track] ?? withoutKit(layout, track))
  const pattern: Omit<Pattern, 'tracks'> = {
    name: readName(payload, tail + TAIL.name, NAME_SIZE),
    kit: kit?.name ?? null,
    // Three decimals tell all 1/120 bpm apart.
    bpm: Math.round((u16(payload, tail + TAIL.tempo) / TEMPO_PARTS) * 1000) / 1000,
    swing: 50 + (payload[tail + TAIL.swing] ?? 0),
    scaleMode,
    // 1 is INF in per-track mode, and OFF for the change length (Digitone II).
    masterLength: master === 1 && scaleMode === 'track' ? 'inf' : master,
    changeLength: change === 1 ? null : change,
  }
  // In per-pattern mode the pattern's speed is taken for all tracks (inferred); as by the first versions, whose tracks have none.
  const own = scaleMode === 'track' && layout.settings.speed !== null
  const speed = own ? null : (speedOfCode(payload[tail + TAIL.speed] ?? 0) ?? 1)
  const reading: Reading = {
    payload,
    layout,
    pool: format.pool,
    midi: heads.map(({ kind }) => kind === 'midi'),
  }
  const part = (track: number): TrackPart =>
    format.stepsOnly ? stepsOf(reading, track, pattern, speed) : readTrack(reading, track, speed)
  return { ...pattern, tracks: heads.map((head, track): PatternTrack => ({ ...head, ...part(track) })) }
}

const withoutKit = ({ device }: PatternLayout, track: number): KitTrack => ({
  kind: device === 'digitakt' ? fixedKind(track) : 'audio',
  channel: null,
  sound: null,
})

/** Where trigs are, and nothing else. */
function stepsOf(
  { payload, layout }: Reading,
  track: number,
  { scaleMode, masterLength }: Omit<Pattern, 'tracks'>,
  speed: number | null,
): TrackPart {
  const at = trackAt(layout, track)
  const defaults = { ...TRACK_DEFAULTS, probability: null }
  const trigs = Array.from({ length: layout.steps }, (_, step) => step).flatMap((step) => {
    const word = readStepWord(u16(payload, at + 2 * step))
    return word === null ? [] : [{ ...plainTrig(step, defaults), lock: word.lock }]
  })
  const pages = Math.max(PAGE, Math.ceil(((trigs.at(-1)?.step ?? 0) + 1) / PAGE) * PAGE)
  const length = scaleMode === 'pattern' && masterLength !== 'inf' ? Math.min(layout.steps, masterLength) : pages
  return { length, speed: speed ?? 1, defaults, trigs }
}
const PAGE = 16

/** That a new trig has further notes by itself is known of mk I; Digitakt II has a place for it, and its meaning is not known. */
function chordNotices(payload: Uint8Array, { layout, stepsOnly }: Format): readonly string[] {
  if (layout.pool === null || stepsOnly) return []
  return Array.from({ length: TRACKS }, (_, track) => track).flatMap((track) => {
    const at = trackAt(layout, track) + layout.settings.chord
    const isOff = payload.subarray(at, at + 3).every((value) => value === CENTRE)
    return isOff ? [] : [`Track ${track + 1} has a chord of its own; its trigs were read without it.`]
  })
}
