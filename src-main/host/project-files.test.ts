import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { emptyProject } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { ProjectFiles, readProject } from './project-files'

const folder = (): string => join(mkdtempSync(join(tmpdir(), 'muteline-files-')), 'Jam.muteline')
const files = (where: string): ProjectFiles => new ProjectFiles(where, () => undefined)
const notes = Array.from({ length: 500 }, (_, i) => ({ tick: i * 240, length: 120, pitch: 60, velocity: 100 }))
const song = run(run(emptyProject('Jam'), { type: 'paintMutes', tracks: [1, 3], kind: 'pattern', from: 0, to: BAR }), {
  type: 'addNotes',
  track: 2,
  notes,
})

describe('a project on disk', () => {
  it('begins with the name of its folder', async () => {
    expect((await files(folder()).open()).project.name).toBe('Jam')
  })

  it('is what was saved last, each note on a line of its own', async () => {
    const where = folder()
    const first = files(where)
    await first.open()
    first.save(emptyProject('Other'))
    first.save(song)
    await first.settled()
    expect((await files(where).open()).project).toEqual(song)
    expect(
      readFileSync(join(where, 'project.json'), 'utf8')
        .split('\n')
        .filter((line) => /^ +\[\d+,\d+,120,60,100\],?$/.test(line)),
    ).toHaveLength(500)
  })

  it('is read the same with its notes as objects, as it was written before', async () => {
    const where = folder()
    await files(where).open()
    writeFileSync(join(where, 'project.json'), JSON.stringify(song))
    expect((await files(where).open()).project).toEqual(song)
  })

  it.each([
    [[1, 0, 240, 128, 100], 'tracks.2.notes.1.pitch: Invalid value: Expected <=127 but received 128'],
    [[1, 0.5, 240, 60, 100], 'tracks.2.notes.1.tick: Invalid integer: Received 0.5'],
    [[1, 0, 240, 60], 'tracks.2.notes.1.velocity: Invalid type: Expected number but received undefined'],
    [
      { id: 1, tick: -1, length: 1, pitch: 1, velocity: 1 },
      'tracks.2.notes.1.tick: Invalid value: Expected >=0 but received -1',
    ],
    ['C5', 'tracks.2.notes.1: Invalid type: Expected Object but received "C5"'],
  ])('names the first note that is wrong: %j', async (wrong, reason) => {
    const where = folder()
    await files(where).open()
    const tracks = song.tracks.map((track, number) =>
      number === 2 ? { ...track, notes: [[9, 0, 1, 1, 1], wrong] } : track,
    )
    writeFileSync(join(where, 'project.json'), JSON.stringify({ ...song, tracks }))
    expect(await readProject(where)).toEqual({ ok: false, reason })
  })

  it('that was edited by hand is put in order: notes sorted, mutes merged, ids free', async () => {
    const where = folder()
    await files(where).open()
    const [first, second] = song.tracks[2]?.notes ?? []
    const overlapping = [
      { from: 960, to: 1920 },
      { from: 0, to: 1200 },
    ]
    const tracks = song.tracks.map((track, number) =>
      number === 2 ? { ...track, notes: [second, first], mutes: { global: overlapping, pattern: [] } } : track,
    )
    writeFileSync(join(where, 'project.json'), JSON.stringify({ ...song, tracks, nextId: 1 }))
    const { project } = await files(where).open()
    expect(project.tracks[2]).toMatchObject({ notes: [first, second], mutes: { global: [{ from: 0, to: 1920 }] } })
    expect(project.nextId).toBe((second?.id ?? 0) + 1)
  })

  it('that cannot be read is put aside, not overwritten, and said', async () => {
    const where = folder()
    await files(where).open()
    const broken = JSON.stringify({ ...song, bpm: 'fast' })
    writeFileSync(join(where, 'project.json'), broken)
    expect(await readProject(where)).toMatchObject({ ok: false, reason: expect.stringContaining('bpm') as unknown })
    const { project, notice } = await files(where).open()
    expect(project.tracks.every((track) => track.notes.length === 0)).toBe(true)
    expect(notice).toContain('bpm')
    const aside = readdirSync(where).find((name) => name.includes('unreadable'))
    expect(readFileSync(join(where, aside ?? ''), 'utf8')).toBe(broken)
  })

  it('that cannot be written is said, and does not end anything', async () => {
    const faults: string[] = []
    const where = new ProjectFiles('/proc/none/here', (reason) => faults.push(reason))
    where.save(song)
    await where.settled()
    expect(faults).toHaveLength(1)
  })
})
