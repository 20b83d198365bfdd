// `npm test`: everything that proves Muteline, on a fresh machine too. Ends with one plain line of counts.
// For development, `npm test -- --only unit,e2e` runs these stages alone (and what they need).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureInstalled, explanation } from './prepare.mjs'
import { oneIf, skipped, sumOfSkips } from './test/counts.mjs'
import { ensureDebianPackages } from './test/debian.mjs'
import { stages } from './test/stages.mjs'

const say = (text) => process.stdout.write(`${text}\n`)

const titleOf = ({ name, title }) => title ?? name

const counted = (result) => `${result.passed} passed, ${result.failed} failed, ${sumOfSkips(result)} skipped`

function chosenStages(only) {
  if (only === undefined) return stages
  const names = only.split(',')
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    process.stderr.write(`no stage ${unknown.join(', ')}: ${[...new Set(stages.map(({ name }) => name))].join(', ')}\n`)
    process.exit(2)
  }
  const needed = stages.filter(({ name }) => names.includes(name)).map(({ needs }) => needs)
  return stages.filter(({ name }) => names.includes(name) || needed.includes(name))
}

/** A mistake in a stage itself is that stage's failure, not the end of the run. */
async function outcome(stage, folder, done) {
  if (done.some(({ name, result }) => name === stage.needs && result.failed > 0)) {
    return skipped(`not run, because "${stage.needs}" failed`)
  }
  try {
    return await stage.run(folder)
  } catch (error) {
    say(error.stack)
    return oneIf(false)
  }
}

async function runStage(stage, folder, done) {
  const started = performance.now()
  say(`\n=== ${titleOf(stage)}`)
  const result = await outcome(stage, folder, done)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say(`--- ${titleOf(stage)}: ${counted(result)} (${seconds} s)`)
  return { name: stage.name, title: titleOf(stage), result }
}

async function runStages(chosen) {
  const folder = mkdtempSync(join(tmpdir(), 'muteline-test-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const done = []
  for (const stage of chosen) done.push(await runStage(stage, folder, done))
  return done
}

function report(done) {
  say('')
  for (const { title, result } of done) {
    for (const { reason, count } of result.skips) say(`skipped in ${title}: ${reason} (${count})`)
  }
  for (const { title, result } of done) if (result.failed > 0) say(`failed in ${title}: ${result.failed}`)
  const results = done.map(({ result }) => result)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const total = { passed: sum('passed'), failed: sum('failed'), skips: results.flatMap(({ skips }) => skips) }
  say(counted(total))
  return total.failed > 0 ? 1 : 0
}

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const chosen = chosenStages(values.only)

async function install() {
  try {
    await ensureInstalled()
    return oneIf(true)
  } catch (error) {
    say(explanation(error))
    return oneIf(false)
  }
}

async function main() {
  const result = await install()
  if (result.failed > 0) return report([{ title: 'install', result }])
  await ensureDebianPackages()
  return report(await runStages(chosen))
}

process.exitCode = await main()
