// `muteline export`: a project folder as a Standard MIDI File.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { writeSmf } from '../../src-common/domain/smf/smf-write'
import { holdsProject, ProjectFiles } from '../host/project-files'
import { choiceOf, parseWords, required } from './usage'

export async function exportCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['out', 'mutes'], 1)
  const [folder = ''] = args.positional
  const out = required(args, 'out')
  const mutes = choiceOf(args, 'mutes', ['applied', 'automation'])
  if (!(await holdsProject(resolve(folder)))) throw new Error(`${folder} is no project folder: it has no project.json.`)
  const { project, notice } = await new ProjectFiles(resolve(folder), () => undefined).open()
  if (notice !== null) throw new Error(notice)
  await writeFile(out, writeSmf(project, mutes))
}
