import { zipSync, type Zippable } from 'fflate'
import { describe, expect, it, vi } from 'vitest'
import { writeFrame } from '../../src-common/domain/device/dump/elektron-frame'
import { encodeEmpty } from '../../src-common/domain/device/dump/pattern-encode'
import { imageOf, packed } from '../../src-common/domain/device/dump/project-writer'
import { settingsFrame } from '../../src-common/domain/device/dump/project-settings'
import type { DumpDevice } from '../../src-common/domain/device/pattern-dump'
import { readPatternFile, type FilePattern, type PatternFileResult } from './pattern-file'

/** Whole projects take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const message = (device: DumpDevice, index: number): readonly number[] => writeFrame(encodeEmpty(device, index))
const damaged = (index: number): readonly number[] => message('digitakt', index).with(500, 1)
const settings = writeFrame(settingsFrame({ device: 'digitakt', bpm: 120, autoChannel: 10, channels: [] }))
const file = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from(parts.flat())

const dumpsOf = (result: PatternFileResult): readonly FilePattern[] => {
  if (!result.ok) throw new Error(result.reason)
  return result.dumps
}
const slots = (result: PatternFileResult): readonly number[] => dumpsOf(result).map(({ dump }) => dump.index)
const refused = (reason: string): PatternFileResult => ({ ok: false, reason })

describe('a .syx file', () => {
  it('gives each pattern with the message that it came in', () => {
    const result = readPatternFile('set.syx', file(message('digitakt', 3), [1, 2], message('digitakt2', 5)))
    expect(result).toMatchObject({ ok: true, refusals: [] })
    expect(dumpsOf(result).map(({ dump }) => [dump.device, dump.index])).toEqual([
      ['digitakt', 3],
      ['digitakt2', 5],
    ])
    expect([...(dumpsOf(result)[0]?.raw ?? [])]).toEqual(message('digitakt', 3))
  })

  it('keeps what can be read, and says of the rest which message is wrong, where, and what was expected', () => {
    const whole = message('digitakt', 0)
    const result = readPatternFile(
      'set.syx',
      file(whole, damaged(1), settings, [0xf0, 0x7e, 0xf7], message('digitakt', 2), whole.slice(0, 40)),
    )
    expect(slots(result)).toEqual([0, 2])
    expect(result.ok && result.refusals).toEqual([
      expect.stringMatching(
        /^set\.syx, message 2 \(from byte 31,613\): At byte 31,60\d, .* was expected, and .* found\.$/,
      ),
      'set.syx, message from byte 94,905: It is cut off: at byte 94,945, F7 or further data was expected.',
    ])
    expect(result.ok && result.remarks).toEqual([
      'set.syx: 1 of its messages are no dumps of a Digitakt, and were passed over.',
    ])
  })

  it('is refused where nothing in it is a pattern', () => {
    expect(readPatternFile('set.syx', settings.length > 0 ? file(settings) : file())).toEqual(
      refused('set.syx: A pattern was expected, and none found.'),
    )
    expect(readPatternFile('set.syx', file([1, 2, 3]))).toEqual(
      refused('set.syx: F0, the beginning of a message, was expected, and nowhere found.'),
    )
    expect(readPatternFile('set.syx', file())).toMatchObject({ ok: false })
    expect(readPatternFile('set.syx', file(damaged(1)))).toMatchObject({
      ok: false,
      reason: expect.stringMatching('message 1') as string,
    })
  })

  it('of endless small damage says what is wrong in measure', () => {
    const bad = [0xf0, 0, 0x20, 0x3c, 0x0a, 0, 0x50, 1, 1, 0, 0xf7]
    const all = readPatternFile('set.syx', file(message('digitakt', 0), ...Array.from({ length: 20_000 }, () => bad)))
    expect(slots(all)).toEqual([0])
    expect(all.ok && all.refusals).toHaveLength(101)
  })
})

describe('a project', () => {
  const project = packed(imageOf('digitakt', (index) => encodeEmpty('digitakt', index).payload))
  const zip = (files: Zippable): Uint8Array => zipSync(files, { level: 6 })
  const manifest = new TextEncoder().encode('{}')

  it('gives its 128 patterns, each as a message too', () => {
    const result = readPatternFile(
      'live.dtprj',
      zip({ 'manifest.json': manifest, PROJECT: project, 'samples/a.wav': new Uint8Array(999) }),
    )
    expect(slots(result)).toEqual(Array.from({ length: 128 }, (_, index) => index))
    expect([...(dumpsOf(result)[17]?.raw ?? [])]).toEqual(message('digitakt', 17))
    expect(result).toMatchObject({ ok: true, refusals: [] })
  })

  it('of Digitakt II says with each pattern that this was never tried', () => {
    const image = imageOf('digitakt2', (index) => encodeEmpty('digitakt2', index).payload)
    const [first] = dumpsOf(readPatternFile('live.dt2prj', zip({ PROJECT: packed(image) })))
    expect(first?.dump.notices).toEqual([
      'Projects of Digitakt II should be built like those of Digitakt; this was never tried with a real one.',
    ])
  })

  it('with a pattern that is none keeps the others, and names it', () => {
    const image = imageOf('digitakt', (index) => {
      const { payload } = encodeEmpty('digitakt', index)
      return index === 17 ? payload.fill(0, 4, 20_000) : payload
    })
    const result = readPatternFile('live.dtprj', zip({ PROJECT: packed(image) }))
    expect(slots(result)).toHaveLength(127)
    expect(result.ok && result.refusals).toEqual([
      expect.stringMatching(/^live\.dtprj, pattern B02: The pattern is not one of version 9/),
    ])
  })

  it('is refused where PROJECT is missing, or the ZIP is none', () => {
    expect(readPatternFile('live.dtprj', zip({ 'manifest.json': manifest }))).toEqual(
      refused('live.dtprj: PROJECT was expected among the 1 entries of the ZIP, and not found.'),
    )
    const damage = refused(
      'live.dtprj: The ZIP is damaged: its entries were expected to be where its directory, at the end of it, says.',
    )
    const whole = zip({ PROJECT: project })
    expect(readPatternFile('live.dtprj', whole.slice(0, 2000))).toEqual(damage)
    expect(readPatternFile('live.dtprj', Uint8Array.of(0x50, 0x4b))).toEqual(damage)
    expect(readPatternFile('live.dtprj', Uint8Array.of(1, 2, 3))).toEqual(
      refused('live.dtprj: At byte 0, 50 4B (a ZIP) was expected, and 01 02 found.'),
    )
  })

  it('is refused where a block of it lies', () => {
    const bad = project.slice()
    bad.fill(0xff, 31, 33)
    expect(readPatternFile('live.dtprj', zip({ PROJECT: bad }))).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^live\.dtprj, PROJECT: At byte 31, a block of at most/) as string,
    })
  })

  it('whose PROJECT would unpack to more than any has is refused, unpacked or not', () => {
    const bomb = zip({ PROJECT: new Uint8Array(40 << 20) })
    expect(bomb.length).toBeLessThan(100_000)
    const reason = 'live.dtprj: At most 33.6 MB were expected of PROJECT, and 41.9 MB found.'
    expect(readPatternFile('live.dtprj', bomb)).toEqual(refused(reason))
  })

  it('whose PROJECT lies about its size gives no more than that', () => {
    const bomb = zip({ PROJECT: new Uint8Array(40 << 20) })
    const directory = bomb.length - 22 - 46 - 'PROJECT'.length
    bomb.set([0x10, 0, 0, 0], directory + 24)
    expect(readPatternFile('live.dtprj', bomb)).toEqual(
      refused('live.dtprj, PROJECT: At byte 0, AC11D303 was expected, and 00000000 found.'),
    )
  })

  it('with more entries than any has is refused', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`samples/${String(i)}`, new Uint8Array(0)]))
    expect(readPatternFile('live.dtprj', zip(many))).toEqual(
      refused('live.dtprj: At most 4,096 entries were expected of the ZIP, and more found.'),
    )
  })

  it('is read also without its ZIP', () => {
    expect(slots(readPatternFile('PROJECT', project))).toHaveLength(128)
  })
})
