// What is remembered from one start to the next. Nothing in it is needed: a damaged file is as good as none.
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'

const schema = v.object({
  project: v.nullable(v.string()),
  input: v.nullable(v.string()),
  output: v.nullable(v.string()),
})
export type Settings = v.InferOutput<typeof schema>

const NONE: Settings = { project: null, input: null, output: null }

export function loadSettings(path: string): Settings {
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return NONE
  }
}

export function saveSettings(path: string, settings: Settings): Promise<void> {
  return writeFileAtomic(path, `${JSON.stringify(settings, null, 2)}\n`)
}
