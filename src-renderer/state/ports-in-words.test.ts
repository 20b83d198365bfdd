import { expect, it } from 'vitest'
import { NO_PORTS, type Ports, type WishedPort } from '../../src-common/rpc/engine-contract'
import { portChoices, portMark, portName } from './ports-in-words'

const port = (direction: 'in' | 'out', number: number, id: string): WishedPort => ({
  direction,
  number,
  id,
  state: 'open',
})
const box = { id: 'usb:1', name: 'Digitakt', virtual: false, model: 'digitakt' } as const
const knobs = port('in', 1, 'usb:2')
const ports: Ports = {
  ...NO_PORTS,
  inputs: [box],
  outputs: [box],
  wished: [port('in', 0, 'usb:1'), knobs, port('out', 0, 'usb:1')],
}

it('a port that is gone is named by its id', () => {
  expect(ports.wished.map((each) => portName(ports, each))).toEqual(['Digitakt', 'usb:2', 'Digitakt'])
})

it('ports are told apart by name only where a direction has several', () => {
  expect(portChoices(ports)).toEqual([
    { key: 'in:0', text: 'In 1 Digitakt' },
    { key: 'in:1', text: 'In 2 usb:2' },
    { key: 'out', text: 'Out' },
  ])
  expect(portChoices(NO_PORTS).map(({ key }) => key)).toEqual(['in', 'out'])
  expect([portMark(ports, 'in', 1), portMark(ports, 'out', 0)]).toEqual(['2', ''])
})
