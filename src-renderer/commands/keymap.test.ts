import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UserKeys } from '../../src-common/rpc/host-contract'
import { COMMANDS } from './command-table'
import { combosOf, readCombo, type KeyPress } from './key-combo'
import { commandOf, conflictsOf, holdersOf, keymapOf, keysOf, withKeys, withoutKeys } from './keymap'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('the table', () => {
  it('has each id once, and a title for each', () => {
    expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length)
    expect(new Set(COMMANDS.map(({ title }) => title)).size).toBe(COMMANDS.length)
  })

  it('writes every default in its one form', () => {
    for (const { keys } of COMMANDS) for (const combo of keys) expect(readCombo(combo)).toBe(combo)
  })

  it('has defaults without a conflict', () => {
    expect(conflictsOf(keymapOf({}))).toEqual([])
  })
})

describe('the keys', () => {
  const ids = COMMANDS.map(({ id }) => id)
  const combo = fc.constantFrom('K', 'R', 'Mod+K', 'Alt+ArrowLeft', 'F5', '?')
  const chosen: fc.Arbitrary<UserKeys> = fc.dictionary(
    fc.constantFrom(...ids, 'commandOfAnotherVersion', 'constructor'),
    fc.array(fc.oneof(combo, fc.constantFrom('', 'no keys')), { maxLength: 3 }),
  )

  it('run their command', () => {
    const keymap = keymapOf({})
    expect(commandOf(keymap, press(' '))).toBe('playOrStop')
    expect(commandOf(keymap, press('z', { ctrlKey: true }))).toBe('undo')
    expect(commandOf(keymap, press('Z', { metaKey: true, shiftKey: true }))).toBe('redo')
    expect(commandOf(keymap, press('y', { ctrlKey: true }))).toBe('redo')
    expect(commandOf(keymap, press('?', { shiftKey: true, code: 'Slash' }))).toBe('help')
    expect(commandOf(keymap, press('r', { altKey: true }))).toBeNull()
    expect(combosOf(press('Shift'))).toEqual([])
  })

  it('that a command is given are its own, and taken from all others', () => {
    fc.assert(
      fc.property(chosen, fc.constantFrom(...ids), combo, (before, id, keys) => {
        const after = withKeys(before, id, [keys])
        expect(keysOf(id, after)).toEqual([keys])
        expect(holdersOf(keymapOf(after), keys, id)).toEqual([])
      }),
    )
  })

  it('go back to their defaults', () => {
    fc.assert(
      fc.property(chosen, fc.constantFrom(...ids), (before, id) => {
        expect(keysOf(id, withoutKeys(before, id))).toEqual(keysOf(id, {}))
      }),
    )
  })

  it('that were chosen hold against defaults, and the conflict is told', () => {
    const keymap = keymapOf({ zoomOut: ['R'] })
    expect(commandOf(keymap, press('r'))).toBe('zoomOut')
    expect(conflictsOf(keymap)).toEqual([{ combo: 'R', ids: ['zoomOut', 'recordOrEnd'] }])
  })

  it('of commands that are not known are passed over, and kept', () => {
    expect(withKeys({ another: ['Q'] }, 'fit', ['Q'])).toMatchObject({ another: ['Q'] })
  })
})
