import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readFrame } from './elektron-frame'
import { decodePattern } from './pattern-decode'
import { encodeEmpty } from './pattern-encode'
import { patternJson } from './pattern-json'

const FIXTURES = '../shared/digitakt/fixtures'

/** How the expectations beside the project are written: counted from 0, with null for what a trig has of its track. */
type Expected = {
  readonly version: number
  readonly name: string
  readonly tempo: number
  readonly master_length: number
  readonly change_length: number
  readonly swing: number
  readonly per_track: boolean
  readonly speed: string
  readonly kit_index: number
  readonly tracks: readonly ExpectedTrack[]
}
type ExpectedTrack = {
  readonly midi: boolean
  readonly midi_channel?: number | null
  readonly length: number
  readonly speed: string
  readonly prob: number
  readonly default_note: number
  readonly default_vel: number
  readonly default_len: number
  readonly trigs: readonly ExpectedTrig[]
}
type ExpectedTrig = {
  readonly step: number
  readonly kind: 'note' | 'lock'
  readonly retrig_flag: boolean
  readonly notes: readonly {
    readonly note: number | null
    readonly vel: number | null
    readonly len: number | null
    readonly mt: number
  }[]
  readonly not234?: readonly (number | null)[]
  readonly cond: string | null
  readonly fill?: boolean | null
  readonly prob?: number | null
  readonly retrig: { readonly len: number | null; readonly rate: string | null; readonly vel: number | null }
  readonly sound_lock: number | null
}

const speedOf = (text: string): number => {
  const [above = 1, below = 1] = text.replace('x', '').split('/').map(Number)
  return above / below
}

function trackOf(expected: ExpectedTrack, number: number, pattern: Expected, device: string): unknown {
  return {
    track: number + 1,
    kind: expected.midi ? 'midi' : 'audio',
    channel: expected.midi ? (expected.midi_channel ?? null) : null,
    length: expected.length,
    // One speed for all where the pattern's scale is.
    speed: speedOf(pattern.per_track ? expected.speed : pattern.speed),
    trigs: expected.trigs.map((trig) => trigOf(trig, expected, device)),
  }
}

function trigOf(trig: ExpectedTrig, track: ExpectedTrack, device: string): unknown {
  const [first, ...others] = trig.notes
  const root = first?.note ?? track.default_note
  const chord = (trig.not234 ?? []).flatMap((up) => (up === null ? [] : [root + up]))
  return {
    step: trig.step + 1,
    notes: [root, ...others.flatMap(({ note }) => (note === null ? [] : [note])), ...chord],
    velocity: first?.vel ?? track.default_vel,
    length: first?.len ?? track.default_len,
    micro: first?.mt ?? 0,
    condition: trig.cond,
    fill: device === 'digitakt' ? (trig.cond === 'FILL' ? true : null) : (trig.fill ?? null),
    probability: trig.prob ?? track.prob,
    retrig: trig.retrig_flag
      ? { rate: Number(trig.retrig.rate?.split('/')[1]), length: trig.retrig.len, velocity: trig.retrig.vel }
      : null,
    lock: trig.kind === 'lock',
    soundLock: trig.sound_lock,
  }
}

describe.runIf(existsSync(FIXTURES))('the dumps beside the project', () => {
  it.each([
    {
      file: 'synthetic_dt1_v9_B02',
      device: 'digitakt',
      slot: 'B02',
      inferred: ['condition', 'fill', 'retrig', 'chord', 'speed', 'trackProbability', 'scaleMode', 'channel'],
    },
    { file: 'synthetic_dt2_v4_A01', device: 'digitakt2', slot: 'A01', inferred: ['chord', 'lockTrig', 'channel'] },
  ])('$file is what it is expected to be', ({ file, device, slot, inferred }) => {
    const framed = readFrame(readFileSync(`${FIXTURES}/${file}.syx`))
    const result = framed.type === 'frame' ? decodePattern(framed.frame) : { ok: false as const, reason: framed.type }
    if (!result.ok) throw new Error(result.reason)
    const expected = JSON.parse(readFileSync(`${FIXTURES}/${file}.expected.json`, 'utf8')) as Expected
    expect(patternJson(result.dump)).toEqual({
      device,
      kind: 'patternKit',
      index: expected.kit_index,
      slot,
      structVersion: expected.version,
      verified: true,
      name: expected.name,
      tempo: expected.tempo,
      swing: expected.swing < 50 ? expected.swing + 50 : expected.swing,
      masterLength: expected.master_length,
      changeLength: expected.change_length === 1 ? null : expected.change_length,
      scaleMode: expected.per_track ? 'track' : 'pattern',
      tracks: expected.tracks.map((track, number) => trackOf(track, number, expected, device)),
      inferred,
      notices: [],
    })
  })
})

it('counts tracks and steps from 1, and says FILL of mk I among the conditions too', () => {
  const frame = encodeEmpty('digitakt', 17)
  frame.payload.set([0x02, 0x81], 4 + 2 * 7 - 2 + 911 * 2)
  frame.payload[4 + 911 * 2 + 384 + 6] = 23
  const result = decodePattern(frame)
  if (!result.ok) throw new Error(result.reason)
  expect(patternJson(result.dump)).toMatchObject({ slot: 'B02', tempo: 120, inferred: ['fill'] })
  expect(JSON.parse(JSON.stringify(patternJson(result.dump)))).toEqual(patternJson(result.dump))
  const { tracks } = patternJson(result.dump) as { readonly tracks: readonly unknown[] }
  expect(tracks[2]).toEqual({
    track: 3,
    kind: 'audio',
    channel: null,
    length: 16,
    speed: 1,
    trigs: [
      {
        step: 7, notes: [60], velocity: 100, length: 1, micro: 0, condition: '!FILL', fill: false, probability: 100, retrig: null,
        lock: false, soundLock: null,
      },
    ], // prettier-ignore
  })
})
