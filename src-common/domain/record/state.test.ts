import { expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultProfile } from '../device/device'
import { parse } from '../midi/message'
import { controlMessages } from '../model/control-messages'
import type { ControllerTarget } from '../model/controllers'
import { ControllerFold } from './controller-fold'
import type { InEntry } from './journal'
import { HeardState } from './state'

const device = defaultProfile('digitakt')
const turn = fc.record({
  channel: fc.integer({ min: 1, max: 3 }),
  target: fc.constantFrom<ControllerTarget>('cc:74', 'cc:7', 'bend', 'program', 'nrpn:148', 'nrpn:149', 'nrpn:1500'),
  value: fc.nat(127),
})

it('a journal that begins with the state has the value of every knob, of every NRPN too', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 40 }), (turns) => {
      const entries = turns.flatMap(({ channel, target, value }) =>
        controlMessages(channel, target, value).map((bytes, index): InEntry => ({
          type: 'in',
          port: 0,
          time: index,
          bytes,
        })),
      )
      const state = new HeardState()
      const [heard, told] = [new ControllerFold(device), new ControllerFold(device)]
      const at = { pressed: 0, tick: 0, rolling: false }
      for (const entry of entries) {
        state.hear(entry)
        heard.push(parse(entry.bytes), at)
      }
      for (const entry of state.entries()) told.push(parse(entry.bytes), at)
      const held = (fold: ControllerFold): unknown =>
        fold.within({ from: 0, to: 1 }).map(({ track, lanes }) => ({ track, lanes: new Set(lanes) }))
      expect(held(told)).toEqual(held(heard))
    }),
  )
})
