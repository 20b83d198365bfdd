// JSON that a person can read and a diff can show: what is short stands on one line, so each note has its own.
const WIDEST = 100

export function formatJson(value: unknown): string {
  return `${format(value, '')}\n`
}

function format(value: unknown, indent: string): string {
  const compact = JSON.stringify(value)
  if (typeof value !== 'object' || value === null || compact.length + indent.length <= WIDEST) return compact
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => inner + format(each, inner)).join(',\n')}\n${indent}]`
  }
  const fields = Object.entries(value).map(([name, each]) => `${inner}${JSON.stringify(name)}: ${format(each, inner)}`)
  return `{\n${fields.join(',\n')}\n${indent}}`
}
