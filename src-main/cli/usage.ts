// What the command line takes, and how it says so.
import { parseArgs } from 'node:util'

export const USAGE = `Usage:
  muteline ports [--json]
  muteline monitor --input NAME [--json] [--seconds N]
  muteline record --input NAME [--device digitakt|digitakt2|generic] [--seconds N | --until-stop] --out FILE.mid|DIR
  muteline play FILE.mid|DIR --output NAME [--input NAME] [--clock lead|follow] [--bpm N] [--from BAR] [--drive box|notes]
  muteline export DIR --out FILE.mid [--mutes applied|automation]
  muteline decode FILE… [--json]
  muteline fetch --input NAME --output NAME --pattern A01[,B02…] --out DIR [--device digitakt|digitakt2]
  muteline virtual [--name NAME] [--model digitakt|digitakt2] [--play] [--bpm N] [--perform FILE]
                   [--settings record|play] [--answers] [--seconds N] [--json]
  muteline serve [--port N]

NAME is a port's name, or a part of it that no other port has; "virtual" is the built-in virtual Digitakt.
Exit status: 0, 1 with a reason, 2 for a wrong call.
`

/** A wrong call: exit status 2. */
export class UsageError extends Error {}

const OPTIONS = {
  json: { type: 'boolean' },
  input: { type: 'string' },
  output: { type: 'string' },
  seconds: { type: 'string' },
  device: { type: 'string' },
  'until-stop': { type: 'boolean' },
  out: { type: 'string' },
  clock: { type: 'string' },
  bpm: { type: 'string' },
  from: { type: 'string' },
  drive: { type: 'string' },
  mutes: { type: 'string' },
  name: { type: 'string' },
  model: { type: 'string' },
  play: { type: 'boolean' },
  perform: { type: 'string' },
  settings: { type: 'string' },
  answers: { type: 'boolean' },
  port: { type: 'string' },
  pattern: { type: 'string' },
} as const

export type OptionName = keyof typeof OPTIONS
export type Arguments = {
  readonly positional: readonly string[]
  readonly flags: ReadonlySet<OptionName>
  readonly values: Readonly<Partial<Record<OptionName, string>>>
}

/** The words after the command's name, any number of files where `positionals` is null; throws a `UsageError` for an option that this command does not have. */
export function parseWords(
  words: readonly string[],
  allowed: readonly OptionName[],
  positionals: number | null,
): Arguments {
  const parsed = parse(words)
  const given = Object.keys(parsed.values) as OptionName[]
  const alien = given.find((name) => !allowed.includes(name))
  if (alien !== undefined) throw new UsageError(`This command has no --${alien}.`)
  if (positionals !== null && parsed.positionals.length !== positionals) {
    throw new UsageError(
      positionals === 0 ? `Unexpected: ${parsed.positionals.join(' ')}` : 'The file or folder is missing.',
    )
  }
  const flags = new Set(given.filter((name) => parsed.values[name] === true))
  const values = Object.fromEntries(Object.entries(parsed.values).filter(([, value]) => typeof value === 'string'))
  return { positional: parsed.positionals, flags, values }
}

function parse(words: readonly string[]): {
  positionals: string[]
  values: Partial<Record<OptionName, string | boolean>>
} {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

export function required({ values }: Arguments, name: OptionName): string {
  const value = values[name]
  if (value === undefined) throw new UsageError(`--${name} is missing.`)
  return value
}

/** A number within bounds, or null if the option was not given. */
export function numberOf({ values }: Arguments, name: OptionName, least: number, most: number): number | null {
  const text = values[name]
  if (text === undefined) return null
  const value = Number(text)
  if (text.trim() === '' || !(value >= least && value <= most)) {
    throw new UsageError(`--${name} takes a number from ${String(least)} to ${String(most)}, not "${text}".`)
  }
  return value
}

/** One of some words; the first where the option was not given. */
export function choiceOf<const T extends string>(
  { values }: Arguments,
  name: OptionName,
  choices: readonly [T, ...T[]],
): T {
  const text = values[name] ?? choices[0]
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new UsageError(`--${name} takes ${choices.join(' or ')}, not "${text}".`)
  return found
}
