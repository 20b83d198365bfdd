import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PatternTrack, Trig } from '../pattern'
import type { DumpDevice, PatternDump } from '../pattern-dump'
import { putU16, putU32 } from './big-endian'
import { readFrame, type DumpFrame } from './elektron-frame'
import { writtenLayout } from './pattern-blank'
import { decodePattern } from './pattern-decode'
import { encodeEmpty } from './pattern-encode'
import { layoutsOf } from './pattern-layout'
import { TAIL, trackAt } from './pattern-shape'

const FIXTURES = '../shared/digitakt/fixtures'
const hex = (text: string): number[] => text.split(' ').map((byte) => Number.parseInt(byte, 16))

function dumpOf(frame: DumpFrame): PatternDump {
  const result = decodePattern(frame)
  if (!result.ok) throw new Error(result.reason)
  return result.dump
}

/** An empty pattern with some bytes put in: at `[track, offset]`, or in the tail. */
function edited(
  device: DumpDevice,
  edit: (payload: Uint8Array, at: (track: number, offset: number) => number) => void,
): DumpFrame {
  const frame = encodeEmpty(device, 3)
  edit(frame.payload, (track, offset) => trackAt(writtenLayout(device), track) + offset)
  return frame
}

const words = (payload: Uint8Array, at: number, list: readonly number[]): void => {
  list.forEach((word, step) => {
    putU16(payload, at + 2 * step, word)
  })
}
const trackOf = (dump: PatternDump, track: number): PatternTrack => dump.pattern.tracks[track] as PatternTrack
const trigsOf = (dump: PatternDump, track: number): readonly Trig[] => trackOf(dump, track).trigs

describe('real patterns, rebuilt from their published bytes', () => {
  it('a project of OS 1.52A: "HUMAN MUSIC" has trigs on 1, 3 and 5, and track 3 only deleted ones', () => {
    const dump = dumpOf(
      edited('digitakt', (payload, at) => {
        words(payload, at(0, 0), hex('0281 0010 0281 0010 0281 0010'))
        payload.set(hex('3F FF 41 FF 3F FF'), at(0, 128))
        payload.set(hex('3C 64 08 06 80 40 40 40 00 08 00 02 64 05 00'), at(0, 896))
        words(payload, at(2, 0), hex('0280 0010 0280 0010 0280 0010'))
        const tail = hex('48 55 4D 41 4E 20 4D 55 53 49 43 00 00 00 00 00 00 00 1C 20 00 08 00 01 00 00 02 00 00 FF')
        payload.set(tail, writtenLayout('digitakt').tail)
      }),
    )
    expect(dump.verified).toBe(true)
    expect(dump.pattern).toMatchObject({
      name: 'HUMAN MUSIC',
      bpm: 60,
      swing: 50,
      masterLength: 8,
      changeLength: null,
      scaleMode: 'pattern',
    })
    expect(trackOf(dump, 0).length).toBe(8)
    expect(trigsOf(dump, 0).map(({ step, notes, velocity, length }) => ({ step, notes, velocity, length }))).toEqual([
      { step: 0, notes: [63], velocity: 100, length: 0.625 },
      { step: 2, notes: [65], velocity: 100, length: 0.625 },
      { step: 4, notes: [63], velocity: 100, length: 0.625 },
    ])
    expect(trigsOf(dump, 2)).toEqual([])
  })

  it('a dump at 86 bpm: MIDI track A plays a chord by default, over 15.5 steps', () => {
    const dump = dumpOf(
      edited('digitakt', (payload, at) => {
        words(payload, at(8, 0), [0x0281])
        payload.set(hex('30 64 4D 06 80 50 52 55 00 40 00 02 64 04 00'), at(8, 896))
        putU16(payload, writtenLayout('digitakt').tail + TAIL.tempo, 0x2850)
      }),
    )
    expect(dump.pattern.bpm).toBe(86)
    expect(trackOf(dump, 8)).toMatchObject({
      kind: 'midi',
      length: 64,
      trigs: [{ notes: [48, 64, 66, 69], length: 15.5 }],
    })
    expect(dump.inferred).toEqual(['chord'])
  })

  it('a walk through the conditions of Digitakt II: 15 trigs, and what a deleted one left behind is none', () => {
    const dump = dumpOf(
      edited('digitakt2', (payload, at) => {
        words(
          payload,
          at(0, 0),
          Array.from({ length: 16 }, (_, step) => (step % 2 === 0 ? 0x0381 : step === 15 ? 0x0390 : 0x0391)),
        )
        payload.set(hex('10 1B 2C 34 4B FF 06 07 08 09 0A 0B 0C 0D 0E'), at(0, 256))
        payload.set(hex('01 01 01 01 01 01 01 FF 00 00 00 00 00 00 00 00'), at(0, 384))
        payload.set(hex('00 05 0A 0F 14 19 FF 23 28 64 32 37 3C 41 46 4B'), at(0, 512))
        for (let record = 0; record < 64; record++) {
          payload.set([0, record >> 2, 0xff, 0xff, 0xff, 0], 18_948 + record * 6)
        }
      }),
    )
    const trigs = trigsOf(dump, 0)
    expect(dump.verified).toBe(true)
    expect(trigs.map(({ condition }) => condition ?? '-').join(' ')).toBe(
      '1:4 !2:5 6:6 4:7 !8:8 - LST !LST 1:2 2:2 1:3 !1:3 2:3 !2:3 3:3',
    )
    expect(trigs.map(({ fill }) => fill)).toEqual([
      ...Array.from({ length: 7 }, () => true),
      null,
      ...Array.from({ length: 7 }, () => false),
    ])
    expect(trigs.map(({ probability }) => probability)).toEqual([
      0, 5, 10, 15, 20, 25, 100, 35, 40, 100, 50, 55, 60, 65, 70,
    ])
    expect(dump.inferred).toEqual([])
  })
})

describe('what trigs have', () => {
  it('FILL of mk I stands among the conditions, and is none', () => {
    const dump = dumpOf(
      edited('digitakt', (payload, at) => {
        words(payload, at(0, 0), [0x0281, 0x0291])
        payload.set([22, 23], at(0, 384))
      }),
    )
    expect(trigsOf(dump, 0).map(({ condition, fill }) => [condition, fill])).toEqual([
      [null, true],
      [null, false],
    ])
    expect(dump.inferred).toEqual(['fill'])
  })

  it('a retrig is read only where it is on', () => {
    const dump = dumpOf(
      edited('digitakt', (payload, at) => {
        words(payload, at(0, 0), [0x0281, 0x0293])
        payload[at(0, 449)] = 30
        payload[at(0, 513)] = 12
        payload[at(0, 577)] = 0xec
      }),
    )
    expect(trigsOf(dump, 0).map(({ retrig }) => retrig)).toEqual([null, { rate: 32, length: 2, velocity: -20 }])
  })

  it('notes of Digitakt II are found behind gaps, and −1 is a place in time', () => {
    const dump = dumpOf(
      edited('digitakt2', (payload, at) => {
        words(payload, at(15, 254), [0x0391])
        payload.set([15, 127, 50, 99, 46, 0xff], 18_948 + 8191 * 6)
      }),
    )
    expect(trigsOf(dump, 15)).toMatchObject([{ step: 127, notes: [50], velocity: 99, length: 4, micro: -1 }])
    expect(dump.verified).toBe(true)
  })

  it('a default chord of Digitakt II is told of, as its meaning is not known', () => {
    const dump = dumpOf(edited('digitakt2', (payload, at) => (payload[at(9, 1152 + 6)] = 0x44)))
    expect(dump.notices).toEqual(['Track 10 has a chord of its own; its trigs were read without it.'])
  })

  it('length and speed are each track’s own in per-track mode; else the speed is the pattern’s', () => {
    const frame = (perTrack: number): DumpFrame =>
      edited('digitakt', (payload, at) => {
        payload[at(1, 896 + 9)] = 12
        payload[at(1, 896 + 11)] = 4
        payload[writtenLayout('digitakt').tail + TAIL.scaleMode] = perTrack
        payload[writtenLayout('digitakt').tail + TAIL.speed] = 0
      })
    expect(trackOf(dumpOf(frame(1)), 1)).toMatchObject({ length: 12, speed: 0.5 })
    expect(trackOf(dumpOf(frame(0)), 1)).toMatchObject({ length: 12, speed: 2 })
    expect(dumpOf(frame(1)).inferred).toEqual(['speed', 'scaleMode'])
  })

  it('a master length of 1 is INF in per-track mode alone, and a change length of 1 is OFF', () => {
    const dump = (perTrack: number): PatternDump =>
      dumpOf(
        edited('digitakt2', (payload) => {
          const { tail } = writtenLayout('digitakt2')
          payload[tail + TAIL.scaleMode] = perTrack
          putU16(payload, tail + TAIL.masterLength, 1)
          putU16(payload, tail + TAIL.changeLength, 24)
        }),
      )
    expect(dump(1).pattern).toMatchObject({ masterLength: 'inf', changeLength: 24 })
    expect(dump(1).inferred).toEqual(['scaleMode', 'masterLength', 'changeLength'])
    expect(dump(0).pattern.masterLength).toBe(1)
  })
})

describe('without its kit', () => {
  const only = (device: DumpDevice): PatternDump => {
    const { payload, ...frame } = encodeEmpty(device, 3)
    return dumpOf({ ...frame, type: 'pattern', payload: payload.slice(0, writtenLayout(device).patternSize) })
  }

  it('mk I has its kinds of tracks by position, and no names and channels', () => {
    const dump = only('digitakt')
    expect(dump).toMatchObject({ kind: 'pattern', verified: true, notices: [], pattern: { kit: null } })
    expect(dump.pattern.tracks.map(({ kind }) => kind)).toEqual([
      ...Array<string>(8).fill('audio'),
      ...Array<string>(8).fill('midi'),
    ])
    expect(dump.pattern.tracks.every(({ sound, channel }) => sound === null && channel === null)).toBe(true)
  })

  it('Digitakt II says that it does not know which are MIDI tracks', () => {
    expect(only('digitakt2').notices).toEqual([
      'Which of its tracks are MIDI tracks is not known: all were taken for audio.',
    ])
  })

  it('a kit that is cut off is told of, and the pattern kept', () => {
    const { payload, ...frame } = encodeEmpty('digitakt', 3)
    const dump = dumpOf({ ...frame, payload: payload.slice(0, -1) })
    expect(dump.verified).toBe(false)
    expect(dump.notices).toEqual(['The kit was not read: it has 2559 bytes of 2560.'])
  })
})

describe('a format that is not known', () => {
  const trig = (payload: Uint8Array, at: number): void => {
    words(payload, at, [0x0281])
    payload[at + 128] = 62
  }
  const version12 = (change: (payload: Uint8Array) => void = () => undefined): DumpFrame =>
    edited('digitakt', (payload, at) => {
      putU32(payload, 0, 12)
      trig(payload, at(0, 0))
      change(payload)
    })

  it('is read by the table that fits what it is built like, unverified, with all that it uses inferred', () => {
    const dump = dumpOf(version12())
    expect(dump).toMatchObject({ structVersion: 12, verified: false, inferred: ['note', 'midiTracks'] })
    expect(dump.notices).toEqual([
      'The pattern is in an unverified format, version 12: it was read by its structure, and may be wrong.',
    ])
    expect(trigsOf(dump, 0)).toMatchObject([{ step: 0, notes: [62] }])
  })

  it('with longer tracks is read by the newest table', () => {
    const dump = dumpOf(longer(version12(), 7, 0))
    expect(dump.notices).toEqual(dumpOf(version12()).notices)
    expect(trigsOf(dump, 0)).toMatchObject([{ step: 0, notes: [62] }])
    expect(dump.pattern.tracks.map(({ length }) => length)).toEqual(Array<number>(16).fill(16))
  })

  it('whose values are none gives the places of its trigs alone', () => {
    const dump = dumpOf(longer(version12(), 7, 0xfe))
    expect(dump.notices).toEqual([
      'The pattern is in an unverified format, version 12: only the places of its trigs are sure; ' +
        'their notes, velocities, lengths and conditions were not read.',
    ])
    expect(trigsOf(dump, 0)).toMatchObject([{ step: 0, notes: [60], velocity: 100, probability: null }])
  })

  it('that is built like none is refused, as is one that says to be of a version and is not', () => {
    const { payload, ...frame } = version12()
    const broken = payload.fill(0, 4, 4 + 3 * 911)
    expect(decodePattern({ ...frame, payload: broken })).toEqual({
      ok: false,
      reason: 'The pattern is of version 12, which is not known, and is built like none that is.',
    })
    putU32(broken, 0, 9)
    expect(decodePattern({ ...frame, payload: broken })).toEqual({
      ok: false,
      reason:
        'The pattern is not one of version 9, which it says to be. Fewer than 14 of 16 tracks have steps where they are expected.',
    })
  })

  it('is told from a known one that holds what no box writes: that is read, unverified, and the place said', () => {
    const dump = dumpOf(edited('digitakt', (payload, at) => (payload[at(3, 192 + 4)] = 200)))
    expect(dump.verified).toBe(false)
    expect(dump.notices).toEqual(['Not all of it is as the box writes it: Track 4, step 5: the velocity is 200.'])
  })

  /** Tracks that are longer by some bytes, whose lanes stand later, behind `shift` bytes of nonsense, if any. */
  function longer({ payload, ...frame }: DumpFrame, by: number, nonsense: number): DumpFrame {
    const { trackSize, tail } = writtenLayout('digitakt')
    const next = new Uint8Array(payload.length + 512)
    next.set(payload.subarray(0, 4))
    for (let track = 0; track < 16; track++) {
      const from = 4 + track * trackSize
      const to = 4 + track * (trackSize + by)
      next.set(payload.subarray(from, from + trackSize), to)
      if (nonsense > 0) next.fill(nonsense, to + 128, to + trackSize)
    }
    next.set(payload.subarray(4 + 16 * trackSize, tail + 30), 4 + 16 * (trackSize + by))
    return { ...frame, payload: next, type: 'pattern' }
  }
})

it('what is no pattern is refused by its name, and one that is cut off by its bytes', () => {
  const frame = encodeEmpty('digitakt', 0)
  expect(decodePattern({ ...frame, type: 'settings' })).toEqual({
    ok: false,
    reason: "This is a dump of a project's settings, not of a pattern.",
  })
  expect(decodePattern({ ...frame, payload: frame.payload.slice(0, 20_000) })).toEqual({
    ok: false,
    reason: 'The pattern is cut off: 20000 bytes of the 25088 of version 9.',
  })
})

describe.runIf(existsSync(FIXTURES))('the dumps beside the project', () => {
  it.each([...layoutsOf('digitakt'), ...layoutsOf('digitakt2')])(
    'the blank of $device, version $structVersion, is empty, verified, and of that version',
    ({ device, structVersion }) => {
      const file = `${device === 'digitakt' ? 'dt1' : 'dt2'}_blank_PatternKit_v${String(structVersion)}.bin`
      const payload = Uint8Array.from(readFileSync(`${FIXTURES}/${file}`))
      const dump = dumpOf({ device, type: 'patternKit', index: 0, payload })
      expect(dump).toMatchObject({ structVersion, verified: true, inferred: [], notices: [] })
      expect(dump.pattern).toMatchObject({
        bpm: 120,
        swing: 50,
        masterLength: 16,
        changeLength: null,
        scaleMode: 'pattern',
      })
      expect(dump.pattern.tracks.map(({ length, speed, trigs }) => [length, speed, trigs.length])).toEqual(
        Array(16).fill([16, 1, 0]),
      )
    },
  )

  it('a pattern rebuilt from the changes on a real unit has what was set there', () => {
    const framed = readFrame(readFileSync(`${FIXTURES}/rebuilt_dt1_v9_issue8.syx`))
    if (framed.type !== 'frame') throw new Error(framed.type)
    const dump = dumpOf(framed.frame)
    expect(dump).toMatchObject({
      verified: true,
      inferred: [],
      notices: [],
      pattern: { bpm: 124, swing: 54, masterLength: 32 },
    })
    const set = { notes: [62], velocity: 51, length: 1.875, micro: 1 }
    expect(trigsOf(dump, 0)).toMatchObject([
      { step: 0, ...set },
      { step: 16, ...set },
    ])
    expect(dump.pattern.tracks.map(({ length }) => length)).toEqual(Array(16).fill(32))
  })
})
