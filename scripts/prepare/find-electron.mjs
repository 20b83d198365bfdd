// Where the Electron binary is. `require('electron')` would start an unbounded download, so its files are read instead.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './paths.mjs'

/** The installer writes path.txt last, so that a dist folder without it is an unfinished one. */
function installedElectron() {
  const folder = inRoot('node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  const elsewhere = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (existsSync(pathFile)) return join(elsewhere ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8').trim())
  return elsewhere === undefined ? null : join(elsewhere, process.platform === 'win32' ? 'electron.exe' : 'electron')
}

/** The path of the binary, or null. */
export function findElectron() {
  const binary = installedElectron()
  return binary !== null && existsSync(binary) ? binary : null
}
