// A performance of 64 bars becomes an arrangement by pointer and keys, step by step as worked out by hand, and goes back
// into the box as it was arranged.
import type { Locator, Page } from 'playwright/test'
import { union } from '../src-common/domain/model/intervals'
import { endOf, mutesOf, type Project } from '../src-common/domain/model/project'
import { BAR, PPQ, PULSE, STEP } from '../src-common/domain/time/ticks'
import type { BoxReceived } from '../src-common/rpc/engine-contract'
import { HEAD } from '../src-renderer/canvas/head-layout'
import {
  at,
  BARS,
  BROKEN,
  FINAL,
  FINAL_PATTERN,
  globals,
  inPatterns,
  lanes,
  ON_BARS,
  PLAYED,
  SCRIPT,
  SHORTER,
  TWICE,
  type Rows,
} from './arranged-lanes'
import { expect, test, type Muteline } from './hosts'
import { button, Lanes, lastEdit, projectOf } from './page-actions'
import { byTick, isMuteOrProgram, leftSounding, muteChannel, plannedOf, playedUntil, type Sent } from './replay-check'

const sectionsOf = ({ sections }: Project): string => sections.map(({ tick, name }) => `${String(tick / BAR + 1)} ${name}`).join(', ') // prettier-ignore
const patternsOf = ({ patterns }: Project): string => patterns.map(({ tick, pattern }) => `${String(tick / BAR + 1)} A0${String(pattern + 1)}`).join(', ') // prettier-ignore

test.use({ viewport: { width: 1920, height: 1080 } })
test.setTimeout(240_000)

test(
  '64 bars are performed, tidied up and rearranged, and the box receives just that',
  { tag: '@alone' },
  async ({ muteline }) => {
    const { page, client, faults } = muteline
    const project = (): Promise<Project> => projectOf(muteline)
    const expectLanes = (rows: Rows, others = ''): Promise<void> =>
      expect.poll(async () => globals(await project())).toEqual(lanes(rows, others))

    await test.step('the performance is recorded as it was pressed', async () => {
      await expect(button(page, 'Box: play')).toBeVisible()
      await client.call('perform', { script: SCRIPT })
      await button(page, 'REC').click()
      await button(page, 'Box: play').click()
      await expect(async () => {
        expect((await project()).takes).toHaveLength(1)
      }).toPass({ timeout: 90_000, intervals: [1000] })
      await lastEdit(page, 'Place Take 1')
      await expectLanes(PLAYED)
      expect(inPatterns(await project())).toEqual(lanes({ 6: '19.1.2-23.1.2', 7: '53-56.4.4' }))
      expect(patternsOf(await project())).toBe('1 A01, 17 A02, 33 A03, 49 A04')
      expect(endOf(await project())).toBe(BARS * BAR)
    })

    await test.step('the patterns that it used are fetched', async () => {
      await page.getByRole('tab', { name: 'Patterns' }).click()
      await page.getByRole('button', { name: 'Fetch what is used (4)' }).click()
      await expect(button(page, 'Fetch what is used again')).toBeVisible({ timeout: 20_000 })
      await page.getByRole('tab', { name: 'History' }).click()
    })

    await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(BAR))
    await page.getByRole('combobox', { name: 'Grid' }).blur()
    const rows = await Lanes.fitted(page, 'Mute lanes', 16, BARS)
    const head = await Lanes.fitted(page, 'Ruler, sections and patterns', 1, BARS)
    const middleOf = (bar: number): number => (bar - 0.5) * BAR
    const ruler = head.top + HEAD.rulerHeight / 2
    const strip = head.top + HEAD.sections + HEAD.sectionsHeight / 2
    const locate = (bar: number): Promise<void> => page.mouse.click(head.x(middleOf(bar)), ruler)

    await test.step('sections are named', async () => {
      const name = async (text: string): Promise<void> => {
        await page.getByLabel('Name of the section').fill(text)
        await page.keyboard.press('Enter')
        await lastEdit(page, `Add section ${text}`)
      }
      await page.mouse.dblclick(head.x(middleOf(1)), strip)
      await name('Intro')
      for (const [bar, text] of [[9, 'Build'], [17, 'Verse'], [33, 'Break'], [49, 'Outro']] as const) {
      // A key waits for the click before it.
      await locate(bar)
      await page.keyboard.press('Shift+M')
      await name(text)
    } // prettier-ignore
      expect(sectionsOf(await project())).toBe('1 Intro, 9 Build, 17 Verse, 33 Break, 49 Outro')
    })

    await test.step('mutes are looked at on the grid, and then go to the bar lines for good', async () => {
      await page.keyboard.press('q')
      await lastEdit(page, 'Show mutes quantized')
      const viewed = await project()
      expect(globals(viewed)).toEqual(lanes(PLAYED))
      expect(viewed.tracks.map((track) => mutesOf(viewed, track).global)).toEqual(lanes(ON_BARS))
      await page.keyboard.press('q')
      await lastEdit(page, 'Show mutes as they were pressed')

      await page.keyboard.press('Control+Shift+A')
      await page.mouse.click(rows.x(middleOf(37)), rows.y(0), { button: 'right' })
      await page.getByRole('menuitem', { name: /Quantize mutes/ }).click()
      const dialog = page.getByRole('dialog', { name: 'Quantize mutes' })
      await dialog.getByLabel('Grid').selectOption('1 bar')
      await dialog.getByRole('radio', { name: /^Apply to 9 tracks/ }).check()
      await button(page, 'Apply').click()
      await expectLanes(ON_BARS)
      // The other layer, as the last time.
      await page.keyboard.press('g')
      await page.keyboard.press('Control+Shift+A')
      await page.keyboard.press('Control+u')
      await expect.poll(async () => inPatterns(await project())).toEqual(lanes({ 6: '19-23', 7: '53-57' }))
      await page.keyboard.press('g')
      await page.keyboard.press('Escape')
    })

    await test.step('a mute by mistake is erased, and a break is painted over all tracks', async () => {
      await page.keyboard.press('b')
      await rows.drag([middleOf(28), rows.y(7)], [middleOf(29), rows.y(7)])
      await lastEdit(page, 'Unmute Track 8 at 28.1.1')
      await expectLanes({ ...ON_BARS, 8: '' })
      await rows.drag([middleOf(32), rows.y(0)], [middleOf(32) + 60, rows.y(15)])
      await lastEdit(page, 'Mute 16 tracks at 32.1.1')
      await expectLanes({ ...BROKEN, 1: '25-27 32-41' }, '32-33')
    })

    await test.step('four bars of two tracks are copied to where the song ends', async () => {
      await page.keyboard.press('v')
      await rows.drag([middleOf(28), rows.y(1)], [middleOf(25), rows.y(0)])
      await expect(page.getByLabel('From', { exact: true })).toHaveValue('25.1.1')
      await page.keyboard.press('Control+c')
      await locate(57)
      await expect(page.getByLabel('Position')).toHaveText('57.1.1')
      await page.getByRole('button', { name: /Track 1 / }).first().click() // prettier-ignore
      await page.keyboard.press('Control+v')
      await lastEdit(page, 'Paste 4 bars at 57.1.1')
      await expectLanes(BROKEN, '32-33')
    })

    await test.step('bars 5 to 8 are taken out of all tracks', async () => {
      await page.keyboard.down('Shift')
      await head.drag([at('5') + 200, ruler], [at('9') - 200, ruler])
      await page.keyboard.up('Shift')
      await page.keyboard.press('Control+Shift+Delete')
      await lastEdit(page, 'Delete 4 bars at 5.1.1')
      await expectLanes(SHORTER, '28-29')
      expect(sectionsOf(await project())).toBe('1 Intro, 5 Build, 13 Verse, 29 Break, 45 Outro')
      expect(patternsOf(await project())).toBe('1 A01, 13 A02, 29 A03, 45 A04')
      expect(endOf(await project())).toBe((BARS - 4) * BAR)
    })

    await test.step('a section is repeated by its name, another is dragged behind its neighbour', async () => {
      await button(page, 'Fit').click()
      const shorter = await Lanes.fitted(page, 'Ruler, sections and patterns', 1, BARS - 4)
      await page.mouse.click(shorter.x(middleOf(3)), strip)
      await page.keyboard.press('Control+k')
      await page.keyboard.type('repeat the chosen bars')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('spinbutton', { name: 'Played in all, times' })).toBeFocused()
      await page.keyboard.press('Enter')
      await lastEdit(page, 'Repeat 4 bars at 1.1.1')
      await expectLanes(TWICE, '32-33')
      expect(sectionsOf(await project())).toBe('1 Intro, 5 Intro, 9 Build, 17 Verse, 33 Break, 49 Outro')
      expect(patternsOf(await project())).toBe('1 A01, 17 A02, 33 A03, 49 A04')

      await button(page, 'Fit').click()
      await head.drag([middleOf(12), strip], [at('33') - 500, strip])
      await lastEdit(page, 'Move 8 bars to 33.1.1')
      await expectLanes(FINAL, '24-25')
      expect(sectionsOf(await project())).toBe('1 Intro, 5 Intro, 9 Verse, 25 Build, 33 Break, 49 Outro')
      expect(patternsOf(await project())).toBe('1 A01, 9 A02, 25 A01, 33 A03, 49 A04')
      expect(inPatterns(await project())).toEqual(lanes(FINAL_PATTERN))
    })

    await test.step('a marker is set where the chorus comes back', async () => {
      await page.getByLabel('Go to a bar').fill('41')
      await page.keyboard.press('Enter')
      await expect(page.getByLabel('Position')).toHaveText('41.1.1')
      await page.keyboard.press('m')
      await expect.poll(async () => (await project()).markers.map(({ tick }) => tick)).toEqual([at('41')])
    })

    await test.step('notes are drawn off the grid on a MIDI track, quantized and transposed', async () => {
      await drawMelody(muteline, page.getByRole('button', { name: /MIDI D/ }).first())
    })

    const swept = await test.step('a knob is drawn as a curve, and the history goes back and forth', async () => {
      await page.getByRole('button', { name: /Track 3 / }).first().click() // prettier-ignore
      await button(page, 'Add a controller lane').click()
      await page.getByLabel('Search parameters').fill('filter freq')
      await button(page, 'Filter frequency, CC 74').first().click()
      const lane = await Lanes.fitted(page, /^Filter frequency of Track 3$/, 1, BARS)
      await button(page, 'Curve').click()
      await lane.drag([middleOf(49), lane.top + 62], [middleOf(57), lane.top + 6])
      await lastEdit(page, 'Draw Filter frequency of Track 3 at 49.1.1')
      const drawn = (await project()).tracks[2]?.controllers[0]?.points ?? []
      expect(drawn.map(({ tick }) => tick)).toEqual(Array.from({ length: 9 }, (_, bar) => at(String(49 + bar))))
      expect(drawn[0]?.value).toBeLessThan(4)
      expect(drawn[8]?.value).toBeGreaterThan(120)

      for (let step = 0; step < 3; step++) await page.keyboard.press('Control+z')
      await lastEdit(page, 'Draw note')
      expect((await project()).tracks[2]?.controllers).toEqual([])
      for (let step = 0; step < 3; step++) await page.keyboard.press('Control+Shift+z')
      await lastEdit(page, 'Draw Filter frequency of Track 3 at 49.1.1')
      const history = page.getByRole('list', { name: 'What can be undone and redone' })
      await history.getByRole('button', { name: 'Unmute Track 8 at 28.1.1' }).click()
      await expectLanes({ ...ON_BARS, 8: '' })
      await history.getByRole('button', { name: /^Draw Filter frequency/ }).click()
      await expectLanes(FINAL, '24-25')
      expect((await project()).tracks[2]?.controllers[0]?.points).toEqual(drawn)
      return drawn
    })

    await test.step('the box receives the arrangement', async () => {
      const received: BoxReceived[] = []
      client.on('received', (some) => received.push(...some))
      for (const track of ['MIDI A', 'MIDI D'])
        await page.getByRole('combobox', { name: `What drives ${track}` }).selectOption('notes')
      await page.getByRole('tab', { name: 'Box' }).click()
      await button(page, 'Play into it').click()
      await page.getByLabel('Go to a bar').fill('1')
      await page.keyboard.press('Enter')
      await button(page, 'Lead').click()
      await button(page, 'Play').click()
      await expect(page.getByRole('status', { name: 'Clock' })).toContainText('leading')
      const end = BARS * BAR
      await expect(() => {
        expect(received.some((each) => each.playing && each.tick >= end)).toBe(true)
      }).toPass({ timeout: 90_000, intervals: [1000] })
      await button(page, 'Stop playing').click()
      await expect.poll(() => received.some((each) => each.bytes[0] === 0xfc)).toBe(true)

      const arranged = await project()
      const playing = playedUntil(received, end)
      expect(byTick(playing)).toEqual(byTick(plannedOf(arranged, end)))
      expect(byTick(playing.filter(isMuteOrProgram))).toEqual(byTick(heldByHand()))
      const knob = playing.filter(({ bytes }) => bytes[0] === 0xb2 && bytes[1] === 74)
      const later = swept.slice(1).map(({ tick, value }) => ({ tick, bytes: [0xb2, 74, value] }))
      expect(byTick(knob).slice(-8)).toEqual(byTick(later))
      const melody = playing.filter(({ bytes }) => (bytes[0] ?? 0) === 0x9d && (bytes[2] ?? 0) > 0)
      expect(melody.slice(0, 4).map(({ tick }) => tick)).toEqual(MELODY.map((step) => BAR + step * STEP + PULSE))
      expect(leftSounding(received)).toEqual([])
    })
    expect(faults).toEqual([])
  },
)

/** Steps of bar 2. */
const MELODY = [0, 4, 8, 10]

async function drawMelody(muteline: Muteline, track: Locator): Promise<void> {
  const { page } = muteline
  await track.click()
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(STEP))
  await page.getByRole('combobox', { name: 'Grid' }).blur()
  await page.keyboard.press('b')
  const roll = await closeUp(page)
  const melody = async (): Promise<readonly (readonly number[])[]> =>
    ((await projectOf(muteline)).tracks[11]?.notes ?? [])
      .filter(({ tick }) => tick < 2 * BAR)
      .map(({ tick, length, pitch }) => [tick, length, pitch])
  const history = page.getByRole('list', { name: 'What can be undone and redone' }).getByRole('listitem')
  const earlier = await history.count()
  await page.keyboard.down('Alt')
  for (const [index, step] of MELODY.entries()) {
    const [x, y] = [roll.x(BAR + step * STEP + 50), roll.y(6 - index)]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 20, y, { steps: 3 })
    await page.mouse.up()
    await expect.poll(async () => (await melody()).length).toBe(index + 1)
    // The page has it, too.
    await expect(history).toHaveCount(earlier + index + 1)
  }
  await page.keyboard.up('Alt')
  const before = await melody()
  expect(before.every(([tick = 0]) => tick % STEP > 0)).toBe(true)
  const low = before[0]?.[2] ?? 0
  expect(before.map(([, , pitch = 0]) => pitch - low)).toEqual([0, 1, 2, 3])

  await page.keyboard.down('Shift')
  await page.mouse.move(roll.x(BAR - 100), roll.y(8))
  await page.mouse.down()
  await page.mouse.move(roll.x(2 * BAR - 100), roll.y(1), { steps: 5 })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  await expect(page.getByText('4 chosen')).toBeVisible()
  await page.keyboard.press('Control+u')
  await lastEdit(page, 'Quantize 4 notes')
  await page.keyboard.press('Shift+ArrowDown')
  await lastEdit(page, 'Transpose 4 notes')
  await expect
    .poll(async () => (await melody()).map(([tick, , pitch]) => [tick, pitch]))
    .toEqual(MELODY.map((step, index) => [BAR + step * STEP, low + index - 12]))
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Grid' }).selectOption(String(BAR))
  await page.getByRole('combobox', { name: 'Grid' }).blur()
}

/** Bars 1 to 4 over the whole width, by their section; rows of the roll by their place from the top. */
async function closeUp(page: Page): Promise<{ x(tick: number): number; y(row: number): number }> {
  const head = await Lanes.fitted(page, 'Ruler, sections and patterns', 1, BARS)
  await page.mouse.click(head.x(2 * BAR), head.top + HEAD.sections + HEAD.sectionsHeight / 2)
  await page.keyboard.press('z')
  const box = await page.getByLabel('Notes of MIDI D', { exact: true }).boundingBox()
  if (box === null) throw new Error('There is no piano roll')
  // A chosen span gets nine tenths of the width.
  const ticksPerPixel = (4 * BAR) / (0.9 * box.width)
  const from = Math.max(0, 2 * BAR - (box.width * ticksPerPixel) / 2)
  return { x: (tick) => box.x + (tick - from) / ticksPerPixel, y: (row) => box.y + row * 11 + 5 }
}

/**
 * What the box is to hold, from the bars above: a mute in the pulse before its edge, a program change a beat early; and
 * where a lane of pattern mutes was used, a pattern that begins has its own taken off.
 */
function heldByHand(): readonly Sent[] {
  const pattern = lanes(FINAL_PATTERN)
  // MIDI A and D are driven by notes; MIDI E to H have no channel.
  const isDriven = (track: number): boolean => track !== 8 && track < 11
  const edges = lanes(FINAL, '24-25').flatMap((muted, track) =>
    union(muted, pattern[track] ?? [])
      .filter(() => isDriven(track))
      .flatMap(({ from, to }) => [
        { tick: from, bytes: [0xb0 + muteChannel(track), 94, 127] },
        { tick: to, bytes: [0xb0 + muteChannel(track), 94, 0] },
      ]),
  )
  const changes = ([[9, 1], [25, 0], [33, 2], [49, 3]] as const).flatMap(([bar, program]) => [
    { tick: at(String(bar)) - PPQ + PULSE, bytes: [0xc9, program] },
    ...pattern.flatMap((muted, track) =>
      muted.length > 0 && isDriven(track)
        ? [{ tick: at(String(bar)) + PULSE, bytes: [0xb0 + muteChannel(track), 110, 0] }]
        : [],
    ),
  ]) // prettier-ignore
  return [...edges, ...changes].filter(({ tick }) => tick > 0)
}
