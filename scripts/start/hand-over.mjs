// Gives the terminal to a child process for the rest of this one's life: its input, its output, the signals.
import { spawn } from 'node:child_process'
import { exitCodeOf } from '../prepare/child.mjs'
import { root } from '../prepare/paths.mjs'

/** Ctrl+C in a terminal reaches the child by itself; a second one would tell it to hurry. */
function forwardSignals(child) {
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
}

/** Resolves when the child has ended: `{ code, seconds }`; code 127 where it could not be started at all. */
export function handOver(command, args) {
  return new Promise((resolve) => {
    const started = performance.now()
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
    const finish = (code) => resolve({ code, seconds: (performance.now() - started) / 1000 })
    forwardSignals(child)
    child.on('error', () => finish(127))
    child.on('exit', (code, signal) => finish(exitCodeOf(code, signal)))
  })
}
