import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { diff } from '../../src-common/domain/edit/patch'
import { encode } from '../../src-common/domain/midi/message'
import { emptyProject } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { Rig, device, withNotes } from './engine-rig'

/** The same box, its third track on another channel. */
const rewired = {
  ...device,
  tracks: device.tracks.map((track, number) => (number === 2 ? { ...track, channel: 9 } : track)),
}

/** An engine that leads, in the middle of a note. */
function leading(): Rig {
  const rig = new Rig()
  rig.lead(withNotes())
  rig.run(4.3)
  expect(rig.hanging()).toBeGreaterThan(0)
  return rig
}

/** An engine that follows the box, in the middle of a note. */
function following(): Rig {
  const rig = new Rig()
  rig.follow(withNotes())
  rig.run(3)
  expect(rig.hanging()).toBeGreaterThan(0)
  return rig
}

describe('no note is left hanging', () => {
  const paths: Readonly<Record<string, (rig: Rig) => void>> = {
    stop: (rig) => { rig.engine.stop() },
    paused: (rig) => { rig.engine.pause() },
    'its track left alone': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setTrack', track: 2, drive: 'off' }))); rig.run(5) },
    locate: (rig) => { rig.engine.locate(0); rig.run(0.05); rig.engine.stop() },
    panic: (rig) => { rig.engine.panic(); rig.engine.stop() },
    'another clock mode': (rig) => { rig.engine.setMode('follow') },
    'another output': (rig) => { void rig.engine.openOutput('virtual:digitakt2') },
    'no output': (rig) => { void rig.engine.openOutput(null) },
    'its track deleted from under it': (rig) => { rig.load(emptyProject('Empty', device)); rig.run(5); rig.engine.stop() },
    'another project': (rig) => { rig.load(emptyProject('Other', device)); rig.run(5); rig.engine.stop() },
    'a mute painted over the notes': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: 99 * BAR }))); rig.run(5) },
    'the sounding notes deleted': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'deleteNotes', track: 2, ids: withNotes().tracks[2]?.notes.map(({ id }) => id) ?? [] }))); rig.run(5) },
    'the sounding notes moved away': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'moveNotes', track: 2, ids: withNotes().tracks[2]?.notes.map(({ id }) => id) ?? [], by: 40 * BAR, pitchBy: 5, copy: false }))); rig.run(5) },
    'the sounding notes made longer, and the song stopped': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'resizeNotes', track: 2, ids: withNotes().tracks[2]?.notes.map(({ id }) => id) ?? [], edge: 'to', by: 99 * BAR, shortest: 1 }))); rig.run(1); rig.engine.stop() },
    'its track turned to the box': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setTrack', track: 2, drive: 'box' }))); rig.run(5) },
    'a loop set over other bars': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setLoop', loop: { from: 60 * BAR, to: 61 * BAR } }))); rig.run(6); rig.engine.locate(60 * BAR); rig.run(3) },
    'another channel for the track': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setDevice', device: rewired }))); rig.run(5); rig.engine.stop() },
    'the machine about to sleep': (rig) => { void rig.engine.sleep() },
    'the machine waking': (rig) => { rig.engine.wake() },
    'its track muted': (rig) => { rig.engine.patched(diff(withNotes(), run(withNotes(), { type: 'setTrack', track: 2, muted: true }))); rig.run(5) },
    'the engine closed': (rig) => { rig.engine.close() },
  } // prettier-ignore

  for (const [name, leave] of Object.entries(paths)) {
    it(`after: ${name}`, () => {
      const rig = leading()
      leave(rig)
      rig.run(0.2)
      expect(rig.hanging()).toBe(0)
    })
  }

  it('after: a run that was killed, once the next one gives back', () => {
    const rig = new Rig()
    rig.load(withNotes())
    // What the run before sent, and could not end any more.
    const before = rig.box.openOutput('virtual:digitakt', { opened: () => undefined, failed: () => undefined })
    const note = encode({ type: 'noteOn', channel: 3, pitch: 50, velocity: 100 })
    before.send([{ time: rig.time, bytes: note }])
    rig.run(1)
    expect(rig.hanging()).toBe(1)
    rig.engine.giveBack({ output: 'virtual:digitakt', messages: [] })
    rig.run(0.2)
    expect(rig.hanging()).toBe(0)
  })

  it('after: stop, locate or the box’s Stop at any moment', () => {
    for (let wait = 0; wait < 60; wait++) {
      for (const leave of ['stop', 'locate', 'box'] as const) {
        const rig = new Rig()
        rig.follow(withNotes())
        rig.run(0.9 + wait * 0.004)
        if (leave === 'stop') rig.engine.stop()
        else if (leave === 'locate') rig.engine.locate(BAR * 40)
        else rig.box.press({ type: 'stop' })
        rig.run(0.1)
        expect([leave, wait, rig.hanging()]).toEqual([leave, wait, 0])
      }
    }
  })

  it('after: the box’s own Stop, while we follow', () => {
    const rig = following()
    rig.box.press({ type: 'stop' })
    rig.run(0.2)
    expect(rig.hanging()).toBe(0)
    expect(rig.transport?.replay).toBe('waiting')
  })

  it('after: the output unplugged, and plugged in again', () => {
    const rig = leading()
    rig.unplug()
    rig.run(2)
    expect(rig.hanging()).toBeGreaterThan(0)
    rig.plugIn()
    rig.run(0.2)
    expect(rig.hanging()).toBe(0)
    expect(rig.transport?.replay).toBe('stopped')
  })

  it('at the seam of a loop', () => {
    const rig = new Rig()
    rig.lead(run(withNotes(), { type: 'setLoop', loop: { from: 0, to: BAR } }))
    let most = 0
    for (let i = 0; i < 200; i++) {
      rig.run(0.05)
      most = Math.max(most, rig.hanging())
    }
    // Notes of a bar and more begin in every round: without the seam they would pile up.
    expect(most).toBeLessThanOrEqual(5)
    rig.engine.stop()
    rig.run(0.1)
    expect(rig.hanging()).toBe(0)
  })

  it('after: the clock’s input unplugged, while we follow', () => {
    const rig = following()
    // Its output stays: a clock that comes on another cable.
    rig.inputGone = true
    rig.engine.scan()
    rig.run(0.1)
    expect(rig.hanging()).toBe(0)
  })

  it('after: the clock lost, while we follow', () => {
    const rig = following()
    rig.box.press({ type: 'set', settings: { clockSend: false } })
    rig.run(1)
    expect(rig.transport?.clock).toBe('lost')
    expect(rig.hanging()).toBe(0)
  })
})
