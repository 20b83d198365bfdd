// Makes the pictures of the README: the main states, as the built program shows them, at a small and a large size.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright'
import { ensureBuilt, ensureInstalled } from './prepare.mjs'

const FOLDER = process.argv[2] ?? 'docs/images'
const SIZES = [
  { name: '', width: 1280, height: 720 },
  { name: '-large', width: 2560, height: 1440 },
]

await ensureInstalled()
await ensureBuilt()
mkdirSync(FOLDER, { recursive: true })

const env = {
  ...process.env,
  MUTELINE_HOME: mkdtempSync(join(tmpdir(), 'muteline-pictures-')),
  MUTELINE_NO_REAL_PORTS: '1',
}
const host = spawn(process.execPath, ['out/main/server.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
process.on('exit', () => host.kill('SIGTERM'))
const url = await new Promise((resolve) => {
  createInterface(host.stdout).on('line', (line) => {
    const found = /http:\S+/.exec(line)
    if (found !== null) resolve(found[0])
  })
})
/** What the fake input plays: a soft beat, in 16 bits, as Chromium takes them. */
function beat(path) {
  const [rate, frames] = [44_100, 22_050]
  const file = Buffer.alloc(44 + frames * 4)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + frames * 4, 4)
  file.write('WAVEfmt ', 8)
  for (const [at, value] of [[16, 16], [24, rate], [28, rate * 4], [40, frames * 4]]) file.writeUInt32LE(value, at) // prettier-ignore
  for (const [at, value] of [[20, 1], [22, 2], [32, 4], [34, 16]]) file.writeUInt16LE(value, at) // prettier-ignore
  file.write('data', 36)
  for (let frame = 0; frame < frames; frame++) {
    const sample = Math.round(9000 * Math.cos(frame / 40) * Math.exp(-frame / 9000))
    file.writeInt16LE(sample, 44 + frame * 4)
    file.writeInt16LE(Math.round(sample * 0.8), 46 + frame * 4)
  }
  writeFileSync(path, file)
  return path
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${beat(join(env.MUTELINE_HOME, 'beat.wav'))}`,
  ],
})
const page = await browser.newPage({ colorScheme: 'dark', viewport: SIZES[0] })
await page.goto(url)
const button = (name) => page.getByRole('button', { name, exact: true })

async function picture(name, fits = true) {
  await page.mouse.move(700, 8)
  for (const size of SIZES) {
    await page.setViewportSize(size)
    if (fits) await button('Fit').click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: join(FOLDER, `${name}${size.name}.png`) })
  }
  await page.setViewportSize(SIZES[0])
  await page.waitForTimeout(150)
}

await button('Box: play').waitFor()
await picture('start')
await page.getByRole('tab', { name: 'Doctor' }).click()
await button('Teach me').click()
for (let gesture = 0; gesture < 2; gesture++) {
  await button('Do it for me').click()
  await page.waitForTimeout(2500)
}
await picture('doctor')
await page.getByRole('tab', { name: 'Box' }).click()
await button('Box: stop').click()
await page.waitForTimeout(500)
await page
  .getByRole('button', { name: /^MIDI A|A MIDI A/ })
  .first()
  .click()
await button('REC').click()
await button('Box: perform the demo').click()
for (let i = 0; i < 3; i++) await page.keyboard.press('-')
await page.waitForTimeout(16_000)
await picture('recording', false)
await page.getByRole('tab', { name: 'Takes' }).click()
await page
  .getByRole('listitem', { name: /Take \d/ })
  .first()
  .waitFor({ timeout: 30_000 })
await page.getByRole('tab', { name: 'Box' }).click()
await button('Fit').click()
for (const [bar, name] of [
  [1, 'Intro'],
  [5, 'Groove'],
  [8, 'Break'],
  [11, 'Out'],
]) {
  await page.getByLabel('Go to a bar').fill(String(bar))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+M')
  await page.getByLabel('Name of the section').fill(name)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(150)
}
await page.getByLabel('Go to a bar').fill('1')
await page.keyboard.press('Enter')
await page.getByRole('tab', { name: 'Patterns' }).click()
await page.getByRole('button', { name: /^Fetch what is used/ }).click()
await page.getByRole('button', { name: 'Fetch what is used again' }).waitFor()
await page.getByRole('button', { name: /^4 Track 4/ }).click()
await picture('patterns')
await page.getByRole('tab', { name: 'Box' }).click()
await page
  .getByRole('button', { name: /^A MIDI A/ })
  .first()
  .click()
await picture('arrangement')
// Arranging: a melody over its chords, a knob as a curve, bars chosen over some tracks.
await page
  .getByRole('button', { name: /MIDI D/ })
  .first()
  .click()
await page.getByRole('tab', { name: 'History' }).click()
await page.getByRole('combobox', { name: 'Grid' }).selectOption({ label: '1/16' })
await page.getByRole('combobox', { name: 'Scale', exact: true }).selectOption('Minor')
await button('Add a controller lane').click()
await page.getByLabel('Controller number').fill('74')
await button('Show').first().click()
const splitter = await page.getByRole('separator', { name: 'Height of what lies below' }).boundingBox()
await page.mouse.move(splitter.x + 600, splitter.y + 2)
await page.mouse.down()
await page.mouse.move(splitter.x + 600, splitter.y - 70, { steps: 4 })
await page.mouse.up()
for (let i = 0; i < 2; i++) await page.keyboard.press('+')
await page.getByLabel('Go to a bar').fill('12')
await page.keyboard.press('Enter')
await page.getByLabel('Go to a bar').fill('10')
await page.keyboard.press('Enter')
await button('Curve').click()
const knob = await page.getByLabel('CC 74 of MIDI D', { exact: true }).boundingBox()
await page.mouse.move(knob.x + 80, knob.y + knob.height - 8)
await page.mouse.down()
await page.mouse.move(knob.x + knob.width - 120, knob.y + 10, { steps: 8 })
await page.mouse.up()
const notes = await page.getByLabel('Notes of MIDI D', { exact: true }).boundingBox()
await page.keyboard.down('Shift')
await page.mouse.move(notes.x + 120, notes.y + 4)
await page.mouse.down()
await page.mouse.move(notes.x + 420, notes.y + notes.height - 4, { steps: 4 })
await page.mouse.up()
await page.keyboard.up('Shift')
await picture('editing', false)
await page.keyboard.press('Escape')
await button('Close CC 74 of MIDI D').click()
await page.mouse.move(splitter.x + 600, splitter.y - 68)
await page.mouse.down()
await page.mouse.move(splitter.x + 600, splitter.y + 2, { steps: 4 })
await page.mouse.up()
await button('Fit').click()
await page.getByRole('tab', { name: 'Box' }).click()
await button('Play into it').click()
await page.getByRole('tab', { name: 'Replay' }).click()
await page.getByLabel('Go to a bar').fill('1')
await page.keyboard.press('Enter')
await button('Lead').click()
await button('Play').click()
await page.waitForTimeout(9000)
await picture('replay')
await page.getByRole('tab', { name: 'Monitor' }).click()
await page.waitForTimeout(3000)
await picture('monitor')
await button('Stop playing').click()
await page.keyboard.press('Control+Alt+r')
await page.getByRole('combobox', { name: 'Audio input' }).selectOption({ index: 1 })
await page.waitForTimeout(1500)
await picture('stems', false)
await browser.close()
process.exit()
