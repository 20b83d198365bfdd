import { expect, it } from 'vitest'
import { parse } from '../../src-common/domain/midi/message'
import { channelOf, kindOf } from '../../src-common/domain/device/message-kind'
import { HIDE_NOTHING, hidesAny, passes, toggled, type MessageFilter } from './message-filter'
import type { KeptMessage } from './message-log'

function message(direction: 'in' | 'out', port: number, ...bytes: number[]): KeptMessage {
  const parsed = parse(bytes)
  return { time: 0, direction, port, bytes, kind: kindOf(parsed), channel: channelOf(parsed), assembled: null }
}
const mute = message('in', 0, 0xb2, 94, 127)
const note = message('out', 1, 0x95, 60, 100)
const start = message('in', 1, 0xfa)
const textOf = (each: KeptMessage) => (each === mute ? 'Track 3 mute on · CC 94 = 127' : 'Track 6 · note C5 on')
const shown = (filter: Partial<MessageFilter>) =>
  [mute, note, start].map((each) => passes({ ...HIDE_NOTHING, ...filter }, each, textOf))

it('nothing is hidden until something is', () => {
  expect(shown({})).toEqual([true, true, true])
  expect(hidesAny(HIDE_NOTHING)).toBe(false)
  expect(hidesAny({ ...HIDE_NOTHING, channels: new Set([3]) })).toBe(true)
})

it('a kind is hidden wherever it comes from', () => {
  expect(shown({ kinds: new Set(['mute'] as const) })).toEqual([false, true, true])
})

it('what has no channel passes any choice of channels', () => {
  const all = new Set(Array.from({ length: 16 }, (_, i) => i + 1))
  expect(shown({ channels: all })).toEqual([false, false, true])
  expect(shown({ channels: new Set([6]) })).toEqual([true, false, true])
})

it('a direction hides all its ports, a port only itself', () => {
  expect(shown({ ports: new Set(['in'] as const) })).toEqual([false, true, false])
  expect(shown({ ports: new Set(['in:1'] as const) })).toEqual([true, true, false])
  expect(shown({ ports: new Set(['out:0'] as const) })).toEqual([true, true, true])
})

it('what is looked for is found by all its terms, in any order and case', () => {
  expect(shown({ search: '  ' })).toEqual([true, true, true])
  expect(shown({ search: 'MUTE track' })).toEqual([true, false, false])
  expect(shown({ search: 'mute note' })).toEqual([false, false, false])
  expect(shown({ search: 'track', kinds: new Set(['mute'] as const) })).toEqual([false, true, true])
  expect([hidesAny({ ...HIDE_NOTHING, search: 'x' }), hidesAny({ ...HIDE_NOTHING, search: ' ' })]).toEqual([
    true,
    false,
  ])
})

it('toggling twice is as before, and leaves the given set alone', () => {
  const set = new Set([1, 2])
  expect([...toggled(set, 2)]).toEqual([1])
  expect([...toggled(toggled(set, 3), 3)]).toEqual([1, 2])
  expect([...set]).toEqual([1, 2])
})
