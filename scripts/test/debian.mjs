// The system packages that the tests need, installed where this may be done: on Debian and its kin, as root.
import { existsSync, readFileSync } from 'node:fs'
import { run } from '../prepare/child.mjs'

const wanted = ['chromium', 'libasound2', 'alsa-utils', 'fonts-dejavu-core']

/** Debian 13 and Ubuntu 24.04 renamed a library for its 64-bit time; either name serves. */
const otherNames = { libasound2: 'libasound2t64' }

const aptGet = ['-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2']

const say = (text) => process.stdout.write(`${text}\n`)

function isDebian() {
  const file = '/etc/os-release'
  return process.platform === 'linux' && existsSync(file) && /^ID(_LIKE)?=.*debian/m.test(readFileSync(file, 'utf8'))
}

async function isPresent(name) {
  const { output } = await run('dpkg-query', ['-W', '-f', '${db:Status-Status}', name])
  return output === 'installed'
}

async function missingPackages() {
  const missing = []
  for (const name of wanted) {
    const names = [name, otherNames[name]].filter((each) => each !== undefined)
    const present = await Promise.all(names.map(isPresent))
    if (!present.includes(true)) missing.push(name)
  }
  return missing
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return run('apt-get', [...aptGet, ...args], { env, limit: 900 })
}

/** The name under which this release has the package. */
async function nameHere(name) {
  const other = otherNames[name]
  if (other === undefined) return name
  return (await run('apt-cache', ['show', other])).code === 0 ? other : name
}

const install = (names) => apt('install', '-y', '--no-install-recommends', ...names)

/** All at once; if that fails, one by one, so that a package which a release lacks does not keep the others away. */
async function installPackages(names) {
  await apt('update')
  const namesHere = await Promise.all(names.map(nameHere))
  if ((await install(namesHere)).code === 0) return
  for (const name of namesHere) {
    const { code, output } = await install([name])
    if (code !== 0) say(`${output.trim()}\nThe Debian package ${name} could not be installed.`)
  }
}

/** Installs what is missing, or says that it cannot; the stages that need it will say what that means for them. */
export async function ensureDebianPackages() {
  if (!isDebian()) return
  const missing = await missingPackages()
  if (missing.length === 0) return
  if (process.getuid() !== 0) return say(`Not root: the Debian packages ${missing.join(', ')} are not installed.`)
  say(`Installing Debian packages: ${missing.join(', ')} …`)
  await installPackages(missing)
}
