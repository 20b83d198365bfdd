// What is remembered from one start to the next. Nothing in it is needed: a damaged file is as good as none.
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { NO_WISHES } from '../../src-common/rpc/engine-contract'
import writeFileAtomic from 'write-file-atomic'

/** Keys of commands that are not known are kept: another version may know them. */
export const userKeys = v.record(
  v.pipe(v.string(), v.maxLength(60)),
  v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), v.maxLength(8), v.readonly()),
)

const schema = v.object({
  project: v.nullable(v.string()),
  ports: v.object({
    box: v.nullable(v.string()),
    clock: v.nullable(v.string()),
    also: v.pipe(v.array(v.string()), v.readonly()),
    output: v.nullable(v.string()),
    clockTo: v.pipe(v.array(v.string()), v.readonly()),
  }),
  // Files of before there were any have none.
  keys: v.optional(v.fallback(userKeys, {}), {}),
})
export type Settings = v.InferOutput<typeof schema>

const NONE: Settings = { project: null, ports: NO_WISHES, keys: {} }

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
