// Names as Elektron's boxes keep them: Windows-1252 in a field of fixed size, filled with zeros (elk-herd; real projects).

/** What the codes 80 to 9F stand for; five are free, and stay the control codes that they are in Latin-1. */
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
const UNKNOWN = '?'.charCodeAt(0)

/** Up to the first zero, at most `size` bytes. */
export function readName(bytes: ArrayLike<number>, at: number, size: number): string {
  let name = ''
  for (let i = at; i < at + size; i++) {
    const byte = bytes[i] ?? 0
    if (byte === 0) break
    name += byte >= 0x80 && byte < 0xa0 ? HIGH.charAt(byte - 0x80) : String.fromCharCode(byte)
  }
  return name
}

/** Cut to `size` bytes; a character that the box does not have becomes a question mark. */
export function nameBytes(name: string, size: number): readonly number[] {
  const bytes = Array.from(name, codeOf).slice(0, size)
  return [...bytes, ...Array.from({ length: size - bytes.length }, () => 0)]
}

function codeOf(character: string): number {
  const high = HIGH.indexOf(character)
  if (high >= 0) return 0x80 + high
  const code = character.codePointAt(0) ?? UNKNOWN
  return code < 0x80 || (code >= 0xa0 && code < 0x100) ? code : UNKNOWN
}
