// Real MIDI: a guest with a real ALSA sequencer runs guest.sh; here is compared what each side of it saw.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve as resolvePath } from 'node:path'
import { writeMidi } from 'midi-file'
import { expect, test } from 'playwright/test'
import { union } from '../../src-common/domain/model/intervals'
import { endOf, type Project } from '../../src-common/domain/model/project'
import { replayPlan } from '../../src-common/domain/play/replay-plan'
import { readSmf } from '../../src-common/domain/smf/smf-read'
import { BAR, PULSE } from '../../src-common/domain/time/ticks'
import { EXPECTED_LANES, lanesOf, PATTERNS, SCRIPT } from '../performance'
import { checkProject } from '../../src-main/host/project-schema'

// One worker, so that the guest is run once.
test.describe.configure({ mode: 'default' })

type BoxEvent = {
  readonly type: 'ready' | 'received' | 'sent' | 'played'
  readonly tick: number
  readonly playing?: boolean
  readonly bytes?: readonly number[]
}

const folder = mkdtempSync(join(tmpdir(), 'muteline-alsa-'))
const inputs = join(folder, 'in')
const out = join(folder, 'out')
let log = ''

/** Notes for aplaymidi, and for aseqdump to hear: three channels, an eighth each. */
const SONG = Array.from({ length: 8 }, (_, i) => ({ channel: i % 3, pitch: 60 + i }))

function song(list: typeof SONG, length: number): Buffer {
  const notes = list.flatMap(({ channel, pitch }, i) => [
    { deltaTime: i === 0 ? 0 : 240, type: 'noteOn' as const, channel, noteNumber: pitch, velocity: 90 },
    { deltaTime: length, type: 'noteOff' as const, channel, noteNumber: pitch, velocity: 0 },
  ])
  const tempo = { deltaTime: 0, type: 'setTempo' as const, microsecondsPerBeat: 500_000, meta: true as const }
  const end = { deltaTime: 0, type: 'endOfTrack' as const, meta: true as const }
  return Buffer.from(
    writeMidi({ header: { format: 1, numTracks: 1, ticksPerBeat: 480 }, tracks: [[tempo, ...notes, end]] }),
  )
}

const text = (name: string): string => readFileSync(join(out, name), 'utf8')
const boxEvents = (name: string): readonly BoxEvent[] =>
  text(name)
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as BoxEvent)
const take = (name = 'take'): Project => {
  const check = checkProject(JSON.parse(text(`${name}/project.json`)))
  if (!check.ok) throw new Error(check.reason)
  return check.project
}

test.beforeAll(async () => {
  test.setTimeout(540_000)
  mkdirSync(inputs)
  mkdirSync(out)
  // Slow enough for a machine that is emulated.
  writeFileSync(join(inputs, 'performance.txt'), SCRIPT.replace('tempo 280', 'tempo 100'))
  writeFileSync(join(inputs, 'stop.txt'), '8.1 stop')
  writeFileSync(join(inputs, 'song.mid'), song(SONG, 240))
  // A note of a minute.
  writeFileSync(join(inputs, 'long.mid'), song([{ channel: 4, pitch: 77 }], 57_600))
  log = await new Promise((resolve) => {
    const vm = ['-t', '480', '--', 'bash', 'e2e/alsa/guest.sh', inputs]
    execFile(
      resolvePath('e2e/alsa-vm/alsa-vm'),
      vm,
      { env: { ...process.env, ALSA_VM_OUT: out } },
      (error, stdout, stderr) => {
        resolve(`${stdout}${stderr}${error === null ? '' : error.message}`)
      },
    )
  })
})

test('all programs in the guest ended well', () => {
  for (const line of [
    'record: 0',
    'play: 0',
    'again: 0',
    'replay: 0',
    'fetch digitakt: 0',
    'fetch digitakt2: 0',
    'aplaymidi: 0',
    'heard: 0',
    'dump: 0',
    'cut: 0',
    '--- done',
  ])
    expect(log).toContain(line)
})

test('the sequencer’s ports are listed, and the built-in box beside them', () => {
  const { inputs: list, problem } = JSON.parse(text('ports.json')) as {
    inputs: { name: string; virtual: boolean }[]
    problem: string | null
  }
  expect(problem).toBeNull()
  expect(list.some((port) => port.virtual)).toBe(true)
  expect(list.some((port) => port.name.startsWith('Midi Through'))).toBe(true)
})

for (const device of ['digitakt', 'digitakt2']) {
  test(`the patterns of a ${device} are fetched over real ports, each in one long message`, () => {
    for (const [slot, name] of [
      ['A01', 'DUSK'],
      ['A03', 'BREAK'],
    ] as const) {
      const json = JSON.parse(text(`${device}/${slot}.json`)) as object
      expect(json).toMatchObject({ device, kind: 'patternKit', slot, name, verified: true })
    }
  })
}

test('a performance on real ports is recorded tick for tick', () => {
  const project = take()
  expect(lanesOf(project)).toEqual(EXPECTED_LANES)
  expect(project.patterns.map(({ tick, pattern }) => ({ tick, pattern }))).toEqual(PATTERNS)
  expect(project.takes).toMatchObject([{ from: 0, to: 7 * BAR, clock: { source: 'box', pulses: 7 * 96 } }])
})

test('every note that the box sent is in the take, and nothing else', () => {
  const sent = boxEvents('box-recorded.ndjson').filter(
    ({ type, bytes }) => type === 'sent' && ((bytes?.[0] ?? 0) & 0xf0) === 0x90 && (bytes?.[2] ?? 0) > 0,
  )
  const notes = take().tracks.flatMap((track) => track.notes)
  expect(sent.length).toBeGreaterThan(20)
  expect(notes.map((note) => note.pitch).sort()).toEqual(sent.map(({ bytes }) => bytes?.[1] ?? 0).sort())
})

test('played back, the box receives what was planned: each thing at its pulse, with every lead kept', () => {
  const project = take()
  const events = boxEvents('box-played.ndjson')
  const end = endOf(project)
  const received = events.filter(
    ({ type, playing, tick, bytes }) =>
      type === 'received' && playing === true && tick <= end && (bytes?.[0] ?? 0) < 0xf0,
  )
  const planned = replayPlan(project, 0, end, 0)
    .filter((each) => each.why !== 'chase' || each.clock > 0)
    .map(({ clock, bytes }) => ({ tick: Math.floor(clock / PULSE) * PULSE + PULSE, bytes }))
    .filter((each) => each.tick <= end)
  const lines = (list: readonly { tick: number; bytes?: readonly number[] }[]): string[] =>
    list.map(({ tick, bytes }) => `${String(tick).padStart(6)} ${(bytes ?? []).join(' ')}`).sort()
  expect(lines(received)).toEqual(lines(planned))
  expect(planned.length).toBeGreaterThan(10)
  const kinds = events.filter(({ type }) => type === 'received').map(({ bytes }) => bytes?.[0] ?? 0)
  expect(kinds.filter((kind) => kind === 0xfa)).toHaveLength(1)
  // After Stop it gets back what it had, and nothing plays any more.
  expect(kinds.filter((kind) => kind >= 0xf0).at(-1)).toBe(0xfc)
  const after = events.slice(events.findLastIndex(({ bytes }) => bytes?.[0] === 0xfc))
  expect(after.filter(({ type, bytes }) => type === 'received' && ((bytes?.[0] ?? 0) & 0xf0) === 0x90)).toEqual([])
  expect(kinds.indexOf(0xfa)).toBeGreaterThan(kinds.findIndex((kind) => (kind & 0xf0) === 0xb0))
})

test('a performance that was recorded, replayed into the same box, and recorded again is the same', () => {
  const [first, second] = [take(), take('again')]
  // Both layers go out as global mutes.
  const silent = ({ tracks }: Project) => tracks.map(({ mutes }) => union(mutes.global, mutes.pattern))
  expect(silent(second)).toEqual(silent(first))
  expect(second.patterns).toEqual(first.patterns)
  const notesOf = ({ tracks }: Project) =>
    tracks.flatMap(({ notes }, track) => notes.map(({ tick, pitch, velocity }) => ({ track, tick, pitch, velocity })))
  const [before, after] = [notesOf(first), notesOf(second)]
  const named = (notes: typeof before): readonly string[] =>
    notes.map(({ track, pitch, velocity }) => [track, pitch, velocity].join()).sort()
  expect(named(after)).toEqual(named(before))
  // In virtual time they are where they were (round-trip.test); here the machine is emulated, and late by milliseconds.
  const apart = before.map(({ track, pitch, tick }) =>
    Math.min(
      ...after.filter((note) => note.track === track && note.pitch === pitch).map((note) => Math.abs(note.tick - tick)),
    ),
  )
  expect(Math.max(...apart)).toBeLessThan(PULSE)
})

test('a MIDI file that aplaymidi sends is heard, with the channels of its notes', () => {
  const heard = readSmf(readFileSync(join(out, 'heard.mid')))
  expect(heard.ok).toBe(true)
  const notes = heard.ok
    ? heard.arrangement.tracks.flatMap((track, number) => track.notes.map((note) => ({ ...note, number })))
    : []
  const inOrder = notes.sort((a, b) => a.tick - b.tick).map(({ pitch, number }) => ({ pitch, channel: number }))
  expect(inOrder).toEqual(SONG.map(({ pitch, channel }) => ({ pitch, channel })))
})

test('aseqdump hears what Muteline plays, and each note ends', () => {
  const lines = text('aseqdump.txt').split('\n')
  const found = (kind: RegExp): { channel: number; pitch: number }[] =>
    lines.flatMap((line) => {
      const match = kind.exec(line)
      return match === null ? [] : [{ channel: Number(match[1]), pitch: Number(match[2]) }]
    })
  const started = found(/Note on\s+(\d+), note (\d+), velocity 90/)
  expect(started).toEqual(SONG.map(({ channel, pitch }) => ({ channel, pitch })))
  const ended = found(/Note (?:off|on)\s+(\d+), note (\d+)(?:, velocity 0)?\s*$/)
  expect(ended).toEqual(started)
  expect(lines.filter((line) => line.includes('Start')).length).toBe(1)
  expect(lines.filter((line) => line.includes('Clock')).length).toBeGreaterThan(24)
})

test('ended by a signal in the middle of a note, Muteline ends the note and stops the box', () => {
  const heard = text('cut.txt')
  expect(heard).toMatch(/Note on\s+4, note 77, velocity 90/)
  expect(heard).toMatch(/Note (off|on)\s+4, note 77(, velocity 0)?\s*$/m)
  expect(heard).toContain('Stop')
})

test('a port that goes away and comes back, with another number, is heard again', () => {
  const seconds = text('replugged.ndjson')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { readonly seconds: number }).seconds)
  const silences = seconds.slice(1).map((time, i) => time - (seconds[i] ?? 0))
  const longest = silences.indexOf(Math.max(...silences))
  expect(silences[longest]).toBeGreaterThan(2.5)
  expect(seconds.length - longest).toBeGreaterThan(10)
})
