// Where things are: the project's root, files in it, and the programs that its packages bring.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const inRoot = (...parts) => join(root, ...parts)

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** The script behind `name` of an installed package: it runs under this Node, so that no shell is needed on Windows. */
export function programOf(packageName, name = packageName) {
  const folder = inRoot('node_modules', packageName)
  const { bin } = readJson(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[name])
}

/** A place for what the scripts remember; `npm ci` empties it. */
export const memory = (name) => inRoot('node_modules', '.cache', 'muteline', name)
