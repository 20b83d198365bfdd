import { expect, it } from 'vitest'
import { emptyProject } from '../../src-common/domain/model/project'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { BAR, PULSE } from '../../src-common/domain/time/ticks'
import { Transport } from './transport'

const PERIOD = 20_833

/** Lets the box send so many pulses from a time on; answers the time after them. */
function pulses(transport: Transport, count: number, from: number): number {
  for (let i = 0; i < count; i++) {
    const time = from + i * PERIOD
    transport.receive({ type: 'clock' }, time, time)
    transport.pump(time)
  }
  return from + count * PERIOD
}

function waiting(): Transport {
  const transport = new Transport(sequenceOf(emptyProject('Test')))
  transport.locate(4 * BAR, 0)
  transport.play(0)
  expect(transport.state(0).replay).toBe('waiting')
  return transport
}

it('after the box’s Continue the song goes on where it was, after its Start where it was located', () => {
  const transport = waiting()
  transport.receive({ type: 'start' }, 0, 0)
  let time = pulses(transport, 2 * 96, 1000)
  transport.receive({ type: 'stop' }, time, time)
  expect(transport.state(time).replay).toBe('waiting')
  transport.receive({ type: 'continue' }, time, time)
  time = pulses(transport, 1, time)
  expect(transport.songOffset(time - PERIOD)).toBe(4 * BAR)
  expect(transport.state(time).song.at(-1)).toEqual({ song: 6 * BAR, clock: 2 * BAR })
  transport.receive({ type: 'stop' }, time, time)
  transport.receive({ type: 'start' }, time, time)
  expect(transport.state(time).song.at(-1)).toEqual({ song: 4 * BAR, clock: 0 })
})

it('a message that arrives between two pulses stands between them, and holds from the next', () => {
  const transport = waiting()
  transport.receive({ type: 'start' }, 0, 0)
  const time = pulses(transport, 49, 1000)
  const at = transport.positionOf(time - PERIOD / 2)
  expect(at).toMatchObject({ tick: 49 * PULSE, rolling: true })
  expect(at.pressed).toBeCloseTo(48.5 * PULSE, 0)
})
