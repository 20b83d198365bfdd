import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const table = readFileSync('docs/hanging-notes.md', 'utf8')

/** The tests that the table names, with the file of each. */
function namedTests(): readonly { readonly file: string; readonly name: string }[] {
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && line.includes('`'))
  return rows.flatMap((row) => {
    const cell = row.split('|').at(-2) ?? ''
    return [...cell.matchAll(/`([^`]+)`((?: "[^"]+",?)+)/g)].flatMap(([, file = '', names = '']) =>
      [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
    )
  })
}

it('every way out of a sounding note has a test, and that test is there', () => {
  const named = namedTests()
  expect(named.length).toBeGreaterThan(25)
  const missing = named.filter(({ file, name }) => !readFileSync(file, 'utf8').includes(name))
  expect(missing).toEqual([])
})
