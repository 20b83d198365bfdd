import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Pattern, PatternTrack, Steps, TrackDefaults, Trig } from '../pattern'
import type { DumpDevice } from '../pattern-dump'
import { conditionsOfCode } from './condition-codes'
import { readFrame, writeFrame } from './elektron-frame'
import { stepsOfCode } from './length-codes'
import { decodePattern, type DecodeResult } from './pattern-decode'
import { encodeEmpty, encodePattern } from './pattern-encode'
import { writtenLayout } from './pattern-blank'
import { rateOfCode, speedOfCode } from './speed-codes'

const FIXTURES = '../shared/digitakt/fixtures'
const DEVICES: readonly DumpDevice[] = ['digitakt', 'digitakt2']
const KEPT = { digitakt: { steps: 64, conditions: 64, bend: 128 }, digitakt2: { steps: 128, conditions: 75, bend: 64 } }

const length: fc.Arbitrary<Steps> = fc.nat(127).map((code) => stepsOfCode(code) ?? 'inf')
const value = fc.nat(127)
const speed = fc.nat(6).map((code) => speedOfCode(code) ?? 1)
const letters = ['A', 'B', 'Z', ' ', '0', '9', '_', '-', '\u00e9', '\u20ac', '\u2122', '\u00ff']
const name = (most: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...letters), maxLength: most })

/** What a box can hold, and so what comes back as it was: the codes of its tables, and its own kinds of tracks. */
const patternOf = (device: DumpDevice): fc.Arbitrary<Pattern> =>
  fc.constantFrom('pattern' as const, 'track' as const).chain((scaleMode) =>
    fc
      .record({
        name: name(16),
        kit: name(16),
        bpm: fc.integer({ min: 30 * 120, max: 300 * 120 }).map((units) => Math.round((units / 120) * 1000) / 1000),
        swing: fc.integer({ min: 50, max: 80 }),
        masterLength:
          scaleMode === 'track'
            ? fc.oneof(fc.constant('inf' as const), fc.integer({ min: 2, max: 1024 }))
            : fc.integer({ min: 1, max: 1024 }),
        changeLength: fc.oneof(fc.constant(null), fc.integer({ min: 2, max: 1024 })),
        shared: speed,
        tracks: fc.tuple(...Array.from({ length: 16 }, (_, number) => trackOf(device, number))),
      })
      .map(({ shared, tracks, ...pattern }): Pattern => ({
        ...pattern,
        scaleMode,
        tracks: scaleMode === 'track' ? tracks : tracks.map((track) => ({ ...track, speed: shared })),
      })),
  )

function trackOf(device: DumpDevice, number: number): fc.Arbitrary<PatternTrack> {
  const isMidi = device === 'digitakt' ? fc.constant(number >= 8) : fc.boolean()
  const defaults: fc.Arbitrary<TrackDefaults> = fc.record({
    note: value,
    velocity: value,
    length,
    probability: fc.nat(100),
  })
  return fc.tuple(isMidi, defaults).chain(([midi, own]) =>
    fc.record({
      kind: fc.constant(midi ? ('midi' as const) : ('audio' as const)),
      channel: midi ? fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 16 })) : fc.constant(null),
      sound: midi ? fc.constant(null) : name(16),
      length: fc.integer({ min: 1, max: KEPT[device].steps }),
      speed,
      defaults: fc.constant(own),
      trigs: fc
        .uniqueArray(trigOf(device, midi, own), { selector: ({ step }) => step, maxLength: 6 })
        .map((trigs) => trigs.toSorted((a, b) => a.step - b.step)),
    }),
  )
}

function trigOf(device: DumpDevice, midi: boolean, { probability }: TrackDefaults): fc.Arbitrary<Trig> {
  const { steps, conditions, bend } = KEPT[device]
  const condition = fc.oneof(fc.constant(0xff), fc.nat(conditions)).map((code) => conditionsOfCode(device, code))
  const fill = fc.constantFrom(null, true, false)
  const velocity = fc.integer({ min: -bend, max: bend - 1 })
  const rate = fc.nat(16).map((code) => rateOfCode(code) ?? 16)
  return fc
    .record({
      step: fc.nat(steps - 1),
      root: value,
      chord: fc.array(value, { maxLength: device === 'digitakt' && !midi ? 0 : 3 }),
      velocity: value,
      length,
      micro: fc.integer({ min: -23, max: 23 }),
      own: condition,
      fill,
      probability: device === 'digitakt' ? fc.constant(probability) : fc.nat(100),
      retrig: fc.oneof(fc.constant(null), fc.record({ rate, length, velocity })),
      lock: fc.boolean(),
      soundLock: fc.oneof(fc.constant(null), value),
    })
    .map(({ root, chord, own, fill: lane, ...trig }) => ({
      ...trig,
      // Mk I keeps further notes as semitones from the root, of which 0 is off, and 64 up none that it knows.
      notes: [root, ...chord.filter((note) => device !== 'digitakt' || (note !== root && Math.abs(note - root) < 64))],
      condition: own?.condition ?? null,
      fill: device === 'digitakt' ? (own?.fill ?? null) : lane,
    }))
}

function decoded(pattern: Pattern, device: DumpDevice, index: number): DecodeResult {
  const framed = readFrame(writeFrame(encodePattern(pattern, device, index)))
  return framed.type === 'frame' ? decodePattern(framed.frame) : { ok: false, reason: framed.type }
}

describe.each(DEVICES)('%s', (device) => {
  it('reads back every pattern that it can hold as it was written', () => {
    fc.assert(
      fc.property(patternOf(device), fc.nat(127), (pattern, index) => {
        expect(decoded(pattern, device, index)).toMatchObject({
          ok: true,
          dump: {
            device,
            kind: 'patternKit',
            index,
            structVersion: device === 'digitakt' ? 9 : 4,
            verified: true,
            notices: [],
            pattern,
          },
        })
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  it('keeps an empty pattern empty, verified, and with nothing inferred', () => {
    const result = decodePattern(encodeEmpty(device, 127))
    if (!result.ok) throw new Error(result.reason)
    const { pattern, ...dump } = result.dump
    expect(dump).toEqual({
      device,
      kind: 'patternKit',
      index: 127,
      structVersion: device === 'digitakt' ? 9 : 4,
      verified: true,
      inferred: [],
      notices: [],
    })
    expect(pattern.tracks.every(({ trigs }) => trigs.length === 0)).toBe(true)
    expect(pattern.tracks.filter(({ kind }) => kind === 'midi')).toHaveLength(device === 'digitakt' ? 8 : 0)
  })

  it.runIf(existsSync(FIXTURES))('makes an empty pattern like the factory does', () => {
    const { patternSize, structVersion } = writtenLayout(device)
    const file = `${device === 'digitakt' ? 'dt1' : 'dt2'}_blank_PatternKit_v${String(structVersion)}.bin`
    const blank = readFileSync(`${FIXTURES}/${file}`)
    const { payload } = encodeEmpty(device, 0)
    expect(payload).toHaveLength(blank.length)
    expect(Buffer.compare(payload.subarray(0, patternSize), blank.subarray(0, patternSize))).toBe(0)
  })
})

it('what a box cannot hold becomes the next that it can, or is left out', () => {
  const base = decodePattern(encodeEmpty('digitakt2', 0))
  if (!base.ok) throw new Error(base.reason)
  const { pattern } = base.dump
  const [first] = pattern.tracks as [PatternTrack, ...PatternTrack[]]
  const trig: Trig = {
    step: 0, notes: [60], velocity: 100, length: 0.4, micro: 0, condition: '60%', fill: null, probability: 50, retrig: null,
    lock: false, soundLock: null,
  } // prettier-ignore
  const asked: Pattern = {
    ...pattern,
    bpm: 133.304,
    masterLength: 'inf',
    tracks: [{ ...first, trigs: [trig, { ...trig, step: 300 }] }],
  }
  const firstTrig = (device: DumpDevice): unknown => {
    const result = decoded(asked, device, 0)
    return result.ok ? result.dump.pattern.tracks[0]?.trigs : result.reason
  }
  expect(firstTrig('digitakt2')).toEqual([{ ...trig, length: 0.375, condition: null, probability: 30 }])
  expect(firstTrig('digitakt')).toEqual([{ ...trig, length: 0.375, condition: '59%', probability: 100 }])
  expect(decoded(asked, 'digitakt2', 0)).toMatchObject({ dump: { pattern: { bpm: 133.3, masterLength: 16 } } })
})
