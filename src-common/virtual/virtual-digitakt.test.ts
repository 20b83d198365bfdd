import { describe, expect, it } from 'vitest'
import { parse, toHex } from '../domain/midi/message'
import { BAR, PULSE, STEP } from '../domain/time/ticks'
import { microsOf } from '../domain/time/timeline'
import { BoxRunner, type Ran } from './box-runner'
import { PLAY_PRESET, profileOfBox } from './box-settings'
import { parseScript } from './perform-script'
import { createBox, isMuted, type Box, type BoxKey } from './box'
import { boxStep } from './virtual-digitakt'

const BPM = 120
const micros = (ticks: number): number => Math.ceil(microsOf(ticks, BPM))

/** Plays a script for so many bars from a fresh box, in no time. */
function perform(script: string, bars: number, box = createBox('digitakt')): Ran & { readonly runner: BoxRunner } {
  const parsed = parseScript(script)
  if (!parsed.ok) throw new Error(parsed.reason)
  const runner = new BoxRunner({ ...box, tempo: BPM }, 0)
  runner.perform(parsed.lines, 0)
  runner.press({ type: 'play' }, 0)
  return { ...runner.advance(micros(bars * BAR) - 1), runner }
}

const press = (box: Box, ...keys: BoxKey[]): { box: Box; sent: string[] } => {
  const sent: string[] = []
  for (const key of keys) {
    const step = boxStep(box, { type: 'key', key })
    box = step.box
    sent.push(...step.out.map((each) => toHex(each.bytes)))
  }
  return { box, sent }
}

describe('the virtual box, leading', () => {
  it('sends Start, then the pulse that is tick 0, then 24 a quarter', () => {
    const { out } = perform('', 2)
    const kinds = out.map((each) => each.bytes[0])
    expect(kinds[0]).toBe(0xfa)
    expect(kinds.filter((kind) => kind === 0xf8)).toHaveLength(2 * 96)
  })

  it('never sends the sequence of an audio track, and sends that of MIDI tracks on their CHAN', () => {
    const { out, played } = perform('', 4)
    const channels = new Set(
      out.map((each) => parse(each.bytes)).flatMap((each) => (each.type === 'noteOn' ? [each.channel] : [])),
    )
    expect([...channels].sort()).toEqual([11, 12, 13])
    expect(played.some((each) => each.track === 0 && each.source === 'sequence')).toBe(true)
  })

  it('ends every note that it starts, by the time it stops', () => {
    const { runner, out } = perform('3.2 pattern A02\n7.1 pattern A03\n20.1 stop', 19)
    const all = [...out, ...runner.advance(micros(30 * BAR)).out].map((each) => parse(each.bytes))
    const open = new Set<string>()
    for (const each of all) {
      if (each.type !== 'noteOn' && each.type !== 'noteOff') continue
      const key = `${String(each.channel)} ${String(each.pitch)}`
      expect(open.has(key)).toBe(each.type === 'noteOff')
      if (each.type === 'noteOn') open.add(key)
      else open.delete(key)
    }
    expect(open.size).toBe(0)
    expect(all.some((each) => each.type === 'stop')).toBe(true)
  })

  it('a mute drops trigs from its position on, tells CC 94, and lets them through again', () => {
    const { out, played } = perform('2.1 mute 1\n3.1 unmute 1', 4)
    const kicks = played.filter((each) => each.track === 0).map((each) => [each.tick / BAR, each.audible])
    expect(
      kicks.filter(([bar = 0]) => Number(bar) >= 1 && Number(bar) < 2).every(([, audible]) => audible === false),
    ).toBe(true)
    expect(
      kicks.filter(([bar = 0]) => Number(bar) < 1 || Number(bar) >= 2).every(([, audible]) => audible === true),
    ).toBe(true)
    const mutes = out.filter((each) => each.bytes[0] === 0xb0)
    expect(mutes.map((each) => toHex(each.bytes))).toEqual(['B0 5E 7F', 'B0 5E 00'])
    const pulses = out.filter((each) => each.bytes[0] === 0xf8).map((each) => each.time)
    expect(mutes[0]?.time).toBeLessThan(pulses[96] ?? 0)
    expect(mutes[0]?.time).toBeGreaterThan(pulses[95] ?? 0)
  })

  it('a selected pattern begins where the playing one ends, or at its CH.LEN', () => {
    expect(perform('1.2 pattern A02', 3).runner.box).toMatchObject({ pattern: 1, patternStart: BAR })
    expect(
      perform('2.1 pattern A03\n5.3 pattern A01', 5, { ...createBox('digitakt'), pattern: 1 }).runner.box.pattern,
    ).toBe(2)
  })

  it('plays swing and micro timing between the pulses, and keeps per-track lengths', () => {
    const { played } = perform('', 3)
    const hats = played.filter((each) => each.track === 3).map((each) => each.tick)
    expect(hats[1]).toBeCloseTo(STEP + 0.12 * STEP + 30)
    const twelve = played.filter((each) => each.track === 5).map((each) => Math.round((each.tick / STEP) * 100) / 100)
    expect(twelve.slice(0, 6)).toEqual([0, 3.12, 6, 9.12, 12, 15.12])
  })

  it('conditions hold on the passes that they name', () => {
    const { played } = perform('', 8)
    const onTrack = (track: number): number[] =>
      played.filter((each) => each.track === track).map((each) => Math.floor(each.tick / BAR))
    expect(onTrack(6)).toEqual([0])
    expect(
      played.filter((each) => each.track === 1 && each.velocity === 70).map((each) => Math.floor(each.tick / BAR)),
    ).toEqual([1, 3, 5, 7])
    expect(onTrack(7)).toEqual([])
    expect(perform('3.1 fill on\n4.1 fill off', 5).played.filter((each) => each.track === 7)).toHaveLength(2)
  })

  it('is the same on every run', () => {
    expect(perform('3.1 pattern A05', 9).played).toEqual(perform('3.1 pattern A05', 9).played)
  })
})

describe('the settings of the virtual box', () => {
  const base = createBox('digitakt')
  const withSettings = (settings: Partial<Box['settings']>): Box => ({
    ...base,
    settings: { ...base.settings, ...settings },
  })

  it('MUTE DEST: INT mutes and is silent, EXT sends and does not mute', () => {
    const int = press(withSettings({ muteDest: 'INT' }), { type: 'mute', track: 0 })
    expect([int.sent, isMuted(int.box, 0)]).toEqual([[], true])
    const ext = press(withSettings({ muteDest: 'EXT' }), { type: 'mute', track: 0 })
    expect([ext.sent, isMuted(ext.box, 0)]).toEqual([['B0 5E 7F'], false])
  })

  it('pattern mutes go by CC 110 and are stored with the pattern', () => {
    const { box, sent } = press(
      base,
      { type: 'muteMode', kind: 'pattern' },
      { type: 'mute', track: 2 },
      { type: 'pattern', pattern: 1 },
    )
    expect(sent).toEqual(['B2 6E 7F', 'C9 01'])
    expect(isMuted(box, 2)).toBe(false)
    expect(isMuted(press(box, { type: 'pattern', pattern: 0 }).box, 2)).toBe(true)
  })

  it('a track whose channel is OFF tells nothing of its mutes', () => {
    expect(press(base, { type: 'mute', track: 12 }).sent).toEqual([])
  })

  it('Digitakt II mutes with 1 and 0', () => {
    const { sent } = press(createBox('digitakt2'), { type: 'mute', track: 15 }, { type: 'mute', track: 15 })
    expect(sent).toEqual(['BF 5E 01', 'BF 5E 00'])
  })

  it('trig keys play notes on the track channel', () => {
    const down = { type: 'trig', track: 4, velocity: 90, down: true } as const
    expect(press(base, down, { ...down, down: false }).sent).toEqual(['94 3C 5A', '94 3C 00'])
    expect(press(withSettings({ trigKeyDest: 'INT' }), down).sent).toEqual([])
  })

  it('its profile knows when its patterns let the next one in', () => {
    const profile = profileOfBox(base.model, base.settings, base.patterns)
    expect(profile.patternLengths).toEqual({ '0': BAR, '1': 2 * BAR, '2': 2 * BAR, '3': 3 * BAR, '4': BAR })
  })
})

describe('the virtual box, following', () => {
  const follower = (): BoxRunner => {
    const runner = new BoxRunner(createBox('digitakt'), 0)
    runner.press({ type: 'set', settings: PLAY_PRESET }, 0)
    return runner
  }

  it('starts on Start once it receives the clock, and counts its pulses', () => {
    const runner = follower()
    runner.receive([0xfa], 10)
    runner.advance(1000)
    expect(runner.box.transport).toBe('armed')
    for (let i = 0; i < 48; i++) runner.receive([0xf8], 1000 + i * 20000)
    const { played, out } = runner.advance(2_000_000)
    expect(runner.box).toMatchObject({ transport: 'playing', next: 48 * PULSE })
    expect(played.filter((each) => each.track === 0).map((each) => each.tick)).toEqual([0, 960])
    expect(out.filter((each) => each.bytes[0] === 0xf8)).toEqual([])
  })

  it('ignores Start while it sends clock itself', () => {
    const runner = new BoxRunner(createBox('digitakt'), 0)
    runner.press({ type: 'set', settings: { clockReceive: true, transportReceive: true } }, 0)
    runner.receive([0xfa], 10)
    runner.advance(1000)
    expect(runner.box.transport).toBe('stopped')
  })

  it('takes a program change at the next boundary, and one that is too late at the one after', () => {
    const at = (pulse: number): number => {
      const runner = follower()
      runner.receive([0xfa], 1)
      for (let i = 0; i < 96 * 3; i++) {
        if (i === pulse) runner.receive([0xc9, 1], 1000 + i * 100)
        runner.receive([0xf8], 1000 + i * 100)
      }
      runner.advance(1e9)
      return runner.box.patternStart / BAR
    }
    expect([at(96 - 24), at(96 - 12), at(96 - 11), at(96)]).toEqual([1, 1, 2, 2])
  })

  it('plays notes from outside through a mute', () => {
    const muted = press(createBox('digitakt'), { type: 'mute', track: 0 }).box
    const step = boxStep(muted, { type: 'message', bytes: [0x90, 60, 99] })
    expect(step.played).toMatchObject([{ track: 0, source: 'midi', audible: true }])
    expect(step.out).toEqual([])
  })
})

describe('a performance script', () => {
  it('names the line that it does not understand', () => {
    const wrong = ['1.1 mute', '1.9 mute 1', 'x', '1.1 pattern Z1', '1.1 mute 17', '1.1 trig 1 999', '1.1 fill maybe']
    for (const line of wrong) {
      const parsed = parseScript(`# a comment\n1.1 mute 1 2 # both\n${line}`)
      expect(parsed).toMatchObject({ ok: false })
      expect(parsed.ok ? '' : parsed.reason).toContain('line 3')
    }
  })

  it('does not press a mute that already holds', () => {
    const { out } = perform('1.2 mute 1\n1.3 mute 1', 1)
    expect(out.filter((each) => each.bytes[0] === 0xb0)).toHaveLength(1)
  })
})
