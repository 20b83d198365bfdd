import { describe, expect, it, vi } from 'vitest'
import type { DumpDevice } from '../pattern-dump'
import { putU32, u32 } from './big-endian'
import { decodePattern } from './pattern-decode'
import { encodeEmpty, encodePattern } from './pattern-encode'
import { imageOf, packed } from './project-writer'
import { readProject, type ProjectResult } from './transfer-project'

/** Whole projects take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const DIGITAKT = 25_088
const pattern = (device: DumpDevice, name: string, index: number): Uint8Array => {
  const empty = decodePattern(encodeEmpty(device, 0))
  if (!empty.ok) throw new Error(empty.reason)
  const [first, ...tracks] = empty.dump.pattern.tracks
  if (first === undefined) throw new Error('No tracks')
  const trig = {
    step: 3, notes: [61], velocity: 90, length: 1, micro: 0, condition: null, fill: null, probability: 100, retrig: null,
    lock: false, soundLock: null,
  } as const // prettier-ignore
  return encodePattern(
    { ...empty.dump.pattern, name, kit: name, tracks: [{ ...first, trigs: [trig] }, ...tracks] },
    device,
    index,
  ).payload
}
const project = (device: DumpDevice): Uint8Array =>
  imageOf(device, (index) => (index === 17 ? pattern(device, 'B TWO', index) : encodeEmpty(device, index).payload))

const DT1 = packed(project('digitakt'))
const reasonOf = (result: ProjectResult): string => (result.ok ? 'none' : result.reason)

describe('a project of mk I', () => {
  it('gives its name and 128 patterns with their kits, each of which can be read', () => {
    const result = readProject(DT1)
    if (!result.ok) throw new Error(result.reason)
    expect(result).toMatchObject({ name: 'LIVE SET', notices: [] })
    expect(result.patterns.map(({ frame }) => frame.index)).toEqual(Array.from({ length: 128 }, (_, index) => index))
    expect(result.patterns.flatMap(({ empty, frame }) => (empty ? [] : [frame.index]))).toEqual([17])
    const read = decodePattern(result.patterns[17]?.frame ?? encodeEmpty('digitakt', 0))
    if (!read.ok) throw new Error(read.reason)
    expect(read.dump).toMatchObject({ index: 17, verified: true, kind: 'patternKit', notices: [] })
    expect(read.dump.pattern).toMatchObject({ name: 'B TWO', kit: 'B TWO' })
    expect(read.dump.pattern.tracks[0]?.trigs).toMatchObject([{ step: 3, notes: [61], velocity: 90 }])
  })

  it('is read in whichever order the lengths of its blocks stand', () => {
    expect(readProject(packed(project('digitakt'), true))).toMatchObject({ ok: true, name: 'LIVE SET' })
  })

  it('without its kits gives the patterns, and says so', () => {
    const image = project('digitakt').slice(0, 512 + 128 * DIGITAKT)
    const result = readProject(packed(image))
    if (!result.ok) throw new Error(result.reason)
    expect(result.notices).toEqual([
      'The kits were not found: names of sounds, and the channels of MIDI tracks, are missing.',
    ])
    expect(result.patterns[17]?.frame).toMatchObject({ type: 'pattern', index: 17 })
  })

  it('of a version that is not known is found by what it is built like', () => {
    const image = project('digitakt')
    for (let index = 0; index < 128; index++) putU32(image, 512 + index * DIGITAKT, 12)
    const result = readProject(packed(image))
    expect(result).toMatchObject({ ok: true })
    expect(result.ok && result.patterns[17]).toMatchObject({
      empty: false,
      frame: { device: 'digitakt', type: 'pattern', index: 17 },
    })
  })
})

it('a project of Digitakt II is read as if built alike, and says so', () => {
  const result = readProject(packed(project('digitakt2')))
  if (!result.ok) throw new Error(result.reason)
  expect(result.notices).toEqual([
    'Projects of Digitakt II should be built like those of Digitakt; this was never tried with a real one.',
  ])
  expect(result.patterns.flatMap(({ empty, frame }) => (empty ? [] : [frame.index]))).toEqual([17])
  const read = decodePattern(result.patterns[17]?.frame ?? encodeEmpty('digitakt2', 0))
  expect(read).toMatchObject({ ok: true, dump: { device: 'digitakt2', verified: true, pattern: { name: 'B TWO' } } })
})

describe('a project that cannot be read says where, and what was expected', () => {
  const changed = (at: number, value: number): Uint8Array => {
    const file = DT1.slice()
    putU32(file, at, value)
    return file
  }

  it('of its container', () => {
    expect(reasonOf(readProject(Uint8Array.of(1, 2, 3)))).toBe('At byte 0, AC11D303 was expected, and 01020300 found.')
    expect(reasonOf(readProject(changed(0x19, 0xffffffff)))).toBe(
      'At byte 25, a size of up to 67,108,864 bytes was expected, and 4,294,967,295 found.',
    )
    expect(reasonOf(readProject(DT1.slice(0, 20_000)))).toMatch(
      /^At byte 31, a block of at most 19,965 bytes was expected, and one of [\d,]+ found\.$/,
    )
    const foot = DT1.length - 4
    expect(u32(DT1, foot)).toBe(0xaaa1daaa)
    expect(reasonOf(readProject(changed(foot, 0)))).toMatch(
      /^At byte [\d,]+, AAA1DAAA was expected, and 00000000 found\.$/,
    )
  })

  it('never makes room for more than its bytes could give', () => {
    const file = new Uint8Array(1000)
    putU32(file, 0, 0xac11d303)
    putU32(file, 0x19, 60 << 20)
    expect(reasonOf(readProject(file))).toBe(
      'At byte 25, a size of up to 255,000 bytes was expected, and 62,914,560 found.',
    )
  })

  it('of what was in it', () => {
    const image = project('digitakt')
    expect(reasonOf(readProject(packed(image.slice(0, 100_000))))).toBe(
      'At byte 100,000 of the unpacked project, further patterns were expected up to byte 3,211,776, and it ends.',
    )
    expect(reasonOf(readProject(packed(image.slice().fill(0, 512))))).toBe(
      'At byte 512 of the unpacked project, a pattern was expected, and none found.',
    )
    expect(reasonOf(readProject(packed(image.slice().fill(0))))).toBe(
      'At byte 0 of the unpacked project, BEEFBACE was expected, and 00000000 found.',
    )
  })
})
