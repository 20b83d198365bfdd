// Edits, locates and loops while a song plays into the box: what it plays afterwards is what the song says.
import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { BAR, PULSE } from '../../src-common/domain/time/ticks'
import { device, Rig } from './engine-rig'
import { Transport } from './transport'

/** Rounds of the box's patterns: A01 one bar, A02 and A03 two, A04 three. */
const put = (tick: number, pattern: number) => ({ type: 'putPattern' as const, tick, pattern, from: null })
const songOf = (...changes: readonly (readonly [bar: number, pattern: number])[]): Project =>
  changes
    .map(([bar, pattern]) => put(bar * BAR, pattern))
    .reduce(run, { ...emptyProject('Test', device), end: 64 * BAR })
const renamed = (song: Project): Project => ({ ...song, name: 'Another name' })
const muted = (rig: Rig) => rig.box.panel()?.mutes.flatMap((on, track) => (on ? [track + 1] : []))
const pattern = (rig: Rig) => rig.box.panel()?.pattern
function until(rig: Rig, tick: number): void {
  for (let i = 0; i < 20_000 && (rig.box.panel()?.position ?? 0) < tick; i++) rig.run(0.004)
}

describe('an edit that changes nothing of what plays sends nothing', () => {
  it('in the warm-up', () => {
    const rig = new Rig()
    const song = songOf([0, 0])
    rig.lead(song)
    rig.run(0.5)
    rig.load(renamed(song))
    rig.run(6)
    expect(muted(rig)).toEqual([])
  })

  it('while a locate waits for the box to come round', () => {
    const rig = new Rig()
    const song = songOf([0, 3], [6, 1], [10, 0])
    rig.lead(song)
    until(rig, BAR)
    rig.engine.locate(6 * BAR)
    rig.run(0.2)
    rig.load(renamed(song))
    rig.run(0.2)
    expect(muted(rig)).toEqual([])
    until(rig, 7.5 * BAR)
    expect(pattern(rig)).toBe(0)
  })

  it('once the pattern of the place was asked for', () => {
    const rig = new Rig()
    const song = songOf([0, 3], [6, 1], [10, 0])
    rig.lead(song)
    until(rig, BAR)
    rig.engine.locate(6 * BAR)
    until(rig, 3 * BAR - 18 * PULSE)
    rig.load(renamed(song))
    until(rig, 3.5 * BAR)
    expect(pattern(rig)).toBe(1)
  })

  it('in the last beat of a loop', () => {
    const rig = new Rig()
    const song: Project = { ...songOf([0, 0], [2, 1]), loop: { from: 0, to: 4 * BAR } }
    rig.lead(song)
    until(rig, 4 * BAR - 12 * PULSE)
    rig.load(renamed(song))
    until(rig, 4.5 * BAR)
    expect(pattern(rig)).toBe(0)
  })
})

describe('patterns under the playhead', () => {
  it('one that is put there and undone before the box came to it leaves later ones on time', () => {
    const rig = new Rig()
    const song = songOf([0, 0], [4, 1])
    rig.lead(song)
    until(rig, 1.25 * BAR)
    rig.load(run(song, put(BAR, 3)))
    rig.run(0.2)
    rig.load(song)
    until(rig, 4.5 * BAR)
    expect(pattern(rig)).toBe(1)
  })

  it('one that is put there plays from the next round on that it can be asked for in', () => {
    const rig = new Rig()
    const song = songOf([0, 1])
    rig.lead(song)
    until(rig, 2 * BAR - 6 * PULSE)
    rig.load(run(song, put(0, 2)))
    until(rig, 2.5 * BAR)
    expect(pattern(rig)).toBe(1)
    until(rig, 4.5 * BAR)
    expect(pattern(rig)).toBe(2)
  })

  it('a loop that is set just before a change leaves it on time', () => {
    const rig = new Rig()
    const song = songOf([0, 3], [3, 1])
    rig.lead(song)
    until(rig, 3 * BAR - 6 * PULSE)
    rig.load({ ...song, loop: { from: 0, to: 8 * BAR } })
    until(rig, 3.5 * BAR)
    expect(pattern(rig)).toBe(1)
  })
})

describe('locating', () => {
  it('twice while it waits begins where the box comes round', () => {
    const rig = new Rig()
    rig.lead(songOf([0, 3], [6, 1], [10, 0]))
    until(rig, BAR)
    for (let i = 0; i < 2; i++) {
      rig.engine.locate(6 * BAR)
      rig.run(0.3)
    }
    until(rig, 6.5 * BAR)
    expect(rig.transport?.song.at(-1)).toEqual({ song: 6 * BAR, clock: 3 * BAR })
  })

  it('behind the loop with a pre-roll gets there', () => {
    const rig = new Rig()
    const own = { ...device, startInside: 'preroll' as const, patternLengths: { 2: 8 * BAR } }
    rig.load({ ...songOf([0, 2]), device: own, loop: { from: 0, to: 4 * BAR } })
    rig.engine.locate(5 * BAR)
    rig.lead({ ...songOf([0, 2]), device: own, loop: { from: 0, to: 4 * BAR } })
    until(rig, 5.5 * BAR)
    expect(rig.transport?.song).toEqual([{ song: 0, clock: 0 }])
    expect(muted(rig)).toEqual([])
  })
})

describe('a box that plays on', () => {
  const withA02 = (): Rig => {
    const rig = new Rig()
    rig.box.press({ type: 'pattern', pattern: 1 })
    rig.run(0.2)
    return rig
  }

  it('is asked for the pattern again once it got its own back', () => {
    const rig = withA02()
    rig.follow(songOf([0, 2]))
    rig.run(6)
    rig.engine.stop()
    rig.run(12)
    expect(pattern(rig)).toBe(1)
    rig.engine.play()
    rig.run(12)
    expect(pattern(rig)).toBe(2)
  })

  it('is asked for it when the song was stopped while another one was queued', () => {
    const rig = new Rig()
    rig.follow(songOf([0, 2], [4, 1]))
    until(rig, 4 * BAR - 16 * PULSE)
    rig.engine.stop()
    rig.run(3)
    rig.engine.play()
    until(rig, 8 * BAR)
    expect(pattern(rig)).toBe(2)
  })

  it('is asked for it when a hand chose another one', () => {
    const rig = new Rig()
    rig.follow(songOf([0, 2]))
    rig.run(4)
    rig.box.press({ type: 'pattern', pattern: 1 })
    rig.run(6)
    rig.engine.stop()
    rig.run(2)
    rig.engine.play()
    rig.run(12)
    expect(pattern(rig)).toBe(2)
  })

  it('is joined where it comes round when the song was paused while it waited', () => {
    const rig = new Rig()
    rig.follow(songOf([0, 3], [6, 1], [10, 0]))
    until(rig, BAR)
    rig.engine.locate(6 * BAR)
    rig.run(0.5)
    rig.engine.pause()
    until(rig, 4 * BAR)
    rig.engine.play()
    until(rig, 7.5 * BAR)
    expect([pattern(rig), rig.transport?.song]).toEqual([1, [{ song: 6 * BAR, clock: 6 * BAR }]])
  })

  it('has after its Continue the mutes and the pattern of where it stopped', () => {
    const song = run(songOf([0, 0], [4, 1]), { type: 'paintMutes', tracks: [2], kind: 'global', from: 4 * BAR, to: 40 * BAR }) // prettier-ignore
    const transport = new Transport(sequenceOf(song))
    let now = 1_000_000
    const sent: string[] = []
    const wire = (leaving: readonly { bytes: readonly number[] }[]): void => {
      for (const { bytes } of leaving) sent.push(bytes.join(' '))
    }
    const pulses = (count: number): void => {
      for (let i = 0; i < count; i++) {
        now += 20_833
        wire(transport.receive({ type: 'clock' }, now, now))
        wire(transport.pump(now))
      }
    }
    wire(transport.play(now))
    wire(transport.receive({ type: 'start' }, now, now))
    pulses(5 * 96)
    wire(transport.receive({ type: 'stop' }, now, now))
    now += 1e6
    wire(transport.receive({ type: 'continue' }, now, now))
    pulses(96)
    expect(transport.reached(now)?.song).toBeGreaterThan(5 * BAR)
    expect(sent.filter((bytes) => bytes.startsWith('178 94')).at(-1)).toBe('178 94 127')
    expect(sent.filter((bytes) => bytes.startsWith('201')).at(-1)).toBe('201 1')
  })
})
