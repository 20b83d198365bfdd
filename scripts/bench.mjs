// `npm run bench`: measures what the engine claims, and writes the figures down, as JSON and as a table.
// `--only follow,send` measures these alone, and leaves the others as they were written down; `--pulses FILE` reads a
// clock of your own.
import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { inRoot, readJson, root } from './prepare/paths.mjs'
import { ensureBuilt, ensureInstalled, prepareOrExit } from './prepare.mjs'

const BENCHES = {
  follow: 'clock/follow',
  settle: 'clock/settle',
  stall: 'clock/stall',
  drift: 'clock/drift',
  send: 'send/send',
  throughput: 'journal/throughput',
  kill: 'journal/kill',
  recover: 'journal/recover',
  edit: 'edit/edit',
  page: 'page/page',
  draw: 'page/draw',
  million: 'page/million',
  'record-page': 'page/record',
}
/** Threads and processes that benches start. */
const HELPERS = ['send/sender-thread', 'send/peer-thread', 'send/load-thread', 'journal/victim']

const { values } = parseArgs({ options: { only: { type: 'string' }, pulses: { type: 'string' } } })
const names = values.only === undefined ? Object.keys(BENCHES) : values.only.split(',')
const unknown = names.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}: ${Object.keys(BENCHES).join(', ')}\n`)
  process.exit(2)
}

async function buildBenches() {
  const { build } = await import('vite')
  const files = [...Object.values(BENCHES), ...HELPERS]
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: inRoot('out', 'bench'),
      target: 'node20.19',
      rolldownOptions: {
        input: Object.fromEntries(files.map((file) => [file.replace('/', '-'), inRoot('bench', `${file}.ts`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        external: [/^node:/, 'playwright/test', 'ws'],
      },
    },
  })
}

/** Runs one bench as a process of its own; its sections. */
function run(name) {
  return new Promise((resolve, reject) => {
    const file = inRoot('out', 'bench', `${BENCHES[name].replace('/', '-')}.js`)
    const more = values.pulses === undefined ? [] : ['--pulses', values.pulses]
    const child = spawn(process.execPath, ['--expose-gc', file, ...more], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (data) => (text += data))
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error(`the bench ${name} ended with ${code}`))
      else
        resolve(
          text
            .split('\n')
            .filter((line) => line.startsWith('{'))
            .map((line) => JSON.parse(line)),
        )
    })
  })
}

const number = (value) =>
  value === 0
    ? '0'
    : Math.abs(value) >= 1000
      ? Math.round(value).toLocaleString('en')
      : String(Number(value.toPrecision(3)))

function tableOf({ title, note, rows }) {
  const lines = rows.map(({ what, unit, median, range, repeats, target, reached }) => {
    const spread = repeats > 1 ? `${number(range[0])} to ${number(range[1])}` : 'once'
    const goal = target === undefined ? '' : `${target}${reached ? '' : ' **not reached**'}`
    return `| ${what} | ${number(median)} ${unit} | ${spread} | ${goal} |`
  })
  return [
    `## ${title}`,
    '',
    note,
    '',
    '| what | median | range | to reach |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n')
}

const machine = {
  cpus: cpus().length,
  model: (cpus()[0]?.model ?? '').trim(),
  memory: totalmem(),
  node: process.version,
  platform: process.platform,
}

/** What was measured before, by bench; a figure of one's own clock is not written down. */
const file = inRoot('docs', 'benchmarks.json')
const written = existsSync(file) ? readJson(file).benches : {}

function writeDown() {
  const benches = Object.fromEntries(
    Object.keys(BENCHES).flatMap((name) => (name in written ? [[name, written[name]]] : [])),
  )
  writeFileSync(file, `${JSON.stringify({ machine, benches }, null, 2)}\n`)
  const sections = Object.values(benches).flat()
  const head = [
    '# Benchmarks',
    '',
    `By \`npm run bench\` on a shared virtual machine: ${machine.cpus} cores, ${machine.model}, Node ${machine.node}, ${machine.platform}. Read ratios within one run, not absolute times: each figure is the median of its repeats, with their range beside it. Inputs are made from fixed seeds; \`npm run bench -- --only settle --pulses FILE\` reads a clock of your own (one stamp in microseconds a line).`,
    '',
  ].join('\n')
  writeFileSync(inRoot('docs', 'benchmarks.md'), `${head}\n${sections.map(tableOf).join('\n')}`)
}

await prepareOrExit(ensureInstalled, ensureBuilt)
await buildBenches()
const missed = []
for (const name of names) {
  process.stderr.write(`muteline: measuring ${name} …\n`)
  const sections = await run(name)
  for (const section of sections) process.stdout.write(`${tableOf(section)}\n`)
  missed.push(...sections.flatMap(({ rows }) => rows).filter(({ reached }) => reached === false))
  written[name] = sections
  if (values.pulses === undefined) writeDown()
}
process.stdout.write(
  `${missed.length === 0 ? 'All targets were reached.' : `${missed.length} targets were not reached: ${missed.map(({ what }) => what).join('; ')}`}\n`,
)
