import { union } from '../src-common/domain/model/intervals'
import { endOf } from '../src-common/domain/model/project'
import { PULSE } from '../src-common/domain/time/ticks'
import type { BoxReceived } from '../src-common/rpc/engine-contract'
import { expect, test } from './hosts'
import { button, Lanes, lastEdit, projectOf, record } from './page-actions'
import { END, EXPECTED_LANES, lanesOf, PATTERNS } from './performance'
import { byTick, isMuteOrProgram, leftSounding, muteChannel, plannedOf, playedUntil } from './replay-check'
import { BAR } from '../src-common/domain/time/ticks'

test(
  'a performance is recorded, edited and played back into the box, tick for tick',
  { tag: '@alone' },
  async ({ muteline }) => {
    const { page, client } = muteline
    await record(muteline)

    const recorded = await projectOf(muteline)
    expect(lanesOf(recorded)).toEqual(EXPECTED_LANES)
    expect(recorded.patterns.map(({ tick, pattern }) => ({ tick, pattern }))).toEqual(PATTERNS)
    expect(recorded.takes[0]).toMatchObject({ from: 0, to: END, clock: { source: 'box', pulses: END / PULSE } })
    expect(recorded.tracks[8]?.notes.length).toBeGreaterThan(20)
    await expect(page.getByRole('listbox', { name: 'Mutes of Track 1' })).toContainText(
      'Track 1, muted from bar 2 to bar 3',
    )

    // Drag the end of track 1's mute from bar 3 to bar 4; undo; redo.
    await lastEdit(page, 'Place Take 1')
    const lanes = await Lanes.fitted(page)
    await lanes.drag([2 * BAR, lanes.y(0)], [3 * BAR, lanes.y(0)])
    await expect.poll(async () => lanesOf(await projectOf(muteline)).global[0]).toEqual([{ from: BAR, to: 3 * BAR }])
    await page.keyboard.press('Control+z')
    await expect.poll(async () => lanesOf(await projectOf(muteline)).global[0]).toEqual([{ from: BAR, to: 2 * BAR }])
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(async () => lanesOf(await projectOf(muteline)).global[0]).toEqual([{ from: BAR, to: 3 * BAR }])

    // Replay as leader. The box notes what it received, with its own position.
    const received: BoxReceived[] = []
    client.on('received', (some) => received.push(...some))
    await page.getByRole('combobox', { name: 'What drives MIDI A' }).selectOption('notes')
    await button(page, 'Play into it').click()
    await button(page, 'Lead').click()
    await button(page, 'Play').click()
    await expect(page.getByRole('status', { name: 'Clock' })).toContainText('leading')
    const edited = await projectOf(muteline)
    const end = endOf(edited)
    await expect(() => {
      expect(received.some((each) => each.playing && each.tick >= end - BAR / 2)).toBe(true)
    }).toPass({ timeout: 30_000 })
    await expect(page.getByLabel('Position')).toHaveText(/^(8|9)\./)
    await button(page, 'Stop playing').click()
    await expect.poll(() => received.some((each) => each.bytes[0] === 0xfc)).toBe(true)

    const playing = playedUntil(received, end)
    const planned = plannedOf(edited, end)
    expect(byTick(playing)).toEqual(byTick(planned))
    expect(planned.length).toBeGreaterThan(40)

    // The same by hand, for what the box is to hold: a mute in the pulse before its edge, a program change a beat early; and
    // where a lane of pattern mutes was used, a pattern that begins has its own taken off.
    const driven = edited.tracks.map(({ mutes }, number) => ({ mutes, number })).filter(({ number }) => number !== 8)
    const edges = driven.flatMap(({ mutes, number }) =>
      union(mutes.global, mutes.pattern).flatMap(({ from, to }) => [
        { tick: from, bytes: [0xb0 + muteChannel(number), 94, 127] },
        { tick: to, bytes: [0xb0 + muteChannel(number), 94, 0] },
      ]),
    )
    const changes = edited.patterns.flatMap(({ tick, pattern }) => [
      { tick: tick - 960 + PULSE, bytes: [0xc9, pattern] },
      ...driven
        .filter(({ mutes }) => tick > 0 && mutes.pattern.length > 0)
        .map(({ number }) => ({ tick: tick + PULSE, bytes: [0xb0 + muteChannel(number), 110, 0] })),
    ])
    const held = [...edges, ...changes].filter(({ tick }) => tick > 0 && tick <= end)
    expect(byTick(playing.filter(isMuteOrProgram))).toEqual(byTick(held))

    // The state at the start was sent before Start; no note was left sounding.
    const start = received.findIndex((each) => each.bytes[0] === 0xfa)
    const before = received.slice(0, start).map((each) => each.bytes.join(' '))
    expect(before).toContain('181 94 127')
    expect(before).toContain('201 0')
    expect(leftSounding(received)).toEqual([])
    expect(muteline.faults).toEqual([])
  },
)

test('the replay follows the box: ready at Play, away with its Start', { tag: '@alone' }, async ({ muteline }) => {
  const { page, client } = muteline
  const received: BoxReceived[] = []
  client.on('received', (some) => received.push(...some))
  await client.call('dispatch', { type: 'paintMutes', tracks: [1], kind: 'global', from: BAR, to: 2 * BAR })
  await client.call('perform', { script: '0 tempo 280' })
  await button(page, 'Play').click()
  await expect(page.getByText('press PLAY on the box')).toBeVisible()
  await button(page, 'Box: play').click()
  await expect(() => {
    expect(received.filter((each) => each.playing).map(({ tick, bytes }) => [tick, bytes])).toEqual([
      [BAR, [177, 94, 127]],
      [2 * BAR, [177, 94, 0]],
    ])
  }).toPass({ timeout: 15_000 })
  await button(page, 'Box: stop').click()
  await expect(page.getByText('press PLAY on the box')).toBeVisible()
  await button(page, 'Stop playing').click()
})

test('a second take holds only what was played in it', async ({ muteline }) => {
  const { page, client } = muteline
  const notesAfterTake = async (count: number): Promise<readonly number[]> => {
    await client.call('perform', { script: '0 tempo 280\n0 pattern A01\n3.1 stop' })
    await button(page, 'REC').click()
    await button(page, 'Box: play').click()
    await expect(async () => {
      expect((await projectOf(muteline)).takes).toHaveLength(count)
    }).toPass({ timeout: 15_000 })
    return (await projectOf(muteline)).tracks.map((track) => track.notes.length)
  }
  const first = await notesAfterTake(1)
  expect(first[8]).toBeGreaterThan(5)
  expect(await notesAfterTake(2)).toEqual(first)
})

test('what was just played is kept afterwards, without REC', async ({ muteline }) => {
  const { page, client } = muteline
  await client.call('perform', { script: '0 tempo 280\n0 pattern A01\n1.3 mute 2\n2.3 unmute 2\n3.1 stop' })
  await button(page, 'Box: play').click()
  await expect(page.getByRole('status', { name: 'Clock' })).toContainText('locked')
  await expect(page.getByRole('status', { name: 'Clock' })).toContainText('clock', { timeout: 15_000 })
  expect((await projectOf(muteline)).takes).toHaveLength(0)
  await page.keyboard.press('k')
  await expect.poll(async () => lanesOf(await projectOf(muteline)).global[1]).toEqual([{ from: 1920, to: BAR + 1920 }])
  await page.getByRole('tab', { name: 'Takes' }).click()
  await expect(page.getByRole('list', { name: 'Takes' })).toContainText('Take 1')
})

test('a Digitakt II is recorded too: sixteen tracks, mutes of 1 and 0', async ({ muteline }) => {
  const { page, client } = muteline
  await page.getByRole('combobox', { name: 'MIDI input' }).selectOption('virtual:digitakt2')
  await page.getByRole('combobox', { name: 'MIDI output' }).selectOption('virtual:digitakt2')
  await expect(button(page, 'Key 16')).toBeVisible()
  await client.call('perform', {
    script: '0 tempo 280\n0 pattern A04\n1.3 mute 16\n2.1 pattern A01\n3.1 unmute 16\n5.1 stop',
  })
  await button(page, 'REC').click()
  await button(page, 'Box: play').click()
  await expect(async () => {
    expect((await projectOf(muteline)).takes).toHaveLength(1)
  }).toPass({ timeout: 20_000 })
  const project = await projectOf(muteline)
  expect(project.device.model).toBe('digitakt2')
  expect(lanesOf(project).global[15]).toEqual([{ from: 1920, to: 2 * BAR }])
  // A04 is three bars long.
  expect(project.patterns).toMatchObject([
    { tick: 0, pattern: 3 },
    { tick: 3 * BAR, pattern: 0 },
  ])
})
