// `muteline decode`: what patterns files hold, in words or as JSON, a pattern a line.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { patternName, trackLabel } from '../../src-common/domain/device/device'
import { patternJson } from '../../src-common/domain/device/dump/pattern-json'
import type { PatternDump } from '../../src-common/domain/device/pattern-dump'
import { builtFolders } from '../host/built-folders'
import type { PatternFileResult } from '../host/pattern-file'
import { importPatterns } from '../host/pattern-import'
import { parseWords, UsageError } from './usage'

export async function decodeCommand(words: readonly string[]): Promise<void> {
  const { flags, positional } = parseWords(words, ['json'], null)
  if (positional.length === 0) throw new UsageError('The file is missing.')
  const worker = join(builtFolders(import.meta.url).workers, 'pattern-worker.js')
  let refused = 0
  for (const file of positional) {
    const bytes = await readFile(file).catch((error: unknown) =>
      error instanceof Error ? error : new Error(String(error)),
    )
    const result: PatternFileResult =
      bytes instanceof Error
        ? { ok: false, reason: `${file} could not be opened (${bytes.message}).` }
        : await importPatterns({ name: file, bytes }, worker)
    const refusals = result.ok ? result.refusals : [result.reason]
    for (const text of [...(result.ok ? result.remarks : []), ...refusals]) process.stderr.write(`muteline: ${text}\n`)
    refused += refusals.length
    for (const { dump } of result.ok ? result.dumps : [])
      process.stdout.write(flags.has('json') ? `${JSON.stringify(patternJson(dump))}\n` : inWords(dump))
  }
  if (refused > 0)
    throw new Error(refused === 1 ? 'One thing could not be read.' : `${String(refused)} things could not be read.`)
}

function inWords({ device, index, structVersion, verified, notices, pattern }: PatternDump): string {
  const { name, bpm, swing, masterLength } = pattern
  const model = device === 'digitakt' ? 'Digitakt' : 'Digitakt II'
  const head = `${patternName(index)} ${name.replace(/\p{Cc}/gu, '?')} · ${bpm.toFixed(1)} BPM · swing ${String(swing)} % · ${String(masterLength)} steps · ${model}, format ${String(structVersion)}${verified ? '' : ', unverified'}`
  const tracks = pattern.tracks.flatMap((track, number) => {
    const trigs = track.trigs.filter((trig) => !trig.lock)
    if (trigs.length === 0) return []
    const steps = trigs.map(({ step }) => String(step + 1)).join(' ')
    return [`  track ${trackLabel(device, number)}, ${String(track.length)} steps: ${steps}`]
  })
  return `${[head, ...tracks, ...notices.map((notice) => `  ${notice}`)].join('\n')}\n`
}
