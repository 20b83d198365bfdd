import { existsSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { freshHome, startHost } from './host-process'
import { openBrowser } from './hosts'

test('a machine without a MIDI system is told so on the first screen, and has the virtual box', async () => {
  const hasMidi = process.platform !== 'linux' || existsSync('/dev/snd/seq')
  test.skip(hasMidi, 'this machine has a MIDI system')
  const host = await startHost(freshHome(), true)
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(host.url)
  await expect(page.getByText('This machine has no MIDI system')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'MIDI input' })).toHaveValue('virtual:digitakt')
  await browser.close()
  await host.close()
})
