/// <reference lib="dom" />
import { stepsOf } from '../src-common/domain/device/dump/calibration-steps'
import { layoutOf } from '../src-common/domain/device/dump/pattern-layout'
import type { Pattern } from '../src-common/domain/device/pattern'
import { afterGesture, SCRATCH } from '../src-common/virtual/calibration-gestures'
import { expect, test, type Muteline } from './hosts'
import { button, expectAccessible, projectOf } from './page-actions'

const layout = layoutOf('digitakt', 9)
const steps = layout === null ? [] : stepsOf(layout)
const SLOT = 20

const program = ({ client }: Muteline, to: Pattern): Promise<unknown> =>
  client.call('boxKey', { type: 'program', pattern: SLOT, to })

/** Opens the guided run on a scratch pattern, up to its first step. */
async function begin(muteline: Muteline): Promise<void> {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await program(muteline, SCRATCH)
  await page.getByRole('tab', { name: 'Patterns' }).click()
  await button(page, 'Prove it').click()
  await page.getByRole('combobox', { name: 'Scratch pattern' }).selectOption('B05')
  await button(page, 'Read it twice').click()
  await expect(page.getByText(`1 of ${String(steps.length)}`)).toBeVisible()
}

test('a run made by keys alone proves what was inferred, and it is kept with the box', async ({ muteline }) => {
  const { page, faults } = muteline
  await begin(muteline)
  let pattern = SCRATCH
  for (const [index, step] of steps.entries()) {
    const next = afterGesture(step.id, pattern, 'digitakt')
    if (next === null) {
      await button(page, 'Skip').click()
    } else {
      pattern = next
      await program(muteline, pattern)
      await expect(button(page, 'Read')).toBeFocused()
      await page.keyboard.press('Enter')
    }
    const shown = index + 1 < steps.length ? `${String(index + 2)} of ${String(steps.length)}` : 'That was all.'
    await expect(page.getByText(shown)).toBeVisible()
  }
  await expect(page.getByRole('status').filter({ hasText: 'Proved so far' })).toContainText('trigs, notes')
  const [proof] = (await projectOf(muteline)).device.proofs
  expect(proof).toMatchObject({ device: 'digitakt', build: '0097', structVersion: 9 })
  expect(layout?.inferred.filter((field) => proof?.fields.includes(field) !== true)).toEqual([])
  expect(faults).toEqual([])
})

test('another change is shown by its bytes, can be copied, and proves nothing', async ({ muteline }) => {
  const { page } = muteline
  await page.setViewportSize({ width: 1024, height: 700 })
  await begin(muteline)
  await button(page, 'Read').click()
  await expect(page.getByText('nothing has changed yet')).toBeVisible()
  await expectAccessible(page)
  await program(muteline, { ...SCRATCH, swing: 60 })
  await button(page, 'Read').click()
  await expect(page.getByText('Changed too: swing.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText('25004')
  await expectAccessible(page)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  await button(page, 'Copy differences').click()
  const byHand = page.getByLabel('Differences, to be copied by hand')
  await expect(byHand).toHaveValue(/^Digitakt, build 0097, format 9\nA trig: [^]*\n {2}25004: 00 -> 0A$/)
  await button(page, 'Go on from here').click()
  await expect(page.getByText(`2 of ${String(steps.length)}`)).toBeVisible()
  expect((await projectOf(muteline)).device.proofs).toEqual([])
})

test('a pattern that is not empty is asked about before anything is changed in it', async ({ muteline }) => {
  const { page } = muteline
  await expect(button(page, 'Box: play')).toBeVisible()
  await page.getByRole('tab', { name: 'Patterns' }).click()
  await button(page, 'Prove it').click()
  await button(page, 'Read it twice').click()
  await expect(page.getByText(/A01 holds \d+ trigs/)).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Go on with it').click()
  await expect(page.getByText(`1 of ${String(steps.length)}`)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button(page, 'Prove it')).toBeFocused()
})
