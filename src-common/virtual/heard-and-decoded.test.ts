import { describe, expect, it } from 'vitest'
import type { TrackNumber } from '../domain/device/device'
import { decodePattern } from '../domain/device/dump/pattern-decode'
import { encodePattern } from '../domain/device/dump/pattern-encode'
import type { DumpDevice } from '../domain/device/pattern-dump'
import { NEW_TRACK, plainTrig, type Pattern } from '../domain/device/pattern'
import type { Bank, BankPattern } from '../domain/model/bank'
import type { JournalEntry } from '../domain/record/journal'
import { provePatterns, type PatternProof } from '../domain/record/pattern-proof'
import { takeFrom } from '../domain/record/settle'
import { createBox, type Box } from './box'
import { BoxRunner } from './box-runner'
import { profileOfBox } from './box-settings'
import { parseScript } from './perform-script'

const SECONDS = 60
const info = { id: 't', name: 'Take 1', startedAt: '', recovered: false, bpm: 120 }

/** The box's patterns, as they are when they were dumped and decoded. */
function bankOf(box: Box, device: DumpDevice): Bank {
  const read = Object.entries(box.patterns).map(([number, pattern]): [string, BankPattern] => {
    const tracks = box.settings.tracks.map((track, index) => ({
      ...(pattern.tracks[index] ?? NEW_TRACK),
      kind: track.kind,
      channel: track.noteChannel,
    }))
    const result = decodePattern(encodePattern({ ...pattern, tracks }, device, Number(number)))
    if (!result.ok) throw new Error(result.reason)
    return [number, { dump: result.dump, file: `${number}.syx`, readAt: '', source: 'box' }]
  })
  return Object.fromEntries(read)
}
/** What is proved after a performance of the box; `spoilt` changes what was decoded. */
function proofOf(
  device: DumpDevice,
  script: string,
  spoilt: (bank: Bank) => Bank = (bank) => bank,
): PatternProof | null {
  const box = createBox(device)
  const runner = new BoxRunner(box, 1_000_000)
  const parsed = parseScript(script)
  if (!parsed.ok) throw new Error(parsed.reason)
  runner.perform(parsed.lines, 1_000_000)
  runner.press({ type: 'play' }, 1_000_000)
  runner.press({ type: 'stop' }, 1_000_000 + SECONDS * 1e6)
  const { out } = runner.advance(1_000_000 + (SECONDS + 1) * 1e6)
  const entries = out.map(({ time, bytes }): JournalEntry => ({ type: 'in', port: 0, time, bytes }))
  const profile = profileOfBox(device, box.settings, box.patterns)
  const take = takeFrom(entries, { from: 0, to: entries.length }, profile, info)
  return provePatterns({ bank: spoilt(bankOf(box, device)), device: profile }, take)
}

const SCRIPT = `
0 pattern A01
5.2 pattern A02
9.1 mute 9 11
11.1 unmute 9 11
13.2 pattern A04
`
const changed = (bank: Bank, change: (pattern: Pattern) => Pattern): Bank =>
  Object.fromEntries(
    Object.entries(bank).map(([number, entry]) => [
      number,
      { ...entry, dump: { ...entry.dump, pattern: change(entry.dump.pattern) } },
    ]),
  )
const onTrack = (
  pattern: Pattern,
  number: TrackNumber,
  change: (track: Pattern['tracks'][number]) => Pattern['tracks'][number],
): Pattern => ({
  ...pattern,
  tracks: pattern.tracks.map((track, index) => (index === number ? change(track) : track)),
})

describe.each(['digitakt', 'digitakt2'] as const)('heard against decoded, %s', (device) => {
  it('match note for note, mutes and pattern changes included, and prove what they exercise', () => {
    const proof = proofOf(device, SCRIPT)
    expect(proof?.mismatches).toEqual([])
    expect(proof?.heard).toBe(proof?.expected)
    expect(proof?.expected).toBeGreaterThan(150)
    expect(proof?.onset.worst).toBeLessThan(3)
    expect(proof?.tracks).toEqual([8, 9, 10, 11])
    expect(proof?.patterns).toEqual([0, 1, 3])
    const [format] = proof?.proved ?? []
    expect(format).toMatchObject({ device, structVersion: device === 'digitakt' ? 9 : 4 })
    expect(format?.fields).toEqual(
      expect.arrayContaining([
        'trig',
        'note',
        'velocity',
        'length',
        'micro',
        'chord',
        'condition',
        'trackLength',
        'swing',
        'channel',
      ]),
    )
  })

  it('prove nothing, and say where, once a note is read wrongly', () => {
    const proof = proofOf(device, SCRIPT, (bank) =>
      changed(bank, (pattern) =>
        onTrack(pattern, 8, (track) => ({
          ...track,
          trigs: track.trigs.map((trig) => ({ ...trig, notes: [(trig.notes[0] ?? 0) + 1] })),
        })),
      ),
    )
    expect(proof?.proved.flatMap(({ fields }) => fields)).toEqual([])
    expect(new Set(proof?.mismatches.map(({ type, track }) => `${type} ${String(track)}`))).toEqual(
      new Set(['missing 8', 'unexpected 8']),
    )
  })

  it('prove no micro timing where it was read with the wrong sign, and no velocities that differ', () => {
    const proof = proofOf(device, SCRIPT, (bank) =>
      changed(bank, (pattern) =>
        onTrack(pattern, 9, (track) => ({
          ...track,
          trigs: track.trigs.map((trig) => ({ ...trig, micro: -trig.micro, velocity: trig.velocity - 1 })),
        })),
      ),
    )
    const fields = proof?.proved.flatMap((each) => each.fields) ?? []
    expect(fields).toContain('note')
    expect(fields).not.toContain('micro')
    expect(fields).not.toContain('velocity')
    expect(new Set(proof?.mismatches.map(({ type }) => type))).toEqual(new Set(['velocity']))
  })

  it('prove nothing by what never sounded: trigs beyond the length of their track', () => {
    const left = { micro: 7, condition: '1:2', retrig: { rate: 16, length: 2, velocity: 0 }, notes: [60, 64] } as const
    const bare = (bank: Bank): Bank =>
      changed(bank, (pattern) => ({
        ...pattern,
        tracks: pattern.tracks.map((track) => ({
          ...track,
          trigs: [...track.trigs, { ...plainTrig(63, track.defaults), ...left }],
        })),
      }))
    const script = '0 pattern A03\n0 mute 10 11 12'
    const plain = proofOf(device, script)?.proved.flatMap(({ fields }) => fields) ?? []
    expect(plain).toContain('note')
    expect(proofOf(device, script, bare)?.proved.flatMap(({ fields }) => fields)).toEqual(plain)
  })

  it('compare nothing where no pattern was fetched', () => {
    expect(proofOf(device, SCRIPT, () => ({}))).toBeNull()
  })
})
