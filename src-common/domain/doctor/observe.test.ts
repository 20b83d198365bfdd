import { describe, expect, it } from 'vitest'
import { boxPort, fromBox, type Observation } from './evidence'
import { observe } from './observe'
import { ask, hear, mute, note, PORTS, SECOND, seeing, send } from './sightings'
import { isWholeSysex } from './whole-sysex'

describe('evidence', () => {
  it('is kept by port and channel: how often, first and last, and which values', () => {
    const evidence = seeing(
      hear(1, mute(3, 127)),
      hear(2, mute(3, 0)),
      hear(5, mute(3, 127)),
      hear(7, note(60, 11)),
      hear(8, note(60), 1),
    )
    expect(fromBox(evidence).channels[3]).toMatchObject({
      mutes: { global: { count: 3, first: 1, last: 5 }, pattern: null },
      muteValues: { global: [127, 0] },
    })
    expect(fromBox(evidence).channels[11]?.notes?.count).toBe(1)
    expect(fromBox(evidence).channels[1]).toBeUndefined()
    expect(evidence.inputs[1]?.channels[1]?.notes?.count).toBe(1)
  })

  it('of another box tells nothing of this one; the same box may go and come back', () => {
    const heard = seeing(hear(1, note(60)))
    const moved = PORTS.map((port) => (port.direction === 'in' ? { ...port, box: !port.box } : port))
    const away = PORTS.map((port) => ({ ...port, there: false, state: 'gone' as const }))
    expect(observe(heard, { type: 'ports', time: 2, ports: moved }).inputs).toEqual({})
    expect(fromBox(observe(heard, { type: 'ports', time: 2, ports: away })).any?.count).toBe(1)
    expect(boxPort(heard, 'out')?.number).toBe(0)
  })

  it('what we send counts where it goes to the box', () => {
    const elsewhere: Observation = { type: 'sent', time: 1, port: 5, bytes: [0x90, 60, 100] }
    expect(seeing(elsewhere).sent.notes).toBeNull()
    expect(seeing(send(1, note(60))).sent.notes?.count).toBe(1)
  })

  it('what comes back within 350 ms is an echo, and later is not', () => {
    const after = (time: number): number => seeing(send(0, note(60)), hear(time, note(60))).copies.echoes.notes
    expect([after(1000), after(350_000), after(350_001)]).toEqual([1, 1, 0])
  })

  it('a note is a copy within milliseconds by one input, a little later by another', () => {
    const again = (time: number, from: number): number | undefined =>
      seeing(hear(0, note(60)), hear(time, note(60), from)).copies.byChannel[1]?.again
    expect([again(1000, 0), again(20_000, 0), again(20_000, 1), again(40_000, 1)]).toEqual([1, 0, 1, 0])
  })

  it('notes that Stop leaves behind are counted a moment after it, once', () => {
    const stopped = seeing(hear(0, note(60)), hear(1, note(64)), hear(2, { type: 'stop' }))
    expect(fromBox(stopped).hung).toBeNull()
    const ended = observe(stopped, hear(10, { type: 'noteOff', channel: 1, pitch: 64 }))
    const later = observe(ended, { type: 'time', time: 2 * SECOND })
    expect(fromBox(later).hung).toEqual([1])
    expect(fromBox(observe(later, hear(3 * SECOND, { type: 'noteOff', channel: 1, pitch: 60 }))).hung).toEqual([1])
    expect(fromBox(observe(later, hear(3 * SECOND, { type: 'stop' }))).hung).toBeNull()
  })

  it('a gesture that is asked for again replaces what came of it', () => {
    const gesture = { type: 'mute', track: 0 } as const
    const evidence = seeing(ask(0, gesture), hear(1, mute(1, 127)), ask(5, null), ask(9, gesture))
    expect(evidence.asked).toEqual([
      { gesture, from: 9, to: null, pulses: 0, ticking: false, stopped: false, heard: [] },
    ])
  })

  it('is forgotten on request, but for the ports', () => {
    const evidence = seeing(hear(1, note(60)), ask(2, { type: 'play', track: null }), { type: 'forget', time: 3 })
    expect(evidence).toMatchObject({ inputs: {}, asked: [], ports: PORTS })
  })
})

it('a SysEx dump is whole with its end, its sum and its count', () => {
  const data = [0x00, 0x12, 0x34]
  const dump = [0xf0, 0x00, 0x20, 0x3c, 0x0a, 0x00, 0x50, 0x01, 0x01, 0x00, ...data, 0x00, 0x46, 0x00, 0x08, 0xf7]
  expect(isWholeSysex(dump)).toBe(true)
  for (const lost of [10, 11, 12, 14, 16, 17]) {
    expect([lost, isWholeSysex(dump.filter((_, index) => index !== lost))]).toEqual([lost, false])
  }
  expect(isWholeSysex([0xf0, 0x7e, 0x01, 0xf7])).toBe(true)
  expect(isWholeSysex([0xf0, 0x7e, 0x01])).toBe(false)
})
