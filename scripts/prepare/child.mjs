// Child processes that never outlive this one. Each leads a process group of its own, which is killed as a whole
// on time-out, on interruption and at exit, so that a browser or a virtual machine started further down goes too.
import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'

const living = new Set()
const windows = process.platform === 'win32'
const interruptions = windows ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP']

function signalGroup(child, signal) {
  if (windows) return void spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' })
  try {
    process.kill(-child.pid, signal)
  } catch {
    // the group is gone already
  }
}

function killGroup(child) {
  signalGroup(child, 'SIGTERM')
  setTimeout(() => signalGroup(child, 'SIGKILL'), 3000).unref()
}

const killAll = () => living.forEach((child) => signalGroup(child, 'SIGKILL'))

export const exitCodeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

let interruption = null

/** The groups get a moment to end by themselves; what is left is killed at exit. */
function onInterruption(signal) {
  interruption ??= signal
  living.forEach((child) => signalGroup(child, 'SIGTERM'))
  setTimeout(() => process.exit(exitCodeOf(null, interruption)), 1500)
}

function track(child) {
  if (living.size === 0) {
    interruptions.forEach((signal) => process.on(signal, onInterruption))
    process.on('exit', killAll)
  }
  living.add(child)
}

function forget(child) {
  living.delete(child)
  if (living.size > 0) return
  if (interruption !== null) process.exit(exitCodeOf(null, interruption))
  interruptions.forEach((signal) => process.off(signal, onInterruption))
  process.off('exit', killAll)
}

function collect(child) {
  const chunks = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}

/**
 * Runs a command to its end: `{ code, output, timedOut }`. Its output is collected, or goes to `stdio` if that is given.
 * `limit` is in seconds. A command that cannot be started has the code 127, as in a shell.
 */
export function run(command, args, { limit = Infinity, stdio = ['ignore', 'pipe', 'pipe'], ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio, detached: !windows, windowsHide: true, ...options })
    const output = collect(child)
    let timedOut = false
    const onLimit = () => {
      timedOut = true
      killGroup(child)
    }
    const timer = Number.isFinite(limit) ? setTimeout(onLimit, limit * 1000) : undefined
    const finish = (code, text) => {
      clearTimeout(timer)
      forget(child)
      resolve({ code, output: text, timedOut })
    }
    if (child.pid !== undefined) track(child)
    child.on('error', (error) => finish(127, error.message))
    child.on('close', (code, signal) => finish(exitCodeOf(code, signal), output()))
  })
}
