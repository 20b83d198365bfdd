// Finds the Electron binary, or tries once a day to get it.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { run } from '../prepare/child.mjs'
import { findElectron } from '../prepare/find-electron.mjs'
import { memory, programOf } from '../prepare/paths.mjs'

const secondsToWait = 60
const hoursToRemember = 24

const failureFile = memory('electron-unavailable')

function rememberedFailure() {
  if (!existsSync(failureFile)) return null
  const hours = (Date.now() - statSync(failureFile).mtimeMs) / 3_600_000
  return hours < hoursToRemember ? readFileSync(failureFile, 'utf8') : null
}

function remember(reason) {
  mkdirSync(dirname(failureFile), { recursive: true })
  writeFileSync(failureFile, reason)
}

/** The line of the installer's output that names the error, not its stack. */
function errorLine(output) {
  const lines = output.split('\n').map((line) => line.trim())
  return lines.find((line) => /error|failed|ENOTFOUND|refused/i.test(line)) ?? lines.find((line) => line !== '') ?? ''
}

async function download() {
  process.stderr.write(`muteline: getting Electron (once, at most ${secondsToWait} s) …\n`)
  const { output, timedOut } = await run(process.execPath, [programOf('electron', 'install-electron')], {
    limit: secondsToWait,
  })
  const binary = findElectron()
  if (binary !== null) return { binary }
  const reason = timedOut
    ? `its download took longer than ${secondsToWait} s`
    : `its download failed: ${errorLine(output)}`
  remember(reason.slice(0, 120))
  return { binary: null, reason: reason.slice(0, 120) }
}

const cannotOpenWindow = () => process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY

/** `{ binary }`, or `{ binary: null, reason }` with a reason that fits in the middle of a sentence. */
export async function getElectron() {
  if (process.env.MUTELINE_NO_ELECTRON === '1') return { binary: null, reason: 'MUTELINE_NO_ELECTRON is set' }
  if (cannotOpenWindow()) return { binary: null, reason: 'there is no display to open a window on' }
  const binary = findElectron()
  if (binary !== null) {
    rmSync(failureFile, { force: true })
    return { binary }
  }
  const failure = rememberedFailure()
  return failure === null
    ? download()
    : { binary: null, reason: `${failure}; tried within the last ${hoursToRemember} h` }
}
