// Makes a fresh clone ready: installs the packages and builds the app, each only when needed and one process at a time.
// Everything is said on stderr, since the command line's stdout belongs to its results.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { run } from './prepare/child.mjs'
import { withLock } from './prepare/lock.mjs'
import { checkNodeVersion } from './prepare/node-version.mjs'
import { inRoot, programOf, readJson, root } from './prepare/paths.mjs'

checkNodeVersion()

const stampFile = inRoot('out', '.build-stamp')
const builtFiles = ['out/main/cli.js', 'out/main/server.js']

const say = (line) => process.stderr.write(`muteline: ${line}\n`)

/** A step that cannot be mended here: the message is all that the user needs to see. */
class PrepareError extends Error {}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? readJson(lockFile).packages : null
}

/** What is installed must be what the lock says; only optional packages (those of other systems) may be missing. */
function isInstalled() {
  const wanted = packagesOf(inRoot('package-lock.json'))
  const present = packagesOf(inRoot('node_modules', '.package-lock.json'))
  if (wanted === null || present === null) return false
  const entries = Object.entries(wanted).filter(([path]) => path !== '')
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity
  return (
    entries.every(([path, entry]) => (path in present ? same(entry, present[path]) : isOptional(entry))) &&
    Object.keys(present).every((path) => path in wanted)
  )
}

const isOptional = (entry) => entry.optional === true || entry.devOptional === true || entry.peer === true

/** `npm` itself where a script of npm's started this; else the one on the path (on Windows a .cmd, which needs a shell). */
function npmCommand() {
  const script = process.env.npm_execpath
  if (script !== undefined && basename(script) === 'npm-cli.js') return [process.execPath, [script], {}]
  return ['npm', [], { shell: process.platform === 'win32' }]
}

async function install() {
  say('installing packages (npm ci), about a minute the first time …')
  const [command, args, options] = npmCommand()
  // A production NODE_ENV would leave out what the build needs.
  const { code, output } = await run(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    ...options,
  })
  if (code === 0) return
  throw new PrepareError(
    `${output.trim()}\n\nThe packages could not be installed (npm ci ended with ${code}). ` +
      'Check the network, and that this folder can be written to; then run the same command again.',
  )
}

function filesUnder(folder) {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

/** Everything that the build reads. */
function sourceFiles() {
  const top = readdirSync(root, { withFileTypes: true })
  const folders = top.filter((entry) => entry.isDirectory() && entry.name.startsWith('src-'))
  const config = /^(electron\.vite\.config\.ts|svelte\.config\.js|tsconfig.*\.json|package-lock\.json)$/
  const files = top.filter((entry) => entry.isFile() && config.test(entry.name)).map((entry) => entry.name)
  const sources = folders.flatMap((entry) => filesUnder(entry.name)).filter((path) => !path.endsWith('.test.ts'))
  return [...files, ...sources].sort()
}

function sourceHash() {
  const hash = createHash('sha256')
  for (const path of sourceFiles()) {
    const content = readFileSync(inRoot(path))
    hash.update(`${path}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function isBuilt() {
  return (
    builtFiles.every((path) => existsSync(inRoot(path))) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === sourceHash()
  )
}

async function build() {
  say('building …')
  const hash = sourceHash()
  rmSync(stampFile, { force: true })
  const { code, output } = await run(process.execPath, [programOf('electron-vite'), 'build'], { cwd: root })
  if (code !== 0) throw new PrepareError(`${output.trim()}\n\nThe build failed (electron-vite ended with ${code}).`)
  writeFileSync(stampFile, hash)
}

async function ensure(isReady, makeReady) {
  if (isReady()) return
  let waited = false
  const onWait = () => {
    if (!waited) say('waiting for another Muteline to finish installing or building …')
    waited = true
  }
  await withLock(inRoot('out', '.preparing'), async () => isReady() || (await makeReady()), onWait)
}

export const ensureInstalled = () => ensure(isInstalled, install)

export const ensureBuilt = () => ensure(isBuilt, build)

/** What to tell the user of a failed step. */
export const explanation = (error) => (error instanceof PrepareError ? error.message : error.stack)

/** Runs `steps`; a failed one is explained, and ends the process with status 1. */
export async function prepareOrExit(...steps) {
  try {
    for (const step of steps) await step()
  } catch (error) {
    process.stderr.write(`${explanation(error)}\n`)
    process.exit(1)
  }
}
