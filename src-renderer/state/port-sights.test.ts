import { expect, it } from 'vitest'
import { NO_PORTS, type Ports } from '../../src-common/rpc/engine-contract'
import { portSights } from './port-sights'

it('shows the doctor which ports there are, which is the box’s, and one that is away', () => {
  const ports: Ports = {
    ...NO_PORTS,
    inputs: [{ id: 'a', name: 'A', virtual: false, model: 'digitakt' }],
    wishes: { ...NO_PORTS.wishes, box: 'a', output: 'b' },
    wished: [
      { direction: 'in', number: 3, id: 'a', state: 'failed' },
      { direction: 'out', number: 0, id: 'b', state: 'gone' },
    ],
  }
  expect(portSights(ports)).toEqual([
    { direction: 'in', id: 'a', name: 'A', model: 'digitakt', virtual: false, there: true, number: 3, state: 'failed', box: true },
    { direction: 'out', id: 'b', name: 'b', model: null, virtual: false, there: false, number: 0, state: 'gone', box: true },
  ])
}) // prettier-ignore
