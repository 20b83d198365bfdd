import { expect, it } from 'vitest'
import { run } from '../edit/command'
import { emptyProject } from '../model/project'
import { BAR } from '../time/ticks'
import { replayRows } from './replay-rows'

it('the rows of a plan say what is chased first, what is sent ahead of its place, and what the box gets back', () => {
  let song = run(emptyProject('Test'), { type: 'putPattern', tick: 0, pattern: 0, from: null })
  song = run(song, { type: 'paintMutes', tracks: [2], kind: 'global', from: 2 * BAR, to: 4 * BAR })
  const rows = replayRows(song, 0, false)
  expect(rows[0]).toMatchObject({ at: null, what: expect.stringContaining('Pattern A01') as string })
  expect(rows.find(({ holds }) => holds === 2 * BAR)).toMatchObject({
    at: 2 * BAR - song.device.muteLead,
    kind: 'mute',
    why: '1 pulse ahead of 3.1.1',
  })
  expect(rows.at(-1)).toMatchObject({ at: 4 * BAR, kind: 'restore', bytes: null })
  expect(replayRows(emptyProject('Empty'), 0, false).filter(({ kind }) => kind !== 'chase')).toHaveLength(1)
})
