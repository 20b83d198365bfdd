// Whether this Node is one that package.json asks for ("engines"), in words that help when it is not.
import { inRoot, readJson } from './paths.mjs'

const numbers = (version) => [0, 1, 2].map((index) => Number(version.split('.')[index] || 0))

function atLeast(have, wanted) {
  const index = have.findIndex((number, at) => number !== wanted[at])
  return index === -1 || have[index] > wanted[index]
}

/** Understands `>=a.b.c`, `^a.b.c` and both joined by `||`: all that "engines" needs. */
function satisfies(version, range) {
  const have = numbers(version)
  return range.split('||').some((part) => {
    const wanted = numbers(part.replace(/[^\d.]/g, ''))
    return atLeast(have, wanted) && (!part.includes('^') || have[0] === wanted[0])
  })
}

export function checkNodeVersion() {
  const { node: range } = readJson(inRoot('package.json')).engines
  if (satisfies(process.versions.node, range)) return
  process.stderr.write(
    'Muteline needs Node ' +
      range +
      ', and this is Node ' +
      process.versions.node +
      '. ' +
      'Get a newer one from https://nodejs.org (or with your version manager), then run the same command again.\n',
  )
  process.exit(1)
}
