import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combosOf, printCombo, readCombo, type KeyPress } from './key-combo'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('a combination of keys', () => {
  it.each([
    ['Mod+Shift+k', 'Mod+Shift+K'],
    ['Shift+Mod+K', 'Mod+Shift+K'],
    ['Mod++', 'Mod++'],
    ['+', '+'],
    ['?', '?'],
    ['Alt+ArrowLeft', 'Alt+ArrowLeft'],
    ['Space', 'Space'],
  ])('%s is read as %s', (text, combo) => {
    expect(readCombo(text)).toBe(combo)
  })

  it.each(['', 'Mod+', 'Hyper+K', 'Mod+ ', 'two words'])('is not read of "%s"', (text) => {
    expect(readCombo(text)).toBeNull()
  })

  it('that a press gives is always one that can be read back', () => {
    const key = fc.oneof(fc.string({ minLength: 1, maxLength: 1, unit: 'grapheme-ascii' }), fc.constantFrom('F9', 'Home', 'Dead', 'é', '∂')) // prettier-ignore
    const code = fc.constantFrom('KeyD', 'Digit1', 'Comma', 'Slash', '')
    fc.assert(
      fc.property(key, code, fc.boolean(), fc.boolean(), fc.boolean(), (name, at, ctrlKey, altKey, shiftKey) => {
        for (const combo of combosOf(press(name, { code: at, ctrlKey, altKey, shiftKey })))
          expect(readCombo(combo)).toBe(combo)
      }),
    )
  })

  it('is Ctrl or Cmd for Mod', () => {
    expect(combosOf(press('z', { ctrlKey: true }))).toEqual(['Mod+Z'])
    expect(combosOf(press('z', { metaKey: true, shiftKey: true }))).toEqual(['Mod+Shift+Z'])
  })

  it('takes a sign for what it is, however its layout makes it', () => {
    expect(combosOf(press('?', { code: 'Slash', shiftKey: true }))).toEqual(['?'])
    expect(combosOf(press('?', { code: 'Minus', shiftKey: true }))).toEqual(['?'])
    expect(combosOf(press('+', { code: 'BracketRight' }))).toEqual(['+'])
  })

  it('takes a sign for none of the modifiers that make it with AltGr', () => {
    const altGraph = { ctrlKey: true, altKey: true, getModifierState: (key: string) => key === 'AltGraph' }
    expect(combosOf(press('[', { code: 'Digit8', ...altGraph }))[0]).toBe('[')
  })

  it('knows a shifted digit by its place, too', () => {
    expect(combosOf(press('!', { code: 'Digit1', shiftKey: true }))).toEqual(['!', 'Shift+1'])
    expect(combosOf(press('&', { code: 'Digit1' }))).toEqual(['&', '1'])
  })

  it('knows a letter by its place where Alt or the layout writes something else', () => {
    expect(combosOf(press('∂', { code: 'KeyD', altKey: true }))[0]).toBe('Alt+D')
    expect(combosOf(press('Dead', { code: 'KeyN', altKey: true }))).toEqual(['Alt+N'])
    expect(combosOf(press('я', { code: 'KeyZ', ctrlKey: true }))[0]).toBe('Mod+Z')
    expect(combosOf(press('≤', { code: 'Comma', altKey: true }))[0]).toBe('Alt+,')
  })

  it('is a letter as it is written, not where it lies: Z and Y of another layout', () => {
    expect(combosOf(press('z', { code: 'KeyY', ctrlKey: true }))).toEqual(['Mod+Z'])
  })

  it.each(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])('is not %s alone', (key) => {
    expect(combosOf(press(key))).toEqual([])
  })

  it('is printed as the keys are labelled', () => {
    expect(printCombo('Mod+Shift+K', false)).toBe('Ctrl+Shift+K')
    expect(printCombo('Mod+Shift+K', true)).toBe('⇧⌘K')
    expect(printCombo('Alt+ArrowLeft', false)).toBe('Alt+←')
    expect(printCombo('Mod++', false)).toBe('Ctrl++')
  })
})
