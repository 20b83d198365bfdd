// Makes the pictures of the README: the main states, as the built program shows them, at a small and a large size.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
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
const url = await new Promise((resolve) => {
  createInterface(host.stdout).on('line', (line) => {
    const found = /http:\S+/.exec(line)
    if (found !== null) resolve(found[0])
  })
})
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
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
await page.getByText('Take 1').waitFor({ timeout: 30_000 })
await page.getByRole('tab', { name: 'Box' }).click()
const head = await page.getByLabel('Ruler, sections and patterns').boundingBox()
await button('Fit').click()
const bar = (head.width - 24) / 12
for (const [start, name] of [
  [0, 'Intro'],
  [4, 'Groove'],
  [7, 'Break'],
  [10, 'Out'],
]) {
  await page.mouse.dblclick(head.x + start * bar + (start === 0 ? 3 : 1), head.y + 43)
  await page.getByLabel('Name of the section').fill(name)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(150)
}
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
await page.getByLabel('Notes of MIDI A', { exact: true }).click({ button: 'right' })
await page.keyboard.press('Escape')
await page.keyboard.press('Control+a')
await picture('editing')
await page.keyboard.press('Escape')
await button('Play into it').click()
await button('Lead').click()
await button('Play').click()
await page.waitForTimeout(9000)
await picture('replay')
await page.getByRole('tab', { name: 'Monitor' }).click()
await page.waitForTimeout(3000)
await picture('monitor')
await button('Stop playing').click()
await browser.close()
host.kill('SIGTERM')
