// `npm start`: opens Muteline in an Electron window where that is possible, else as a page in the browser.
// `--web` asks for the browser at once; other arguments go to the app.
import { ensureBuilt, ensureInstalled, prepareOrExit } from './prepare.mjs'
import { inRoot } from './prepare/paths.mjs'
import { getElectron } from './start/electron-binary.mjs'
import { handOver } from './start/hand-over.mjs'

const args = process.argv.slice(2).filter((arg) => arg !== '--web')

/** How a binary ends that this system cannot run: a missing library, or a sandbox that it may not build. */
const couldNotStart = ({ code, seconds }) => seconds < 10 && [126, 127, 128 + 5, 128 + 6].includes(code)

const isRootOnLinux = () => process.platform === 'linux' && process.getuid() === 0

async function inBrowser(why) {
  process.stderr.write(`muteline: ${why}\n`)
  const { code } = await handOver(process.execPath, [inRoot('out', 'main', 'server.js'), '--open', ...args])
  return code
}

const withoutElectron = (reason) => inBrowser(`No Electron here (${reason}): Muteline runs in your browser instead.`)

async function inWindow() {
  const { binary, reason } = await getElectron()
  if (binary === null) return withoutElectron(reason)
  const ended = await handOver(binary, ['.', ...(isRootOnLinux() ? ['--no-sandbox'] : []), ...args])
  return couldNotStart(ended) ? withoutElectron(`it could not start, status ${ended.code}`) : ended.code
}

await prepareOrExit(ensureInstalled, ensureBuilt)
process.exit(
  await (process.argv.includes('--web') ? inBrowser('Muteline runs in your browser, as asked.') : inWindow()),
)
