// Finds a Chromium, or a browser built on it, for the end-to-end tests.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from '../prepare/child.mjs'

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))

const underProgramFiles = (...parts) =>
  [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, ...parts))

const candidates = {
  linux: () => [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    ...['chromium', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'].flatMap(onPath),
  ],
  darwin: () =>
    ['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: () => [
    ...underProgramFiles('Google', 'Chrome', 'Application', 'chrome.exe'),
    ...underProgramFiles('Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ],
}

/** On Ubuntu `chromium-browser` may be a stub that only asks for a snap; on other systems `--version` opens a window. */
const runs = async (path) => process.platform !== 'linux' || (await run(path, ['--version'], { limit: 30 })).code === 0

/** The path of the binary, or null. */
export async function findChromium() {
  const paths = process.env.CHROMIUM ? [process.env.CHROMIUM] : (candidates[process.platform]?.() ?? [])
  for (const path of paths) if (existsSync(path) && (await runs(path))) return path
  return null
}
