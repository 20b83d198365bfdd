import { describe, expect, it } from 'vitest'
import { NO_PORTS, NO_WISHES, type Ports } from '../../src-common/rpc/engine-contract'
import { listenTo, portRows, sendClockTo, takeClockFrom } from './port-rows'

const BOX = { id: 'Elektron Digitakt', name: 'Elektron Digitakt', virtual: false, model: 'digitakt' } as const
const KEYS = { id: 'Keys #2', name: 'Keys', virtual: false, model: null } as const

describe('the rows of a direction', () => {
  const ports: Ports = {
    ...NO_PORTS,
    inputs: [BOX, KEYS],
    wishes: { ...NO_WISHES, box: BOX.id, also: ['Drum pad'] },
    wished: [
      { direction: 'in', number: 0, id: BOX.id, state: 'open' },
      { direction: 'in', number: 1, id: 'Drum pad', state: 'gone' },
      { direction: 'out', number: 0, id: KEYS.id, state: 'failed' },
    ],
  }

  it('are the ports that are there, then those that are wished for and are not', () => {
    expect(portRows(ports, 'in')).toEqual([
      { id: BOX.id, name: BOX.name, model: 'Digitakt', state: 'open' },
      { id: KEYS.id, name: 'Keys #2', model: null, state: null },
      { id: 'Drum pad', name: 'Drum pad', model: null, state: 'gone' },
    ])
  })

  it('hold a port once that is wished for twice', () => {
    const wishes = { ...ports.wishes, clock: 'Drum pad' }
    expect(portRows({ ...ports, wishes }, 'in').map(({ id }) => id)).toEqual([BOX.id, KEYS.id, 'Drum pad'])
  })

  it('have a wished port for gone of which nothing is told yet', () => {
    const wishes = { ...NO_WISHES, output: 'Synth' }
    expect(portRows({ ...NO_PORTS, wishes }, 'out')).toEqual([
      { id: 'Synth', name: 'Synth', model: null, state: 'gone' },
    ])
  })
})

describe('a change of wishes', () => {
  const wishes = { ...NO_WISHES, box: 'box', also: ['a'], output: 'box', clockTo: ['b'] }

  it('leaves all else as it was, and does the same when done twice', () => {
    const listening = listenTo(wishes, 'c', true)
    expect(listening).toEqual({ ...wishes, also: ['a', 'c'] })
    expect(listenTo(listening, 'c', true)).toEqual(listening)
    expect(listenTo(listening, 'c', false)).toEqual(wishes)
    expect(sendClockTo(sendClockTo(wishes, 'c', true), 'c', false)).toEqual(wishes)
  })

  it('never listens twice to the box, nor sends the clock twice to where replay goes', () => {
    expect(listenTo({ ...wishes, box: 'a' }, 'c', true).also).toEqual(['c'])
    expect(sendClockTo({ ...wishes, output: 'b' }, 'c', true).clockTo).toEqual(['c'])
  })

  it("takes the box's own clock by null, so that it stays the box's when another box is chosen", () => {
    expect(takeClockFrom(wishes, 'a').clock).toBe('a')
    expect(takeClockFrom({ ...wishes, clock: 'a' }, 'box').clock).toBeNull()
  })
})
