// JSON that a person can read and a diff can show: what is short stands on one line, so each note has its own.
const WIDEST = 100

/** Text that is JSON already, and stands as it is. */
export class Verbatim {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export function formatJson(value: unknown): string {
  return `${format(value, '')}\n`
}

function format(value: unknown, indent: string): string {
  if (value instanceof Verbatim) return value.text
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const compact = holdsText(value) ? null : JSON.stringify(value)
  if (compact !== null && compact.length + indent.length <= WIDEST) return compact
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => inner + format(each, inner)).join(',\n')}\n${indent}]`
  }
  const fields = Object.entries(value).map(([name, each]) => `${inner}${JSON.stringify(name)}: ${format(each, inner)}`)
  return `{\n${fields.join(',\n')}\n${indent}}`
}

const holdsText = (value: object): boolean =>
  Object.values(value).some(
    (each: unknown) => each instanceof Verbatim || (typeof each === 'object' && each !== null && holdsText(each)),
  )
