// A lock between processes: a folder that only one can create. Its holder touches it every second, so that a lock
// left behind by a killed process is told from one that is held, on any machine that sees the folder.
import { mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const patience = 10_000

function take(folder) {
  mkdirSync(dirname(folder), { recursive: true })
  try {
    mkdirSync(folder)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function lastTouch(folder) {
  try {
    return statSync(folder).mtimeMs
  } catch {
    return null
  }
}

/** Renamed before it is removed: of two who find the same stale lock, one fails here and goes on waiting. */
function breakLock(folder) {
  const grave = `${folder}.${process.pid}`
  try {
    renameSync(folder, grave)
    rmSync(grave, { recursive: true, force: true })
  } catch {
    // another process was faster
  }
}

/** Waits by this process's own clock for a touch, since the clocks of two machines need not agree. */
async function acquire(folder, onWait) {
  let touch = null
  let since = 0
  while (!take(folder)) {
    const now = performance.now()
    const latest = lastTouch(folder)
    if (latest !== touch) [touch, since] = [latest, now]
    else if (now - since > patience) breakLock(folder)
    onWait()
    await sleep(100)
  }
}

function touchNow(folder) {
  try {
    utimesSync(folder, new Date(), new Date())
  } catch {
    // broken by somebody who thought this process dead: nothing to keep alive
  }
}

/** Runs `work` while holding the lock; `onWait` is called again and again for as long as another process holds it. */
export async function withLock(folder, work, onWait = () => {}) {
  await acquire(folder, onWait)
  const release = () => rmSync(folder, { recursive: true, force: true })
  const heartbeat = setInterval(() => touchNow(folder), 1000)
  process.on('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    process.off('exit', release)
    release()
  }
}
