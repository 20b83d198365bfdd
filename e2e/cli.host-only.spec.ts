import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { freshHome } from './host-process'
import { readSmf } from '../src-common/domain/smf/smf-read'

type Ended = { readonly code: number; readonly out: string; readonly err: string }

const env = { ...process.env, MUTELINE_HOME: freshHome() }

/** Runs the command line as a shell would. */
function muteline(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/muteline.mjs', ...words], { env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'muteline-cli-'))

test('a wrong call says so, shows what is right, and ends with 2', async () => {
  for (const words of [
    [],
    ['sing'],
    ['record'],
    ['record', '--input', 'x'],
    ['ports', '--fast'],
    ['play'],
    ['virtual', '--bpm', 'fast'],
    ['decode'],
    ['fetch', '--input', 'virtual', '--output', 'virtual', '--pattern', 'A01,Z9', '--out', 'x'],
  ]) {
    const ended = await muteline(...words)
    expect([words, ended.code]).toEqual([words, 2])
    expect(ended.err).toContain('Usage:')
    expect(ended.out).toBe('')
  }
})

test('what cannot be done ends with 1 and one reason', async () => {
  const file = join(folder(), 'x.mid')
  writeFileSync(file, 'no MIDI file')
  for (const words of [
    ['record', '--input', 'nowhere', '--out', file],
    ['play', '/nowhere', '--output', 'virtual'],
    ['play', file, '--output', 'virtual'],
    ['export', folder(), '--out', file],
    ['fetch', '--input', 'nowhere', '--output', 'virtual', '--pattern', 'A01', '--out', folder()],
  ]) {
    const ended = await muteline(...words)
    expect([words[0], ended.code]).toEqual([words[0], 1])
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  }
})

test('patterns are fetched from the box, as raw dumps and as JSON, and decoded out of files', async () => {
  const out = join(folder(), 'patterns')
  const fetched = await muteline(
    'fetch',
    '--input',
    'virtual',
    '--output',
    'virtual',
    '--pattern',
    'A01,B02',
    '--out',
    out,
  )
  expect([fetched.code, fetched.err]).toEqual([0, expect.stringContaining('A01 DUSK: written to')])
  expect(readdirSync(out).sort()).toEqual(['A01.json', 'A01.syx', 'B02.json', 'B02.syx'])
  type Decoded = { slot: string; name: string; verified: boolean; tracks: { trigs: { step: number }[] }[] }
  const json = JSON.parse(readFileSync(join(out, 'A01.json'), 'utf8')) as Decoded
  expect(json).toMatchObject({ device: 'digitakt', kind: 'patternKit', index: 0, slot: 'A01', structVersion: 9, verified: true, name: 'DUSK', tempo: 124, swing: 56 }) // prettier-ignore
  expect(json.tracks[0]?.trigs.map(({ step }) => step)).toEqual([1, 5, 9, 13])

  // Both in one file, with junk between them and half a message behind them.
  const [first, second] = ['A01', 'B02'].map((name) => readFileSync(join(out, `${name}.syx`)))
  const file = join(out, 'all.syx')
  writeFileSync(file, Buffer.concat([first ?? Buffer.of(), Buffer.from('junk'), second ?? Buffer.of()]))
  const decoded = await muteline('decode', file, '--json')
  expect(decoded.code).toBe(0)
  const lines = decoded.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Decoded)
  expect(lines.map(({ slot }) => slot)).toEqual(['A01', 'B02'])
  expect(lines[0]).toEqual(json)

  const cut = join(out, 'cut.syx')
  writeFileSync(cut, Buffer.concat([first ?? Buffer.of(), (second ?? Buffer.of()).subarray(0, 999)]))
  const partly = await muteline('decode', cut)
  expect(partly.code).toBe(1)
  expect(partly.out).toContain('A01 DUSK · 124.0 BPM')
  expect(partly.err).toContain('cut.syx, message from byte 31,613: It is cut off: at byte 32,612')
})

test('ports are listed as JSON', async () => {
  const { code, out } = await muteline('ports', '--json')
  expect(code).toBe(0)
  expect((JSON.parse(out) as { inputs: { id: string }[] }).inputs.map((port) => port.id)).toContain('virtual:digitakt')
})

test('a project is exported with its mutes applied, or as automation', async () => {
  const [project, applied, automation] = [folder(), join(folder(), 'a.mid'), join(folder(), 'b.mid')]
  const recording = spawn(
    process.execPath,
    ['bin/muteline.mjs', 'record', '--input', 'virtual', '--seconds', '1', '--out', project],
    { env },
  )
  await new Promise((resolve) => recording.once('exit', resolve))
  const path = join(project, 'project.json')
  const content = JSON.parse(readFileSync(path, 'utf8')) as {
    tracks: { notes: object[]; mutes: { global: object[] } }[]
  }
  const [track] = content.tracks
  if (track === undefined) throw new Error('There is no track')
  track.notes = [0, 960, 1920].map((tick, id) => ({ id: 100_000 + id, tick, length: 240, pitch: 60, velocity: 100 }))
  track.mutes.global = [{ from: 960, to: 1920 }]
  writeFileSync(path, JSON.stringify(content))
  expect((await muteline('export', project, '--out', applied)).code).toBe(0)
  expect((await muteline('export', project, '--out', automation, '--mutes', 'automation')).code).toBe(0)
  const first = (file: string): unknown => {
    const read = readSmf(readFileSync(file))
    return read.ok
      ? { ticks: read.arrangement.tracks[0]?.notes.map((note) => note.tick), muted: read.arrangement.tracks[0]?.muted }
      : read
  }
  expect(first(applied)).toEqual({ ticks: [0, 1920], muted: [] })
  expect(first(automation)).toEqual({ ticks: [0, 960, 1920], muted: [{ from: 960, to: 1920 }] })
})

test('the built-in box performs by itself when it is recorded or monitored', async () => {
  const file = join(folder(), 'demo.mid')
  const recorded = await muteline('record', '--input', 'virtual', '--seconds', '5', '--out', file)
  expect(recorded.code).toBe(0)
  expect(recorded.err).toContain('124.0')
  const read = readSmf(readFileSync(file))
  expect(read.ok && read.arrangement.tracks[0]?.muted[0]).toEqual({ from: 0, to: 3840 })
  const monitored = await muteline('monitor', '--input', 'virtual', '--seconds', '3', '--json')
  expect(monitored.out.split('\n').some((line) => line.includes('Track 1 mute on'))).toBe(true)
})

test('a project file that is damaged is refused, and left as it is', async () => {
  const project = folder()
  writeFileSync(join(project, 'project.json'), '{"version":1,')
  const ended = await muteline('export', project, '--out', join(folder(), 'x.mid'))
  expect(ended.code).toBe(1)
  expect(ended.err).toContain('could not be read')
})
