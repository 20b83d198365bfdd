import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { seededRandom } from '../../../src-common/domain/base/random'
import { run } from '../../../src-common/domain/edit/command'
import { fromPcm24 } from '../../../src-common/domain/audio/pcm'
import { peakOf } from '../../../src-common/domain/audio/levels'
import { WAV_HEAD_BYTES } from '../../../src-common/domain/audio/wav'
import { emptyProject, type Project } from '../../../src-common/domain/model/project'
import { USUAL_TAIL, type StemSettings } from '../../../src-common/domain/stems/stem-settings'
import { BAR } from '../../../src-common/domain/time/ticks'
import { RECORD_PRESET } from '../../../src-common/virtual/box-settings'
import { device } from '../../engine/engine-rig'
import { INPUT, ROUND_TRIP_MS, StemsRig } from './stems-rig'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Two bars of A01: the kick is muted in the second half, and the hats in the first. */
function song(): Project {
  let project = emptyProject('Test', device)
  project = run(project, { type: 'putPattern', tick: 0, pattern: 0, from: null })
  project = run(project, { type: 'paintMutes', tracks: [0], kind: 'global', from: BAR, to: 2 * BAR })
  project = run(project, { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: BAR })
  return run(project, { type: 'setTrack', track: 3, drive: 'off' })
}

const settings: StemSettings = { tracks: [0, 1, 2, 4, 5, 6, 7], mix: true, span: null, marker: 0, tail: USUAL_TAIL }

const samples = (rig: StemsRig, file: string): Float32Array =>
  fromPcm24(readFileSync(join(rig.session.folder, file)).subarray(WAV_HEAD_BYTES))

/** The loudest sample of a bar at 120 BPM. */
const loudest = (sound: Float32Array, bar: number): number =>
  peakOf(sound.subarray(bar * 2 * INPUT.rate * 2, (bar + 1) * 2 * INPUT.rate * 2 - 20))

const heardIn = ({ session }: StemsRig): readonly (number | null)[] =>
  session.passes.filter(({ result }) => result !== null).map(({ track }) => track)

const few: StemSettings = { ...settings, tracks: [0, 2] }

describe('stems of a song', () => {
  it('are a file for each track, and together the mix', async () => {
    const rig = new StemsRig(song())
    await rig.desk.begin(settings, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    expect(rig.session).toMatchObject({ why: null, state: 'done', left: 0 })
    expect(rig.session.passes.map(({ file }) => file)).toEqual([
      '00 Mix - A01.wav',
      ...['1', '2', '3', '5', '6', '7', '8'].map((number) => `0${number} Track ${number} - A01.wav`),
    ])
    const kick = samples(rig, '01 Track 1 - A01.wav')
    expect([loudest(kick, 0) > 0.1, loudest(kick, 1) > 0.001]).toEqual([true, false])
    const hats = samples(rig, '03 Track 3 - A01.wav')
    expect([loudest(hats, 0) > 0.001, loudest(hats, 1) > 0.1]).toEqual([false, true])
    // To the sample: one frame off, and some −30 dB would be left.
    expect(rig.session.residual).toBeLessThan(-100)
    expect(rig.session.passes[0]?.result?.roundTrip).toBeCloseTo(ROUND_TRIP_MS * 1000, -3)
    const warnings = rig.session.passes.flatMap(({ result }) => result?.warnings ?? [])
    // Track 8 of A01 plays in FILL mode only.
    expect(warnings).toEqual(['Nothing was heard. Is the track muted in the box, or does it play nothing here?'])
    expect(readdirSync(rig.session.folder).filter((name) => !name.endsWith('.wav'))).toEqual(['session.json'])
  })

  it('leave the box as it was, and no note hanging', async () => {
    const rig = new StemsRig(song())
    rig.engine.box.press({ type: 'mute', track: 4 })
    rig.engine.engine.locate(BAR)
    await rig.desk.begin(few, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    for (let piece = 0; piece < 5; piece++) await rig.piece()
    expect(rig.engine.hanging()).toBe(0)
    expect(rig.engine.box.panel()).toMatchObject({ pattern: 0, transport: 'stopped' })
    expect(rig.engine.box.panel()?.mutes.map(Number).join('')).toBe('0000100000000000')
    expect(rig.engine.engine.transport()).toMatchObject({ mode: 'follow', replay: 'stopped', locate: BAR })
  })

  it('of the loop begin where it does, also inside a pattern', async () => {
    const rig = new StemsRig(song())
    const span = { from: 1.5 * BAR, to: 2 * BAR }
    await rig.desk.begin({ ...few, span }, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    const hats = samples(rig, '03 Track 3 - A01.wav')
    // The hats play on the third sixteenth of each beat, two beats of 0.5 s.
    const first = hats.findIndex((sample) => Math.abs(sample) > 0.01) / 2 / INPUT.rate
    expect(first).toBeCloseTo(0.25, 1)
    expect(rig.session.passes[0]?.result?.seconds).toBeGreaterThan(1)
    expect(rig.session.residual).toBeLessThan(0)
  })

  it('lie on the mix to the sample however much later each pass is heard', async () => {
    const rig = new StemsRig(song())
    const delays = [0, 337, 911, 52]
    let line = new Float32Array(2 * 4096)
    rig.onTheWay = (sound) => {
      const delay = delays[heardIn(rig).length] ?? 0
      const whole = new Float32Array([...line, ...sound])
      line = whole.slice(-line.length)
      const from = whole.length - sound.length - delay * 2
      return whole.slice(from, from + sound.length)
    }
    await rig.desk.begin({ ...settings, tracks: [0, 1, 2, 4, 5, 6, 7] }, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    expect(rig.session.residual).toBeLessThan(-100)
  })

  it('are aligned by the clock, and then to the mix, where there is no marker', async () => {
    const rig = new StemsRig(song())
    await rig.desk.begin({ ...settings, marker: null }, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    expect(rig.session.residual).toBeLessThan(-100)
    expect(rig.session.passes[1]?.result?.roundTrip).toBeNull()
  })

  it('in one channel are as they are in two', async () => {
    const rig = new StemsRig(song())
    rig.onTheWay = (sound) => sound.filter((_, index) => index % 2 === 0)
    await rig.desk.begin(settings, { ...INPUT, channels: 1 })
    await rig.until(() => rig.session.state !== 'recording')
    expect(rig.session).toMatchObject({ state: 'done', why: null })
    expect(rig.session.residual).toBeLessThan(-100)
  })
})

describe('a recording of stems that is interrupted', () => {
  it('goes on at the pass where it stopped', async () => {
    const rig = new StemsRig(song())
    await rig.desk.begin(few, INPUT)
    await rig.until(() => heardIn(rig).length === 1)
    await rig.until(() => (rig.session.current?.seconds ?? 0) > 1)
    await rig.desk.pause()
    expect(rig.session).toMatchObject({ state: 'paused', why: null })
    expect(heardIn(rig)).toEqual([null])
    expect(rig.engine.hanging()).toBe(0)
    expect(rig.engine.engine.transport()).toMatchObject({ mode: 'follow', replay: 'stopped' })
    rig.desk.resume(INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    expect(heardIn(rig)).toEqual([null, 0, 2])
  })

  it('goes on after Muteline ended in the middle of it', async () => {
    const before = new StemsRig(song())
    await before.desk.begin({ ...settings, tracks: [0, 1, 2, 4, 5, 6, 7] }, INPUT)
    await before.until(() => before.session.current?.index === 3)
    const after = new StemsRig(song(), before.folder)
    await after.desk.opened()
    expect(after.session).toMatchObject({ state: 'paused', changed: false })
    expect(after.session.why).toContain('ended in the middle')
    expect(heardIn(after)).toEqual([null, 0, 1])
    after.desk.resume(INPUT)
    await after.until(() => after.session.state !== 'recording')
    expect(after.session.state).toBe('done')
    expect(after.session.residual).toBeLessThan(-100)
    await before.desk.pause()
  })

  const because = async (what: (rig: StemsRig) => unknown, most = 40): Promise<string> => {
    const rig = new StemsRig(song())
    await rig.desk.begin(few, INPUT)
    await rig.until(() => (rig.session.current?.seconds ?? 0) > 1)
    await what(rig)
    await rig.until(() => rig.session.state !== 'recording', most)
    expect(rig.session.state).toBe('paused')
    expect(rig.engine.hanging()).toBe(0)
    if (existsSync(rig.session.folder))
      expect(readdirSync(rig.session.folder).filter((name) => name.endsWith('.sound'))).toEqual([])
    return rig.session.why ?? ''
  }

  it('says why', async () => {
    expect(await because((rig) => { rig.engine.engine.stop() })).toContain('The song was stopped')
    expect(await because((rig) => { rig.engine.unplug() })).toContain('The song was stopped')
    expect(await because((rig) => { rig.hears = false })).toContain('No sound data comes from the page')
    expect(await because((rig) => { rig.skip() })).toContain('A piece of the sound was lost')
    expect(await because((rig) => rig.desk.pause('The interface is gone.'))).toBe('The interface is gone.')
    expect(await because((rig) => { rmSync(rig.session.folder, { recursive: true }) })).not.toBe('')
  }) // prettier-ignore

  it('leaves nothing behind in the box, also before anything sounds', async () => {
    const rig = new StemsRig(song())
    await rig.desk.begin({ ...few, marker: 1 }, INPUT)
    await rig.until(() => rig.engine.engine.transport().replay === 'playing')
    await rig.piece()
    await rig.desk.pause()
    for (let piece = 0; piece < 50; piece++) await rig.piece()
    expect(rig.engine.box.panel()?.mutes.some(Boolean)).toBe(false)
    expect(rig.engine.hanging()).toBe(0)
    expect(rig.engine.received.some(({ bytes }) => bytes[0] === 0x91 && bytes[2] === 127)).toBe(false)
  })

  it('does not take the song for its marker, where the box takes no notes', async () => {
    const rig = new StemsRig(song())
    rig.engine.box.press({ type: 'set', settings: { receiveNotes: false } })
    await rig.desk.begin(few, INPUT)
    await rig.until(() => rig.session.state !== 'recording', 30)
    expect(rig.session.why).toContain('The marker was not heard')
  })

  it('does not go on where the box does not play along', async () => {
    const rig = new StemsRig(song())
    rig.engine.box.press({ type: 'set', settings: RECORD_PRESET })
    await rig.desk.begin(few, INPUT)
    await rig.until(() => rig.session.state !== 'recording', 40)
    expect(rig.session.why).toContain('CLOCK RECEIVE')
    expect(heardIn(rig)).toEqual([])
  })

  it('can go on from its first pass on, too', async () => {
    const before = new StemsRig(song())
    await before.desk.begin(few, INPUT)
    await before.until(() => (before.session.current?.seconds ?? 0) > 1)
    mkdirSync(join(before.folder, 'stems', 'notes'))
    const after = new StemsRig(song(), before.folder)
    await after.desk.opened()
    expect(after.session).toMatchObject({ state: 'paused', folder: before.session.folder })
    await before.desk.pause()
  })

  it('that hears no marker does not go on for nothing', async () => {
    const rig = new StemsRig(song())
    rig.onTheWay = (sound) => sound.map(() => 0)
    await rig.desk.begin(few, INPUT)
    await rig.until(() => rig.session.state !== 'recording', 30)
    expect(rig.session.why).toContain('The marker was not heard')
    expect(rig.notices.at(-1)?.text).toContain('The marker was not heard')
  })

  it('does not go on with a song that was edited, until that is undone', async () => {
    const rig = new StemsRig(song())
    await rig.desk.begin(few, INPUT)
    await rig.until(() => heardIn(rig).length === 1)
    await rig.desk.pause()
    const before = rig.project
    rig.project = run(before, { type: 'paintMutes', tracks: [1], kind: 'global', from: 0, to: BAR })
    rig.desk.edited()
    await vi.advanceTimersByTimeAsync(1000)
    expect(rig.session.changed).toBe(true)
    expect(() => { rig.desk.resume(INPUT) }).toThrow('The song was edited') // prettier-ignore
    rig.project = run(before, { type: 'setTrack', track: 0, name: 'Kick' })
    rig.desk.edited()
    await vi.advanceTimersByTimeAsync(1000)
    expect(rig.session.changed).toBe(false)
    expect(() => { rig.desk.resume({ ...INPUT, rate: 44_100 }) }).toThrow('48000 Hz') // prettier-ignore
    expect(() => { rig.desk.resume({ ...INPUT, label: 'Webcam' }) }).toThrow('are of Interface') // prettier-ignore
  })
})

describe('a recording of stems is not begun', () => {
  const few2 = { ...few, mix: false }
  it('twice at once', async () => {
    const rig = new StemsRig(song())
    const both = await Promise.allSettled([rig.desk.begin(few, INPUT), rig.desk.begin(few, INPUT)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await rig.desk.pause()
  })

  it('while a song plays, which goes on', async () => {
    const rig = new StemsRig(song())
    rig.engine.load(rig.project)
    rig.engine.engine.setMode('lead')
    rig.engine.engine.play()
    await expect(rig.desk.begin(few, INPUT)).rejects.toThrow('Stop that first')
    expect(rig.engine.engine.transport().replay).toBe('playing')
  })

  it('without a track, with one that is not there, or for an empty song', async () => {
    const rig = new StemsRig(song())
    await expect(rig.desk.begin({ ...few2, tracks: [] }, INPUT)).rejects.toThrow('at least one track')
    await expect(rig.desk.begin({ ...few2, tracks: [1, 1] }, INPUT)).rejects.toThrow('not tracks')
    await expect(rig.desk.begin({ ...few2, tracks: [40] }, INPUT)).rejects.toThrow('not tracks')
    rig.project = emptyProject('Empty', device)
    await expect(rig.desk.begin(few, INPUT)).rejects.toThrow('nothing to record')
  })
})

describe('a pass that is recorded again', () => {
  const recorded = async (): Promise<StemsRig> => {
    const rig = new StemsRig(song())
    await rig.desk.begin(few, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    return rig
  }

  it('takes the place of the one before', async () => {
    const rig = await recorded()
    const file = '01 Track 1 - A01.wav'
    const before = samples(rig, file)
    rig.onTheWay = (sound) => sound.map((sample) => sample / 2)
    rig.desk.retake(1, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    expect(peakOf(samples(rig, file)) / peakOf(before)).toBeCloseTo(0.5, 2)
    expect(rig.session.state).toBe('done')
  })

  it('leaves it where it was when that fails', async () => {
    const rig = await recorded()
    const file = '01 Track 1 - A01.wav'
    const before = samples(rig, file)
    rig.desk.retake(1, INPUT)
    await rig.until(() => (rig.session.current?.seconds ?? 0) > 1)
    await rig.desk.pause('The interface is gone.')
    expect(rig.session).toMatchObject({ state: 'done', why: 'The interface is gone.' })
    expect(rig.session.passes[1]?.result).not.toBeNull()
    expect(samples(rig, file)).toEqual(before)
  })
})

describe('of a pass it is said', () => {
  const warned = async (onTheWay: (sound: Float32Array) => Float32Array): Promise<readonly string[]> => {
    const rig = new StemsRig(song())
    rig.onTheWay = onTheWay
    await rig.desk.begin({ ...settings, tracks: [0], mix: false }, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    return rig.session.passes[0]?.result?.warnings ?? [rig.session.why ?? '']
  }

  it('that it was too loud', async () => {
    expect((await warned((sound) => sound.map((sample) => Math.max(-1, Math.min(1, sample * 9)))))[0]).toContain('too loud')
  }) // prettier-ignore

  it('that the room is not silent', async () => {
    const random = seededRandom(1)
    expect((await warned((sound) => sound.map((sample) => sample + (random() - 0.5) * 0.04)))[0]).toContain('not silent')
  }) // prettier-ignore

  it('that the input left something out', async () => {
    const hum = (sound: Float32Array): Float32Array => sound.map((sample, index) => sample + 0.005 * Math.sin(index / 90) + 0.02)
    expect(await warned((sound) => hum(sound).fill(0, 2000, 2000 + 256 * 2))).toContainEqual(expect.stringContaining('left something out'))
  }) // prettier-ignore
})
