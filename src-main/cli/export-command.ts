// `muteline export`: a project folder as a Standard MIDI File.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { writeSmf } from '../../src-common/domain/smf/smf-write'
import { readProject } from '../host/project-files'
import { choiceOf, parseWords, required } from './usage'

export async function exportCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['out', 'mutes'], 1)
  const [folder = ''] = args.positional
  const out = required(args, 'out')
  const mutes = choiceOf(args, 'mutes', ['applied', 'automation'])
  const check = await readProject(resolve(folder))
  if (check === null) throw new Error(`${folder} is no project folder: it has no project.json.`)
  if (!check.ok) throw new Error(`${folder} could not be read (${check.reason}). It was left as it is.`)
  await writeFile(out, writeSmf(check.project, mutes))
}
