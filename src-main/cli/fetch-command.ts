// `muteline fetch`: patterns read from a box, as raw dumps and as JSON.
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parsePatternName, patternName } from '../../src-common/domain/device/device'
import { patternJson } from '../../src-common/domain/device/dump/pattern-json'
import { profileOfPort } from '../../src-common/virtual/box-settings'
import { formatJson } from '../host/format-json'
import { choiceOf, parseWords, required, UsageError } from './usage'
import { portNamed, seconds, withHost } from './with-host'

const LOOK_S = 0.05

export async function fetchCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['input', 'output', 'pattern', 'out', 'device'], 0)
  const patterns = patternsOf(required(args, 'pattern'))
  const [input, output, out] = [required(args, 'input'), required(args, 'output'), resolve(required(args, 'out'))]
  await withHost({}, async ({ host, interrupted }) => {
    const ports = await host.engine.call('ports', null)
    const port = portNamed(ports.inputs, input, 'input')
    const model = args.values.device === undefined ? port.model : choiceOf(args, 'device', ['digitakt', 'digitakt2'])
    if (model === null || model === 'generic')
      throw new UsageError(`"${port.id}" does not say which box it is: add --device digitakt or --device digitakt2.`)
    await host.handlers.openInput({ id: port.id })
    await host.handlers.openOutput({ id: portNamed(ports.outputs, output, 'output').id })
    void host.handlers.dispatch({ type: 'setDevice', device: profileOfPort({ name: port.name, model }) })
    const warnings: string[] = []
    host.onNotice(({ level, text }) => { if (level === 'warning') warnings.push(text) }) // prettier-ignore
    void host.handlers.fetchPatterns({ patterns, whilePlaying: false })
    const ended = { early: false }
    void interrupted.then(() => { ended.early = true }) // prettier-ignore
    while (host.fetching !== null && !ended.early) await seconds(LOOK_S)
    await host.settled()
    await mkdir(out, { recursive: true })
    for (const pattern of patterns) {
      const entry = host.project.bank[String(pattern)]
      if (entry === undefined) continue
      const name = patternName(pattern)
      await copyFile(join(host.folder, 'patterns', entry.file), join(out, `${name}.syx`))
      await writeFile(join(out, `${name}.json`), formatJson(patternJson(entry.dump)))
      process.stderr.write(`${name} ${entry.dump.pattern.name}: written to ${join(out, name)}.syx and .json.\n`)
    }
    const missing = patterns.filter((pattern) => host.project.bank[String(pattern)] === undefined)
    if (missing.length > 0)
      throw new Error([`Not fetched: ${missing.map(patternName).join(', ')}.`, ...warnings].join(' '))
  })
}

/** `A01,B02` */
function patternsOf(text: string): readonly number[] {
  return text.split(',').map((name) => {
    const pattern = parsePatternName(name.trim())
    if (pattern === null)
      throw new UsageError(`--pattern takes A01 to H16, several with commas between, not "${name}".`)
    return pattern
  })
}
