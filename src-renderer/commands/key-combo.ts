// Combinations of keys as text: `Mod+Shift+K`, `Alt+ArrowLeft`, `?`, `Space`. Mod is Ctrl, or Cmd on a Mac.

/** What of a `KeyboardEvent` says which keys are down. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'> & {
  getModifierState?(key: string): boolean
}

type Combo = { readonly mod: boolean; readonly alt: boolean; readonly shift: boolean; readonly key: string }

const FORM = /^((?:(?:Mod|Alt|Shift)\+)*)(.+)$/su
const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Fn', 'OS'])
const isLetter = (key: string): boolean => /^[a-z]$/iu.test(key)

/** The text in its one form: modifiers in order, a letter as a capital. Null for what is no combination. */
export function readCombo(text: string): string | null {
  const [, prefix = '', key = ''] = FORM.exec(text) ?? []
  if (key === '' || (key.length > 1 && !/^[A-Z][A-Za-z0-9]*$/u.test(key)) || /\s/u.test(key)) return null
  const parts = prefix.split('+')
  return comboText({
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: isLetter(key) ? key.toUpperCase() : key,
  })
}

/**
 * What a press may stand for, likeliest first; none for a modifier alone. Signs count by what they are, however their
 * layout makes them; letters and digits also by where they are, for layouts (and Alt on a Mac) that write other signs.
 */
export function combosOf(event: KeyPress): readonly string[] {
  const { key, code } = event
  if (MODIFIERS.has(key) || key === '' || key === 'Unidentified' || key === 'Process') return []
  // AltGr makes signs; some systems report it as Ctrl and Alt.
  const altGraph = event.getModifierState?.('AltGraph') === true
  const held = {
    mod: (event.ctrlKey || event.metaKey) && !altGraph,
    alt: event.altKey && !altGraph,
    shift: event.shiftKey,
  }
  if (key === ' ') return [comboText({ ...held, key: 'Space' })]
  if (isLetter(key)) return [comboText({ ...held, key: key.toUpperCase() })]
  const isSign = [...key].length === 1
  if (!isSign && key !== 'Dead') return [comboText({ ...held, key })]
  const placed = keyAt(code, held.alt)
  const texts = [
    ...(isSign ? [comboText({ ...held, shift: false, key })] : []),
    ...(placed === null ? [] : [comboText({ ...held, key: placed })]),
  ]
  const written = /^[ -~]$/u.test(key)
  return written ? texts : texts.toReversed()
}

/** The letter or digit of a key by where it is; with Alt also the signs, which a Mac then writes as others. */
function keyAt(code: string, alt: boolean): string | null {
  const found = /^(?:Key|Digit)([A-Z0-9])$/u.exec(code)?.[1]
  return found ?? (alt ? (SIGNS[code] ?? null) : null)
}

const SIGNS: Readonly<Record<string, string>> = {
  Comma: ',',
  Period: '.',
  Slash: '/',
  Minus: '-',
  Equal: '=',
  Semicolon: ';',
  BracketLeft: '[',
  BracketRight: ']',
}

const comboText = ({ mod, alt, shift, key }: Combo): string =>
  `${mod ? 'Mod+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'Page up',
  PageDown: 'Page down',
}
const ON_MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Delete: '⌦',
  Backspace: '⌫',
  Enter: '↩',
}

/** The keys one by one, as they are written on them. */
export function keyNames(text: string, mac: boolean): readonly string[] {
  const [, prefix = '', key = ''] = FORM.exec(text) ?? []
  return [...prefix.split('+').filter((part) => part !== ''), key].map((part) => {
    const plain = part === 'Mod' ? 'Ctrl' : (NAMES[part] ?? part)
    return mac ? (ON_MAC[part] ?? plain) : plain
  })
}

/** `Ctrl+Shift+K`, or `⇧⌘K` on a Mac, where Cmd is written last. */
export function printCombo(text: string, mac: boolean): string {
  const names = keyNames(text, mac)
  if (!mac) return names.join('+')
  const key = names.at(-1) ?? ''
  const order = ['⌥', '⇧', '⌘'].filter((sign) => names.slice(0, -1).includes(sign))
  return [...order, key].join('')
}
