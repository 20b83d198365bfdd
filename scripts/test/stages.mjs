// The stages of `npm test`, in order. Each runs to its end and returns what it came to (see counts.mjs).
import { join } from 'node:path'
import { run } from '../prepare/child.mjs'
import { findElectron } from '../prepare/find-electron.mjs'
import { inRoot, programOf, root } from '../prepare/paths.mjs'
import { ensureBuilt } from '../prepare.mjs'
import { findChromium } from './chromium.mjs'
import { oneIf, readPlaywrightReport, readVitestReport, skipped } from './counts.mjs'

const minutes = 60

/** Colours are for people at a terminal, not for logs. */
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' }

/** Shows the program's output as it comes; whether it ended well. */
async function shown(program, args, { limit = 10 * minutes, env = {} } = {}) {
  const { code, timedOut } = await run(process.execPath, [program, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...plain, ...env },
    limit,
  })
  if (timedOut) process.stdout.write(`stopped: took longer than ${limit / minutes} min\n`)
  return code === 0
}

const check =
  (program, ...args) =>
  async () =>
    oneIf(await shown(programOf(...program), args))

async function unit(folder) {
  const report = join(folder, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return readVitestReport(report, await shown(programOf('vitest'), args, { limit: 15 * minutes }))
}

async function build() {
  try {
    await ensureBuilt()
    return oneIf(true)
  } catch (error) {
    process.stdout.write(`${error.message}\n`)
    return oneIf(false)
  }
}

async function playwright(folder, projects, env, ...further) {
  const report = join(folder, `playwright-${projects[0]}.json`)
  const args = ['test', '--reporter=list,json', ...projects.map((name) => `--project=${name}`), ...further]
  const reportTo = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const ok = await shown(programOf('playwright'), args, { limit: 40 * minutes, env: { ...env, ...reportTo } })
  return readPlaywrightReport(report, ok)
}

const inChromium =
  (projects, ...further) =>
  async (folder) => {
    const binary = await findChromium()
    if (binary === null) return skipped('there is no Chromium; install one, or set CHROMIUM to the path of one')
    return playwright(folder, projects, { CHROMIUM: binary }, ...further)
  }

const electron = (folder) =>
  findElectron() === null
    ? skipped('no Electron binary on this machine')
    : playwright(folder, ['electron', 'electron-alone'], {}, '--workers=1')

/** The status with which alsa-vm says that this kind of machine cannot run it; its last line is the reason. */
const cannotRunHere = 3

async function alsa(folder) {
  if (process.platform !== 'linux') return skipped('a virtual machine with an ALSA sequencer runs on Linux only')
  const { code, output } = await run('bash', [inRoot('e2e', 'alsa-vm', 'alsa-vm'), '--prepare'], {
    limit: 15 * minutes,
  })
  process.stdout.write(output)
  if (code === cannotRunHere) return skipped(output.trim().split('\n').at(-1))
  return code === 0 ? playwright(folder, ['alsa'], {}) : oneIf(false)
}

const svelteCheck = ['--tsconfig', './tsconfig.web.json', '--fail-on-warnings', '--tsgo-experimental-api']

/** `name` for `--only`; a stage that `needs` another is skipped if that one failed. */
export const stages = [
  { name: 'format', run: check(['prettier'], '--check', '.') },
  { name: 'lint', run: check(['eslint'], '.', '--max-warnings=0') },
  { name: 'types', title: 'types: src-common', run: check(['typescript', 'tsc'], '-p', 'src-common/tsconfig.json') },
  { name: 'types', title: 'types: Node', run: check(['typescript', 'tsc'], '-p', 'tsconfig.node.json') },
  { name: 'types', title: 'types: Svelte', run: check(['svelte-check'], ...svelteCheck) },
  { name: 'dead', title: 'dead code', run: check(['knip']) },
  { name: 'unit', run: unit },
  { name: 'build', run: build },
  { name: 'e2e', title: 'e2e: Chromium', needs: 'build', run: inChromium(['web', 'bridge']) },
  {
    name: 'e2e',
    title: 'e2e: Chromium, one at a time',
    needs: 'build',
    run: inChromium(['web-alone', 'bridge-alone'], '--workers=1'),
  },
  { name: 'e2e', title: 'e2e: Electron', needs: 'build', run: electron },
  { name: 'alsa', needs: 'build', run: alsa },
]
