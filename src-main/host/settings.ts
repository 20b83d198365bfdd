// What is remembered from one start to the next. Nothing in it is needed: a damaged file is as good as none.
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { NO_WISHES } from '../../src-common/rpc/engine-contract'
import writeFileAtomic from 'write-file-atomic'

const schema = v.object({
  project: v.nullable(v.string()),
  ports: v.object({
    box: v.nullable(v.string()),
    clock: v.nullable(v.string()),
    also: v.pipe(v.array(v.string()), v.readonly()),
    output: v.nullable(v.string()),
    clockTo: v.pipe(v.array(v.string()), v.readonly()),
  }),
})
export type Settings = v.InferOutput<typeof schema>

const NONE: Settings = { project: null, ports: NO_WISHES }

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
