// What the virtual box plays of a replay equals what the arrangement says: from every bar of a hundred songs, by its clock
// and by ours, on both models, with either polarity of mutes, and with leads from 0 to 48 pulses.
import { describe, expect, it } from 'vitest'
import { run, type Command } from '../../src-common/domain/edit/command'
import type { DeviceProfile, StartInside } from '../../src-common/domain/device/device'
import { contains } from '../../src-common/domain/model/intervals'
import { ticksOfPattern } from '../../src-common/domain/model/pattern-boundaries'
import { emptyProject, endOf, type Project } from '../../src-common/domain/model/project'
import { playingAt } from '../../src-common/domain/play/landings'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { startPlace } from '../../src-common/domain/play/start-place'
import { BAR, PPQ, PULSE, type Tick } from '../../src-common/domain/time/ticks'
import { BoxRunner } from '../../src-common/virtual/box-runner'
import { createBox, isMuted, type Box } from '../../src-common/virtual/box'
import { boxSettings, PLAY_PRESET, profileOfBox, RECORD_PRESET } from '../../src-common/virtual/box-settings'
import { demoPatterns } from '../../src-common/virtual/demo-patterns'
import { parse } from '../../src-common/domain/midi/message'
import type { Leaving } from './departures'
import { clockEvent } from './clock-event'
import { Transport } from './transport'
import type { ClockMode } from '../../src-common/rpc/engine-contract'

/** A row of numbers that a seed begins (mulberry32). */
function draws(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

type Case = {
  readonly song: Project
  readonly mode: ClockMode
  readonly box: Box
  /** From where the song is to be heard. */
  readonly from: Tick
}

const PATTERNS = Object.keys(demoPatterns()).map(Number)

/** A box with needs of its own, and the profile of somebody who has learned them. */
function boxOf(
  draw: (below: number) => number,
  mode: ClockMode,
  startInside: StartInside,
): { box: Box; device: DeviceProfile } {
  const model = draw(2) === 0 ? 'digitakt' : 'digitakt2'
  const [needs, delay] = [draw(49), draw(49)]
  const [muted, unmuted] = [
    [127, 0],
    [0, 127],
    [1, 0],
    [0, 1],
  ][draw(4)] as [number, number]
  const settings = {
    ...boxSettings(model),
    ...(mode === 'lead' ? PLAY_PRESET : RECORD_PRESET),
    muteValue: { muted, unmuted },
    programChangeDeadline: Math.max(0, needs - 1),
    muteDelay: Math.max(0, delay - 1),
    programChangeSent: draw(2) === 0 ? 'select' : 'switch',
  } as const
  const box = { ...createBox(model), settings }
  const profile = profileOfBox(model, settings, box.patterns)
  return { box, device: { ...profile, startInside, muteLead: delay * PULSE, patternLead: needs * PULSE } }
}

/** A song of some bars: patterns changed where the box can, mutes on any sixteenth. */
function songOf(draw: (below: number) => number, device: DeviceProfile): Project {
  const empty = emptyProject('Test', device)
  let song: Project = empty
  const commands: Command[] = []
  for (let tick = 0; tick < 8 * BAR;) {
    const pattern = PATTERNS[draw(PATTERNS.length)] ?? 0
    commands.push({ type: 'putPattern', tick, pattern, from: null })
    const round = ticksOfPattern({ ...empty, patterns: [] }, pattern)
    if (round === null || round === Infinity) break
    // A round that is too short to ask in is played more often.
    tick += round * (1 + draw(3))
  }
  for (let i = 0; i < 12; i++) {
    const [first, second] = [draw(8 * 16), draw(8 * 16)].map((step) => (step * PPQ) / 4) as [number, number]
    if (first !== second)
      commands.push({
        type: 'paintMutes',
        tracks: [draw(8)],
        kind: draw(4) === 0 ? 'pattern' : 'global',
        from: Math.min(first, second),
        to: Math.max(first, second),
      })
  }
  for (const command of commands) song = run(song, command)
  return run(song, { type: 'setTrack', track: draw(8), drive: 'notes' })
}

/** Plays it, and compares at every pulse of the box what holds there with what the song says. */
function differences({ song, mode, box, from }: Case): readonly string[] {
  let now = 0
  const transport = new Transport(sequenceOf(song))
  const runner = new BoxRunner(box, now)
  const wire: Leaving[] = []
  const found: string[] = []
  const place = startPlace(song, from, song.device.startInside)
  const end = endOf(song)
  const send = (leaving: readonly Leaving[]): void => {
    wire.push(...leaving)
  }
  let seen = -1
  const look = (): void => {
    const { next, transport: state } = runner.box
    const pulse = next - PULSE
    if (state !== 'playing' || pulse === seen) return
    seen = pulse
    // When the box is started by hand, nothing can be sent ahead of that.
    const ahead = mode === 'follow' && pulse < song.device.muteLead
    if (!ahead && place.song + pulse < end) found.push(...unlike(song, runner.box, place.song + pulse, place.heard))
  }
  transport.setMode(mode, now)
  transport.locate(from, now)
  send(transport.play(now))
  if (mode === 'follow') runner.press({ type: 'play' }, 1_500_000)
  for (; place.song + runner.box.next < end && now < 200e6;) {
    now += 4000
    for (const each of wire.splice(0).sort((a, b) => a.time - b.time)) {
      if (each.time > now) {
        wire.push(each)
        continue
      }
      hear(runner.advance(each.time).out)
      look()
      runner.receive(each.bytes, each.time)
      hear(runner.advance(each.time).out)
      look()
    }
    hear(runner.advance(now).out)
    look()
    send(transport.pump(now))
  }
  return found

  function hear(out: readonly { readonly time: number; readonly bytes: readonly number[] }[]): void {
    for (const { time, bytes } of out) {
      const event = clockEvent(parse(bytes))
      if (event !== null) {
        look()
        send(transport.receive(event, time, time))
      }
    }
  }
}

/** What the box holds otherwise than the song at a tick. */
function unlike(song: Project, box: Box, tick: Tick, heard: Tick): readonly string[] {
  const wanted = playingAt(song, tick)
  const round = wanted === null ? null : ticksOfPattern(song, wanted.pattern)
  const at = `${String(tick / BAR)}:`
  const found: string[] = []
  if (wanted !== null && box.pattern !== wanted.pattern)
    found.push(`${at} plays ${String(box.pattern)}, not ${String(wanted.pattern)}`)
  else if (wanted !== null && round !== null) {
    const phase = (box.next - PULSE - box.patternStart) % round
    if (phase !== (tick - wanted.tick) % round) found.push(`${at} is ${String(phase)} into its pattern`)
  }
  for (const [number, track] of song.tracks.slice(0, 8).entries()) {
    const muted =
      track.drive === 'notes' ||
      tick < heard ||
      contains(track.mutes.global, tick) ||
      contains(track.mutes.pattern, tick)
    if (isMuted(box, number) !== muted) found.push(`${at} track ${String(number + 1)} is ${muted ? 'not ' : ''}muted`)
  }
  return found
}

describe('a replay lands', () => {
  const songs = Array.from({ length: 100 }, (_, seed) => seed + 1)
  it.each(songs)('song %i, from every bar', (seed) => {
    const draw = draws(seed)
    for (const mode of ['lead', 'follow'] as const) {
      const { box, device } = boxOf(draw, mode, draw(2) === 0 ? 'boundary' : 'preroll')
      const song = songOf(draw, device)
      for (let from = 0; from < endOf(song) - BAR; from += BAR)
        expect(
          differences({ song, mode, box, from }).slice(0, 3),
          `${mode} from bar ${String(from / BAR + 1)}`,
        ).toEqual([])
    }
  })
})
