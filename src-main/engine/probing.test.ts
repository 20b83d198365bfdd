import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { emptyProject } from '../../src-common/domain/model/project'
import { Rig, device } from './engine-rig'

const MUTE = { type: 'mute', track: 0, kind: 'global' } as const
const [ON, OFF] = [
  [0xb0, 94, 127],
  [0xb0, 94, 0],
]

/** A rig with the box's profile. */
function ready(): Rig {
  const rig = new Rig()
  rig.load(emptyProject('Test', device))
  return rig
}
const sentTo = (rig: Rig): readonly (readonly number[])[] => rig.received.map(({ bytes }) => [...bytes])

describe('trying what the box takes', () => {
  it('mutes a track for 0.6 seconds', () => {
    const rig = ready()
    rig.engine.probe(MUTE)
    rig.run(0.5)
    expect(sentTo(rig)).toEqual([ON])
    rig.run(0.2)
    expect(sentTo(rig)).toEqual([ON, OFF])
    rig.run(5)
    expect(sentTo(rig)).toHaveLength(2)
  })

  it('uses the values that were learned, of the kind that is asked for', () => {
    const rig = new Rig()
    const muteValues = { global: { muted: 0, unmuted: 1 }, pattern: { muted: 5, unmuted: 6 } }
    rig.load(emptyProject('Test', { ...device, muteValues }))
    rig.engine.probe(MUTE)
    rig.run(1)
    rig.engine.probe({ ...MUTE, kind: 'pattern' })
    rig.run(1)
    expect(sentTo(rig).map(([, controller, value]) => [controller, value])).toEqual([
      [94, 0],
      [94, 1],
      [110, 5],
      [110, 6],
    ])
  })

  it('plays note 60 for 0.2 seconds, on the channel of the track', () => {
    const rig = ready()
    rig.engine.probe({ type: 'note', track: 2 })
    rig.run(0.1)
    expect(rig.hanging()).toBe(1)
    rig.run(0.2)
    expect(sentTo(rig)).toEqual([
      [0x92, 60, 100],
      [0x92, 60, 0],
    ])
  })

  it('plays a MIDI track by its channel of the menu, not by the CHAN of its sequence', () => {
    const rig = new Rig()
    const tracks = device.tracks.map((track, number) => (number === 8 ? { ...track, channel: 9, noteChannel: 14 } : track))
    rig.load(emptyProject('Test', { ...device, tracks }))
    rig.engine.probe({ type: 'note', track: 8 })
    rig.run(0.1)
    expect(sentTo(rig)).toEqual([[0x98, 60, 100]])
  }) // prettier-ignore

  it('chooses a pattern', () => {
    const rig = ready()
    rig.engine.probe({ type: 'pattern', pattern: 1 })
    rig.run(1)
    expect(sentTo(rig)).toEqual([[0xc9, 1]])
    expect(rig.box.panel()?.pattern).toBe(1)
  })

  it('another try ends the one before', () => {
    const rig = ready()
    rig.engine.probe(MUTE)
    rig.engine.probe({ ...MUTE, track: 1 })
    rig.run(0.01)
    expect(sentTo(rig)).toEqual([ON, OFF, [0xb1, 94, 127]])
  })

  it('is refused in words while a song is replayed or a take recorded, without an output or a channel', () => {
    const rig = ready()
    rig.load(run(emptyProject('Test', device), { type: 'paintMutes', tracks: [0], kind: 'global', from: 0, to: 99 }))
    rig.engine.play()
    expect(() => { rig.engine.probe(MUTE) }).toThrow('Stop it first')
    rig.engine.stop()
    rig.engine.record()
    expect(() => { rig.engine.probe(MUTE) }).toThrow('A take is being recorded')
    rig.engine.endRecord()
    expect(() => { rig.engine.probe({ ...MUTE, track: 13 }) }).toThrow('Track F has no channel')
    expect(() => { rig.engine.probe({ type: 'note', track: 13 }) }).toThrow('Track F has no channel')
    void rig.engine.openOutput(null)
    expect(() => { rig.engine.probe(MUTE) }).toThrow('There is no output to try')
  }) // prettier-ignore
})

describe('no mute that was tried is left behind', () => {
  const paths: Readonly<Record<string, (rig: Rig) => void>> = {
    stop: (rig) => { rig.engine.stop() },
    play: (rig) => { rig.engine.play() },
    panic: (rig) => { rig.engine.panic() },
    'another clock mode': (rig) => { rig.engine.setMode('lead') },
    'another output': (rig) => { void rig.engine.openOutput('virtual:digitakt2') },
    'no output': (rig) => { void rig.engine.openOutput(null) },
    'the machine about to sleep': (rig) => { void rig.engine.sleep() },
    'the machine waking': (rig) => { rig.engine.wake() },
    'another project': (rig) => { rig.load(emptyProject('Other', { ...device, muteValues: { global: { muted: 1, unmuted: 2 }, pattern: { muted: 1, unmuted: 2 } } })); rig.run(1) },
    'the engine closed': (rig) => { rig.engine.close() },
  } // prettier-ignore

  for (const [name, leave] of Object.entries(paths)) {
    it(`after: ${name}`, () => {
      const rig = ready()
      rig.engine.probe(MUTE)
      rig.run(0.1)
      expect(rig.box.panel()?.mutes[0]).toBe(true)
      leave(rig)
      rig.box.advance()
      expect(sentTo(rig).findLast(([status, controller]) => status === 0xb0 && controller === 94)).toEqual(OFF)
    })
  }

  it('after: the output unplugged, and plugged in again', () => {
    const rig = ready()
    rig.engine.probe(MUTE)
    rig.run(0.1)
    rig.gone = true
    rig.engine.scan()
    rig.run(2)
    expect(sentTo(rig)).toEqual([ON])
    rig.gone = false
    rig.engine.scan()
    rig.run(0.1)
    expect(sentTo(rig)).toEqual([ON, OFF])
  })

  for (const [name, leave] of Object.entries({
    stop: (rig: Rig) => { rig.engine.stop() },
    panic: (rig: Rig) => { rig.engine.panic() },
    'another clock mode': (rig: Rig) => { rig.engine.setMode('lead') },
    'the machine about to sleep': (rig: Rig) => { void rig.engine.sleep() },
    'nothing else': () => undefined,
  })) {
    it(`with the cable pulled, and plugged in again, after: ${name}`, () => {
      const rig = ready()
      rig.engine.probe(MUTE)
      rig.run(0.1)
      rig.unplug()
      leave(rig)
      rig.run(1)
      rig.plugIn()
      rig.run(2)
      expect(rig.box.panel()?.mutes[0]).toBe(false)
    })
  } // prettier-ignore

  it('with the cable pulled, and nobody having noticed it before it was to be undone', () => {
    const rig = ready()
    rig.engine.probe(MUTE)
    rig.gone = true
    rig.run(1)
    rig.engine.scan()
    rig.plugIn()
    rig.run(2)
    expect(rig.box.panel()?.mutes[0]).toBe(false)
  })
})

describe('a note of the piano roll', () => {
  const NOTE = { type: 'audition', track: 2, pitch: 67, velocity: 81 } as const
  const START = [0x92, 67, 81]
  const END = [0x92, 67, 0]

  it('sounds with its pitch and velocity for 0.3 seconds', () => {
    const rig = ready()
    rig.engine.probe(NOTE)
    rig.run(0.28)
    expect(sentTo(rig)).toEqual([START])
    rig.run(0.05)
    expect(sentTo(rig)).toEqual([START, END])
  })

  it('ends as the pointer is let go, and only once', () => {
    const rig = ready()
    rig.engine.probe(NOTE)
    rig.run(0.1)
    rig.engine.endProbe()
    rig.engine.endProbe()
    rig.run(1)
    expect(sentTo(rig)).toEqual([START, END])
  })

  it('is not sent while a take is recorded or a song is played, and not without a channel', () => {
    const rig = ready()
    rig.engine.record()
    expect(() => { rig.engine.probe(NOTE) }).toThrow('A take is being recorded')
    rig.engine.endRecord()
    expect(() => { rig.engine.probe({ ...NOTE, track: 13 }) }).toThrow('Track F has no channel')
    rig.engine.play()
    expect(() => { rig.engine.probe(NOTE) }).toThrow('Stop it first')
    rig.run(1)
    expect(rig.hanging()).toBe(0)
  }) // prettier-ignore

  const paths: Readonly<Record<string, (rig: Rig) => void>> = {
    'another note': (rig) => { rig.engine.probe({ ...NOTE, pitch: 60 }) },
    'the same note again': (rig) => { rig.engine.probe(NOTE) },
    'a recording that begins': (rig) => { rig.engine.record() },
    stop: (rig) => { rig.engine.stop() },
    play: (rig) => { rig.engine.play() },
    panic: (rig) => { rig.engine.panic() },
    'another clock mode': (rig) => { rig.engine.setMode('lead') },
    'another output': (rig) => { void rig.engine.openOutput('virtual:digitakt2') },
    'no output': (rig) => { void rig.engine.openOutput(null) },
    'the machine about to sleep': (rig) => { void rig.engine.sleep() },
    'another project': (rig) => { rig.load(emptyProject('Other', { ...device, tracks: [] })) },
    'the output unplugged, and plugged in again': (rig) => { rig.unplug(); rig.run(1); rig.plugIn() },
    'the engine closed': (rig) => { rig.engine.close() },
  } // prettier-ignore

  for (const [name, leave] of Object.entries(paths)) {
    it(`never hangs after: ${name}`, () => {
      const rig = ready()
      rig.engine.probe(NOTE)
      rig.run(0.1)
      expect(rig.hanging()).toBe(1)
      leave(rig)
      rig.run(0.5)
      expect(rig.hanging()).toBe(0)
    })
  }
})
