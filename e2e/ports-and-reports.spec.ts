import type { Locator, Page } from 'playwright/test'
import { BAR } from '../src-common/domain/time/ticks'
import type { Ports } from '../src-common/rpc/engine-contract'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, projectOf } from './page-actions'

/** Opens what a button opens; both have the same name. */
async function opened(page: Page, name: string): Promise<Locator> {
  await button(page, name).click()
  const dialog = page.getByRole('dialog', { name })
  await expect(dialog).toBeVisible()
  return dialog
}

/** Five bars of the box, some five seconds, without REC. */
async function perform({ page, client }: Muteline): Promise<void> {
  await expect(button(page, 'Box: play')).toBeVisible()
  await client.call('perform', { script: '0 tempo 280\n0 pattern A01\n1.3 mute 2\n4.3 unmute 2\n6.1 stop' })
  await button(page, 'Box: play').click()
  const clock = page.getByRole('status', { name: 'Clock' })
  await expect(clock).toContainText('locked')
  await expect(clock).not.toContainText('locked', { timeout: 15_000 })
}

const portsOf = async ({ client }: Muteline): Promise<Ports> => (await client.call('hello', null)).ports

/** The lengths of all takes, in bars. */
const takesOf = async (muteline: Muteline): Promise<readonly number[]> =>
  (await projectOf(muteline)).takes.map(({ from, to }) => (to - from) / BAR)

test('further ports are listened to and sent our clock, and stay chosen', async ({ muteline }) => {
  const { page } = muteline
  await expect(page.getByRole('combobox', { name: 'MIDI input' })).toHaveValue('virtual:digitakt')
  const panel = await opened(page, 'More ports')
  const listens = panel.getByRole('checkbox', { name: 'Listen to Virtual Digitakt II' })
  const clocked = panel.getByRole('checkbox', { name: 'Send our clock to Virtual Digitakt II' })
  const boxClock = panel.getByRole('radio', { name: 'Clock from Virtual Digitakt', exact: true })
  await expect(panel.getByRole('checkbox', { name: 'Listen to Virtual Digitakt', exact: true })).toBeDisabled()
  await expect(boxClock).toBeChecked()
  await expectAccessible(page)

  await listens.check()
  await clocked.check()
  await panel.getByRole('radio', { name: 'Clock from Virtual Digitakt II' }).check()
  await expect
    .poll(async () => (await portsOf(muteline)).wishes)
    .toEqual({
      box: 'virtual:digitakt',
      clock: 'virtual:digitakt2',
      also: ['virtual:digitakt2'],
      output: 'virtual:digitakt',
      clockTo: ['virtual:digitakt2'],
    })
  await expect
    .poll(async () =>
      (await portsOf(muteline)).wished.map((port) => `${port.direction} ${port.id} ${port.state}`).sort(),
    )
    .toEqual(['in', 'out'].flatMap((way) => [`${way} virtual:digitakt open`, `${way} virtual:digitakt2 open`]))

  await boxClock.check()
  await expect.poll(async () => (await portsOf(muteline)).wishes.clock).toBeNull()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(button(page, 'More ports')).toBeFocused()
  await opened(page, 'More ports')
  await expect(listens).toBeChecked()
  await expect(clocked).toBeChecked()
  await page.mouse.click(640, 500)
  await expect(panel).toBeHidden()
})

test('an earlier performance is kept, its last bars or all of it', async ({ muteline }) => {
  const { page } = muteline
  const panel = await opened(page, 'Earlier performances')
  await expect(panel).toContainText('Nothing was played since the input was opened.')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await perform(muteline)

  await opened(page, 'Earlier performances')
  await expect(panel.getByRole('listitem')).toHaveCount(1)
  await expect(panel).toContainText('5 bars')
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'Keep: the last 4 bars' }).click()
  await expect(page.getByRole('log')).toContainText('Take 1 is the last 4 bars of what you played')
  await expect(panel).toBeHidden()
  await expect.poll(() => takesOf(muteline)).toEqual([4])

  await opened(page, 'Earlier performances')
  await panel.getByRole('button', { name: 'Keep: All 5 bars' }).click()
  await expect(page.getByRole('log')).toContainText('Take 2 is what you played')
  await expect.poll(() => takesOf(muteline)).toEqual([4, 5])
  await opened(page, 'Earlier performances')
  await expect(panel.getByRole('listitem')).toContainText('kept')
})

test('a take says how steady its clock was, in words and as a picture', async ({ muteline }) => {
  const { page, client } = muteline
  await perform(muteline)
  await page.keyboard.press('k')
  await page.getByRole('tab', { name: 'Takes' }).click()
  const dialog = await opened(page, 'Clock of Take 1')
  const words = dialog.getByRole('list', { name: 'The clock in words' })
  await expect(words).toContainText('The tempo was steady at 280.00 BPM')
  await expect(words).toContainText('No pulse was missing, doubled or held up.')
  await expect(dialog.getByRole('img', { name: /^How late pulses came/ })).toBeVisible()
  await expect(dialog.getByRole('img', { name: /^Tempo from bar 1 to 6/ })).toBeVisible()
  await expectAccessible(page)
  const [take] = (await projectOf(muteline)).takes
  expect(await client.call('clockReport', { id: take?.id ?? '' })).toMatchObject({ source: 'box', missing: [] })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(button(page, 'Clock of Take 1')).toBeFocused()
  expect(muteline.faults).toEqual([])
})
