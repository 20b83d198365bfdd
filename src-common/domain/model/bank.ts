// The patterns that were read of the box: what the pattern row's spans are bound to.
import type { PatternDump } from '../device/pattern-dump'

/** A pattern as it was read; its raw bytes lie in a file beside the project, and it is decoded from them anew each time. */
export type BankPattern = {
  readonly dump: PatternDump
  /** The raw dump's file, in the project's folder `patterns`. */
  readonly file: string
  /** ISO 8601. */
  readonly readAt: string
  /** Asked for, or sent by the box unasked, or out of a file of that name. */
  readonly source: 'box' | 'sent' | `file:${string}`
}

/** By pattern, 0 to 127 as text. */
export type Bank = Readonly<Record<string, BankPattern>>

export const patternIn = (bank: Bank, pattern: number): BankPattern | null => bank[String(pattern)] ?? null
