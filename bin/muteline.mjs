#!/usr/bin/env node
// The command `muteline`: makes sure that there is something to run, then hands over to the built command line,
// which reads process.argv itself.
import { ensureBuilt, ensureInstalled, prepareOrExit } from '../scripts/prepare.mjs'

await prepareOrExit(ensureInstalled, ensureBuilt)
await import('../out/main/cli.js')
