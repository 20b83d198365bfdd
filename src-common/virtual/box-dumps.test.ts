import { expect, describe, it, vi } from 'vitest'
import type { Pattern, Steps, Trig } from '../domain/device/pattern'
import type { DumpDevice, PatternDump } from '../domain/device/pattern-dump'
import { readFrame, type DumpFrame } from '../domain/device/dump/elektron-frame'
import { readIdentity } from '../domain/device/dump/identity'
import { codeOfSteps, stepsOfCode } from '../domain/device/dump/length-codes'
import { decodePattern } from '../domain/device/dump/pattern-decode'
import { readSettings } from '../domain/device/dump/project-settings'
import { requestBytes } from '../domain/device/dump/read-request'
import type { Bytes } from '../domain/midi/message'
import { createBox, type Box } from './box'
import { answersTo, asKept } from './box-dumps'

/** Whole projects take their time on a busy machine. */
vi.setConfig({ testTimeout: 60_000 })

const DEVICES: readonly DumpDevice[] = ['digitakt', 'digitakt2']

function frameOf(bytes: Bytes | undefined): DumpFrame {
  const result = readFrame(bytes ?? [])
  if (result.type !== 'frame') throw new Error(result.type)
  return result.frame
}

function dumpOf(bytes: Bytes | undefined): PatternDump {
  const result = decodePattern(frameOf(bytes))
  if (!result.ok) throw new Error(result.reason)
  return result.dump
}

/** What a box makes of what it cannot hold just so: lengths by their codes; chances by those of mk I, or as probability on II. */
function held(device: DumpDevice, pattern: Pattern): Pattern {
  const length = (steps: Steps): Steps => stepsOfCode(codeOfSteps(steps)) ?? steps
  const near: Readonly<Record<string, string>> = { '60%': '59%', '40%': '41%', '30%': '33%' }
  const trigOf = (trig: Trig): Trig => {
    const { condition } = trig
    const isChance = condition?.endsWith('%') === true
    if (isChance && device === 'digitakt2') {
      return { ...trig, length: length(trig.length), condition: null, probability: Number.parseInt(condition, 10) }
    }
    return {
      ...trig,
      length: length(trig.length),
      condition: isChance ? ((near[condition] ?? condition) as Trig['condition']) : condition,
    }
  }
  return { ...pattern, tracks: pattern.tracks.map((track) => ({ ...track, trigs: track.trigs.map(trigOf) })) }
}

describe.each(DEVICES)('the virtual %s', (model) => {
  const box: Box = createBox(model)
  const answers = (request: Parameters<typeof requestBytes>[0]): readonly Bytes[] =>
    answersTo(box, requestBytes(request))

  it('answers with the pattern that it plays, verified', () => {
    for (const [slot, pattern] of Object.entries(box.patterns)) {
      const [answer, ...more] = answers({ type: 'patternKit', device: model, index: Number(slot) })
      expect(more).toEqual([])
      expect(dumpOf(answer)).toMatchObject({
        kind: 'patternKit',
        index: Number(slot),
        verified: true,
        notices: [],
        pattern: held(model, asKept(box, pattern)),
      })
    }
  })

  it('has empty patterns in all other slots', () => {
    const dump = dumpOf(answers({ type: 'patternKit', device: model, index: 127 })[0])
    expect(dump.pattern.tracks.every(({ trigs }) => trigs.length === 0)).toBe(true)
  })

  it('gives a pattern without its kit where that alone was asked for', () => {
    const dump = dumpOf(answers({ type: 'pattern', device: model, index: 0 })[0])
    expect(dump).toMatchObject({ kind: 'pattern', pattern: { name: 'DUSK', kit: null } })
  })

  it('says its name and version, in reply to who asked', () => {
    const [name] = answers({ type: 'identity', messageId: 20_000 })
    const [version] = answers({ type: 'version', messageId: 20_001 })
    expect(readIdentity(name ?? [])).toMatchObject({
      inReplyTo: 20_000,
      model,
      name: expect.stringMatching('^Virtual') as string,
    })
    expect(readIdentity(version ?? [])).toMatchObject({
      inReplyTo: 20_001,
      build: model === 'digitakt' ? '0097' : '0070',
    })
  })

  it('gives tempo and channels with its settings', () => {
    expect(readSettings(frameOf(answers({ type: 'settings', device: model, index: 0 })[0]))).toMatchObject({
      ok: true,
      settings: { bpm: 124, autoChannel: 10, channels: box.settings.tracks.map(({ channel }) => channel) },
    })
  })

  it('sends the whole project as 128 patterns and the settings, which end it', () => {
    const all = answers({ type: 'project', device: model, index: 0 })
    const heads = all.map((bytes) => [bytes[6], bytes[9]])
    expect(heads).toEqual([...Array.from({ length: 128 }, (_, index) => [0x50, index]), [0x54, 0]])
  })

  it('is silent to requests for another box, and to whatever else is sent', () => {
    const other = model === 'digitakt' ? 'digitakt2' : 'digitakt'
    expect(answers({ type: 'patternKit', device: other, index: 0 })).toEqual([])
    expect(answersTo(box, [0x90, 60, 100])).toEqual([])
    expect(answersTo(box, answers({ type: 'settings', device: model, index: 0 })[0] ?? [])).toEqual([])
  })
})

it('a box of no known model answers nothing', () => {
  expect(answersTo(createBox('generic'), requestBytes({ type: 'identity', messageId: 1 }))).toEqual([])
})
