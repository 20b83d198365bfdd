import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { diff } from '../../src-common/domain/edit/patch'
import { emptyProject } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { Bench, device, withNotes } from './engine-bench'

/** The same box, its third track on another channel. */
const rewired = {
  ...device,
  tracks: device.tracks.map((track, number) => (number === 2 ? { ...track, channel: 9 } : track)),
}

/** An engine that leads, in the middle of a note. */
function leading(): Bench {
  const bench = new Bench()
  bench.lead(withNotes())
  bench.run(4.3)
  expect(bench.hanging()).toBeGreaterThan(0)
  return bench
}

/** An engine that follows the box, in the middle of a note. */
function following(): Bench {
  const bench = new Bench()
  bench.follow(withNotes())
  bench.run(3)
  expect(bench.hanging()).toBeGreaterThan(0)
  return bench
}

describe('no note is left hanging', () => {
  const paths: Readonly<Record<string, (bench: Bench) => void>> = {
    stop: (bench) => { bench.engine.stop() },
    locate: (bench) => { bench.engine.locate(0); bench.run(0.05); bench.engine.stop() },
    panic: (bench) => { bench.engine.panic(); bench.engine.stop() },
    'another clock mode': (bench) => { bench.engine.setMode('follow') },
    'another output': (bench) => { void bench.engine.openOutput('virtual:digitakt2') },
    'no output': (bench) => { void bench.engine.openOutput(null) },
    'its track deleted from under it': (bench) => { bench.load(emptyProject('Empty', device)); bench.run(5); bench.engine.stop() },
    'another project': (bench) => { bench.load(emptyProject('Other', device)); bench.run(5); bench.engine.stop() },
    'a mute painted over the notes': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: 99 * BAR }))); bench.run(5) },
    'the sounding notes deleted': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'deleteNotes', track: 2, ids: withNotes().tracks[2]?.notes.map(({ id }) => id) ?? [] }))); bench.run(5) },
    'the sounding notes moved away': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'moveNotes', track: 2, ids: withNotes().tracks[2]?.notes.map(({ id }) => id) ?? [], by: 40 * BAR, pitchBy: 5 }))); bench.run(5) },
    'the sounding notes made longer, and the song stopped': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'resizeNotes', track: 2, ids: withNotes().tracks[2]?.notes.map(({ id }) => id) ?? [], by: 99 * BAR, shortest: 1 }))); bench.run(1); bench.engine.stop() },
    'its track turned to the box': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setTrack', track: 2, drive: 'box' }))); bench.run(5) },
    'a loop set over other bars': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setLoop', loop: { from: 60 * BAR, to: 61 * BAR } }))); bench.run(6); bench.engine.locate(60 * BAR); bench.run(3) },
    'another channel for the track': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setDevice', device: rewired }))); bench.run(5); bench.engine.stop() },
    'the machine about to sleep': (bench) => { void bench.engine.sleep() },
    'the machine waking': (bench) => { bench.engine.wake() },
    'its track muted': (bench) => { bench.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setTrack', track: 2, muted: true }))); bench.run(5) },
    'the engine closed': (bench) => { bench.engine.close() },
  } // prettier-ignore

  for (const [name, leave] of Object.entries(paths)) {
    it(`after: ${name}`, () => {
      const bench = leading()
      leave(bench)
      bench.run(0.2)
      expect(bench.hanging()).toBe(0)
    })
  }

  it('after: stop, locate or the box’s Stop at any moment', () => {
    for (let wait = 0; wait < 60; wait++) {
      for (const leave of ['stop', 'locate', 'box'] as const) {
        const bench = new Bench()
        bench.follow(withNotes())
        bench.run(0.9 + wait * 0.004)
        if (leave === 'stop') bench.engine.stop()
        else if (leave === 'locate') bench.engine.locate(BAR * 40)
        else bench.box.press({ type: 'stop' })
        bench.run(0.1)
        expect([leave, wait, bench.hanging()]).toEqual([leave, wait, 0])
      }
    }
  })

  it('after: the box’s own Stop, while we follow', () => {
    const bench = following()
    bench.box.press({ type: 'stop' })
    bench.run(0.2)
    expect(bench.hanging()).toBe(0)
    expect(bench.transport?.replay).toBe('waiting')
  })

  it('after: the output unplugged, and plugged in again', () => {
    const bench = leading()
    bench.unplug()
    bench.run(2)
    expect(bench.hanging()).toBeGreaterThan(0)
    bench.plugIn()
    bench.run(0.2)
    expect(bench.hanging()).toBe(0)
    expect(bench.transport?.replay).toBe('stopped')
  })

  it('at the seam of a loop', () => {
    const bench = new Bench()
    bench.lead(run(withNotes(), { type: 'setLoop', loop: { from: 0, to: BAR } }))
    let most = 0
    for (let i = 0; i < 200; i++) {
      bench.run(0.05)
      most = Math.max(most, bench.hanging())
    }
    // Notes of a bar and more begin in every round: without the seam they would pile up.
    expect(most).toBeLessThanOrEqual(5)
    bench.engine.stop()
    bench.run(0.1)
    expect(bench.hanging()).toBe(0)
  })

  it('after: the clock’s input unplugged, while we follow', () => {
    const bench = following()
    // Its output stays: a clock that comes on another cable.
    bench.inputGone = true
    bench.engine.scan()
    bench.run(0.1)
    expect(bench.hanging()).toBe(0)
  })

  it('after: the clock lost, while we follow', () => {
    const bench = following()
    bench.box.press({ type: 'set', settings: { clockSend: false } })
    bench.run(1)
    expect(bench.transport?.clock).toBe('lost')
    expect(bench.hanging()).toBe(0)
  })
})
