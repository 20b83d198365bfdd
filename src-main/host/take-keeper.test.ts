import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyProject } from '../../src-common/domain/model/project'
import type { JournalEntry } from '../../src-common/domain/record/journal'
import { BAR } from '../../src-common/domain/time/ticks'
import { ProjectFiles } from './project-files'
import { deriveTake, keepTake, reportOfTake, unkeptIn } from './take-keeper'

const at = '2026-01-02T03:04:05.678Z'
const mark = (what: (JournalEntry & { type: 'mark' })['mark']): JournalEntry => ({ type: 'mark', time: 0, mark: what })
const heard = (time: number, ...bytes: number[]): JournalEntry => ({ type: 'in', port: 0, time, bytes })
const sent = (time: number, ...bytes: number[]): JournalEntry => ({ type: 'out', time, bytes })
const opened = mark({ type: 'open', at })
const record = mark({ type: 'record', at })
const end = mark({ type: 'end' })

/** A bar, with track 1 muted from its third beat. */
function performance(start: number): JournalEntry[] {
  const pulses = Array.from({ length: 96 }, (_, i) => heard(start + i * 20833, 0xf8))
  return [
    heard(start - 9, 0xfa),
    ...pulses.slice(0, 48),
    heard(start + 48 * 20833 - 400, 0xb0, 94, 127),
    ...pulses.slice(48),
    heard(start + 2e6, 0xfc),
  ]
}

describe('what a journal holds that no take was made of', () => {
  it('is the recording that was cut off', () => {
    const entries = [opened, record, ...performance(1e6)]
    expect(unkeptIn(entries)).toEqual([{ range: { from: 1, to: entries.length }, startedAt: at }])
  })

  it('is a recording that ended and was not kept, beside one that was', () => {
    const first = [opened, record, ...performance(1e6), end]
    const entries = [...first, mark({ type: 'kept', take: 'a', from: 1 }), record, ...performance(9e6), end]
    expect(unkeptIn(entries).map(({ range }) => range)).toEqual([{ from: first.length + 1, to: entries.length - 1 }])
  })

  it('is the last performance, where nothing was recorded', () => {
    const entries = [opened, ...performance(1e6), ...performance(9e6)]
    expect(unkeptIn(entries).map(({ range }) => range.from)).toEqual([100])
  })

  it('is nothing, where all was kept or nothing was played', () => {
    const entries = [opened, record, ...performance(1e6), end, mark({ type: 'kept', take: 'a', from: 1 })]
    expect(unkeptIn(entries)).toEqual([])
    expect(unkeptIn([opened, heard(1, 0xf8)].slice(0, 1))).toEqual([])
  })
})

describe('keeping a take', () => {
  const project = emptyProject('Test')
  const files = (): ProjectFiles => new ProjectFiles(mkdtempSync(join(tmpdir(), 'muteline-takes-')), () => undefined)

  it('gives the same take from its own file as from the journal', async () => {
    const place = files()
    const entries = [opened, heard(5, 0xb1, 94, 127), record, ...performance(1e6)]
    const take = await keepTake(
      place,
      project,
      entries,
      { from: 2, to: entries.length },
      { startedAt: at, recovered: false },
    )
    expect(take?.lanes.filter((lane) => lane.muted.length > 0).map(({ track, muted }) => [track, muted])).toEqual([
      [0, [{ from: BAR / 2, to: BAR }]],
      [1, [{ from: 0, to: BAR }]],
    ])
    if (take === null) throw new Error('no take')
    const report = await reportOfTake(place, { ...project, takes: [take.summary] }, take.summary.id)
    expect(report).toMatchObject({ pulses: 96, missing: [], doubled: [], bursts: [], gaps: [] })
    expect(await deriveTake(place, { ...project, takes: [take.summary] }, take.summary.id)).toEqual(take)
  })

  it('lays it where the song was that it was played along to', async () => {
    const song = mark({ type: 'song', offset: 8 * BAR })
    const entries = [opened, record, ...performance(1e6).toSpliced(2, 0, song)]
    const take = await keepTake(
      files(),
      project,
      entries,
      { from: 1, to: entries.length },
      { startedAt: at, recovered: false },
    )
    expect(take?.summary).toMatchObject({ from: 8 * BAR, to: 9 * BAR })
  })

  it('lays it there once where we sent the box to that place', async () => {
    const song = mark({ type: 'song', offset: 8 * BAR })
    const pulses = Array.from({ length: 96 }, (_, i) => sent(1e6 + i * 20833, 0xf8))
    const entries = [opened, record, sent(5, 0xf2, 0, 1), sent(1e6 - 9, 0xfb), song, ...pulses, sent(3e6, 0xfc)]
    const range = { from: 1, to: entries.length }
    const take = await keepTake(files(), project, entries, range, { startedAt: at, recovered: false })
    expect(take?.summary).toMatchObject({ from: 8 * BAR, to: 9 * BAR })
  })

  it('makes nothing of a clock that only ticks', async () => {
    const entries = [opened, record, ...Array.from({ length: 50 }, (_, i) => heard(i * 20000, 0xf8))]
    expect(
      await keepTake(files(), project, entries, { from: 1, to: entries.length }, { startedAt: at, recovered: false }),
    ).toBeNull()
  })
})
