import { expect, it } from 'vitest'
import { defaultProfile } from '../device/device'
import { run, type Command } from '../edit/command'
import { emptyProject, type Project } from '../model/project'
import { BAR } from '../time/ticks'
import { songPlan } from './song-plan'

const device = { ...defaultProfile('digitakt'), patternLengths: { '0': 2 * BAR, '1': BAR } }
const song = (...commands: readonly Command[]): Project =>
  commands.reduce(run, { ...emptyProject('Test', device), end: 8 * BAR })
const put = (bar: number, pattern: number): Command => ({ type: 'putPattern', tick: bar * BAR, pattern, from: null })
const mute = (track: number, from: number, to: number): Command => ({ type: 'paintMutes', tracks: [track], kind: 'global', from: from * BAR, to: to * BAR }) // prettier-ignore
const rows = (project: Project): unknown =>
  songPlan(project).rows.map(({ from, pattern, repeats, muted }) => [from / BAR, pattern, repeats, muted.join()])

it('a pattern that plays on is one row, repeated as often as it comes round', () => {
  expect(rows(song(put(0, 0), put(4, 1)))).toEqual([[0, 0, 2, ''], [4, 1, 4, '']]) // prettier-ignore
})

it('a row begins where mutes change, in whole rounds', () => {
  expect(rows(song(put(0, 0), mute(2, 2, 4), mute(5, 0, 8)))).toEqual([[0, 0, 1, '5'], [2, 0, 1, '2,5'], [4, 0, 2, '5']]) // prettier-ignore
})

it('tells what a row cannot hold: edges inside a round, and rounds that are cut off', () => {
  const { rows: found } = songPlan(song(put(0, 0), put(3, 1), mute(0, 0.5, 2), mute(1, 1.75, 2)))
  expect(found.map(({ lost }) => lost)).toEqual([
    ['Track 1 by hand: mute at 1.3.1', 'Track 2 by hand: mute at 2.4.1'],
    ['cut off at 4.1.1, before it comes round'],
    [],
  ])
  expect(found[0]?.muted).toEqual([0])
})

it('tells what no row can hold', () => {
  const project = song(
    put(2, 5),
    { type: 'setTrack', track: 0, drive: 'notes' },
    { type: 'putTempo', tick: BAR, bpm: 90 },
  )
  expect(songPlan(project).lost).toHaveLength(4)
  expect(songPlan(emptyProject('Test', device))).toEqual({ rows: [], lost: [] })
})
