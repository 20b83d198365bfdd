import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))

it('nothing but the Electron entry and the preload imports electron', () => {
  const files = ['src-common', 'src-main', 'src-preload', 'src-renderer'].flatMap(sources)
  const importing = files.filter((file) =>
    /(from|import|require)\s*\(?\s*['"]electron['"]/.test(readFileSync(file, 'utf8')),
  )
  expect(importing.sort()).toEqual([join('src-main', 'electron.ts'), join('src-preload', 'index.ts')])
})
