import { existsSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { freshHome, startHost } from './host-process'
import { openBrowser } from './hosts'

/** macOS and Windows always have one; on Linux it is ALSA's sequencer. */
const hasMidi = process.platform !== 'linux' || existsSync('/dev/snd/seq')

test('the first screen has the virtual box, and tells of no MIDI system exactly where there is none', async () => {
  const host = await startHost(freshHome(), true)
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(host.url)
  const input = page.getByRole('combobox', { name: 'MIDI input' })
  // Ports are told of only when the driver has answered: from then on the first screen knows.
  await expect(input.getByRole('option', { name: 'Virtual Digitakt', exact: true })).toBeAttached()
  const text = page.getByText('This machine has no MIDI system')
  if (hasMidi) await expect(text).toBeHidden()
  else {
    await expect(text).toBeVisible()
    await expect(input).toHaveValue('virtual:digitakt')
  }
  await browser.close()
  await host.close()
})
