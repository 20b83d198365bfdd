// Files that a person opens or drops: MIDI files become the arrangement, dumps and projects of Transfer fill the bank.
import { endOf } from '../../src-common/domain/model/project'
import type { AppState } from './app-state.svelte'
import { unzipSync } from 'fflate/browser'
import { formatBytes } from '../../src-common/domain/base/figures'
import { pickFiles, readFile } from './files'

/** As much as the host takes; a whole project of Digitakt II is half of it. */
const MOST_BYTES = 32_000_000
/** What of a project of Transfer holds its patterns; the rest are samples. */
const PROJECT = 'PROJECT'

const SMF = '.mid,.midi'
const DUMPS = '.syx,.dtprj,.dt2prj'

/** Asks for files, and takes them in. */
export async function importPicked(app: AppState, what: 'all' | 'patterns'): Promise<void> {
  await importFiles(app, await pickFiles(what === 'all' ? `${SMF},${DUMPS}` : DUMPS))
}

/** One after the other; what was wrong with one does not keep the next from being taken. */
export async function importFiles(app: AppState, files: readonly File[]): Promise<void> {
  for (const file of files) {
    if (/\.(syx|dt2?prj)$/i.test(file.name)) await importPatterns(app, file)
    else await importSmf(app, file)
  }
}

async function importSmf(app: AppState, file: File): Promise<void> {
  const answer = await app.ask('importSmf', await readFile(file))
  if (answer === null) return
  const text = `${file.name} is imported; undo brings the arrangement before it back.`
  app.notify('info', [text, ...answer.notices].join(' '))
  app.view.fit(endOf(app.project))
}

async function importPatterns(app: AppState, file: File): Promise<void> {
  const dumps = await withoutSamples(file)
  if (dumps.size > MOST_BYTES) {
    app.notify(
      'error',
      `${file.name} has ${formatBytes(dumps.size)}, and more than ${formatBytes(MOST_BYTES)} of dumps are nothing that a Digitakt sends. It was not read.`,
    )
    return
  }
  const answer = await app.ask('importPatterns', { ...(await readFile(dumps)), name: file.name })
  if (answer === null) return
  const [read = '', ...refusals] = answer.notices
  app.notify('info', read)
  for (const refusal of refusals) app.notify('warning', refusal)
  app.view.panel = 'patterns'
}

/** A project of Transfer holds hundreds of megabytes of samples: what has the patterns is taken out of it here. */
async function withoutSamples(file: File): Promise<File> {
  if (!/\.dt2?prj$/i.test(file.name)) return file
  try {
    const files = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      filter: ({ name, originalSize }) => name === PROJECT && originalSize <= MOST_BYTES,
    })
    const project = files[PROJECT]
    return project === undefined ? file : new File([new Uint8Array(project)], file.name)
  } catch {
    // Where it is no ZIP, the host says so better.
    return file
  }
}
