import fs, { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { WHOLE_TAKE } from '../../src-common/domain/edit/edit-takes'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import type { EngineContract, Kept, Notice } from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import { Rig, device } from '../engine/engine-rig'
import type { Disk } from '../engine/journal-file'
import type { RecorderOptions } from '../engine/recorder'
import { abandonedJournals } from './journal-files'
import { ProjectFiles } from './project-files'
import { Session } from './session'
import { TakeDesk } from './take-desk'

/** An engine and a desk, as the host puts them together. */
class Studio {
  readonly journals: string
  readonly rig: Rig
  readonly desk: TakeDesk
  readonly session = new Session(emptyProject('Test', device), () => undefined)
  readonly notices: Notice[] = []

  constructor(journal: RecorderOptions = {}, journals = mkdtempSync(join(tmpdir(), 'muteline-desk-'))) {
    this.journals = journals
    this.rig = new Rig(journals, journal)
    const { engine } = this.rig
    const call = (method: string, input: unknown): Promise<unknown> =>
      Promise.resolve(method === 'flush' ? engine.flush() : method === 'kept' ? engine.kept(input as Kept) : null)
    const files = new ProjectFiles(mkdtempSync(join(tmpdir(), 'muteline-desk-project-')), () => undefined)
    this.desk = new TakeDesk({
      journals,
      open: () => ({ files, session: this.session }),
      engine: () => ({ call }) as Client<EngineContract>,
      notice: (level, text) => this.notices.push({ level, text }),
    })
  }

  get project(): Project {
    return this.session.project
  }

  /** Performs four bars with a mute in each, marked with REC or not. */
  perform(marked: boolean): void {
    const { rig } = this
    rig.box.perform('0 tempo 240\n0 pattern A01\n1.3 mute 3\n2.1 unmute 3\n3.1 mute 5\n4.1 unmute 5\n5.1 stop')
    if (marked) rig.engine.record()
    rig.box.press({ type: 'play' })
    rig.run(6)
  }

  async keep(): Promise<void> {
    for (const recorded of this.rig.recorded.splice(0)) this.desk.recorded(recorded)
    await this.desk.settled()
  }
}

const HOW = { tracks: null, span: null, at: null, parts: WHOLE_TAKE } as const

const lanes = (project: Project) =>
  project.tracks.flatMap(({ mutes }, track) => (mutes.global.length === 0 ? [] : [[track, mutes.global]]))

describe('takes', () => {
  it('are the same whether the journal is one piece or many, and whether performances went before', async () => {
    const whole = new Studio()
    whole.perform(true)
    await whole.keep()
    const cut = new Studio({ segmentBytes: 700 })
    cut.perform(false)
    cut.perform(false)
    cut.perform(true)
    expect(readdirSync(cut.rig.engine.flush()?.journal ?? '').length).toBeGreaterThan(10)
    await cut.keep()
    expect(lanes(cut.project)).toEqual(lanes(whole.project))
    expect(cut.project.takes).toMatchObject([{ from: 0, to: 4 * BAR }])
  })

  it('are kept afterwards, of any performance, whole or its last bars; each is offered until it is kept', async () => {
    const studio = new Studio({ segmentBytes: 700 })
    studio.perform(false)
    studio.perform(false)
    const [last, first] = studio.rig.engine.flush()?.performances ?? []
    expect([last?.bars, first?.bars, last?.kept]).toEqual([4, 4, false])
    await studio.desk.keepLast({ entry: first?.entry ?? 0, bars: 2 })
    expect(studio.project.takes).toMatchObject([{ from: 2 * BAR, to: 4 * BAR }])
    await studio.desk.keepLast(null)
    await expect(studio.desk.keepLast(null)).rejects.toThrow('kept already')
    expect(studio.rig.engine.flush()?.performances.map(({ kept }) => kept)).toEqual([true, true])
  })

  it('are made at the next start where the program ended before they were', async () => {
    const first = new Studio()
    first.perform(true)
    // It quits in order, but the take was not made yet.
    first.rig.engine.close()
    expect(await abandonedJournals(first.journals)).toHaveLength(1)
    const second = new Studio({}, first.journals)
    await second.desk.recover()
    expect(second.project.takes).toMatchObject([{ from: 0, to: 4 * BAR, recovered: true }])
    expect(lanes(second.project)).toHaveLength(2)
  })

  it('are not made again where they were made after their journal was closed', async () => {
    const first = new Studio()
    first.perform(true)
    first.rig.engine.close()
    await first.keep()
    const second = new Studio({}, first.journals)
    await second.desk.recover()
    expect(first.project.takes).toHaveLength(1)
    expect(second.project.takes).toEqual([])
  })
})

describe('a take that was kept', () => {
  it('stays when everything is undone, and so does its name', async () => {
    const studio = new Studio()
    studio.perform(true)
    await studio.keep()
    const [first] = studio.project.takes
    studio.session.renameTake(first?.id ?? '', 'The good one')
    studio.session.dispatch({ type: 'rename', name: 'Other' })
    studio.perform(true)
    await studio.keep()
    await studio.desk.placeAgain(first?.id ?? '', { ...HOW, mode: 'replace' })
    while (studio.session.labels.done.length > 0) studio.session.undo()
    expect(lanes(studio.project)).toEqual([])
    expect(studio.project.name).toBe('Test')
    expect(studio.project.takes.map(({ name }) => name)).toEqual(['The good one', 'Take 2'])
    await studio.desk.placeAgain(first?.id ?? '', { ...HOW, mode: 'replace' })
    expect(lanes(studio.project)).toHaveLength(2)
    expect(studio.session.labels.done).toEqual(['Place The good one'])
  })

  it('is derived once, and anew when its device or name has changed', async () => {
    const studio = new Studio()
    studio.perform(true)
    await studio.keep()
    const { id } = studio.project.takes[0] ?? { id: '' }
    const take = await studio.desk.content(id)
    expect(await studio.desk.content(id)).toBe(take)
    studio.session.renameTake(id, 'Other')
    expect((await studio.desk.content(id)).summary.name).toBe('Other')
    studio.session.amendDevice({
      ...studio.project.device,
      muteValues: { ...studio.project.device.muteValues, global: { muted: 0, unmuted: 127 } },
    })
    expect((await studio.desk.content(id)).toggles.map(({ muted }) => muted)).toEqual(
      take.toggles.map(({ muted }) => !muted),
    )
    await expect(studio.desk.content('none')).rejects.toThrow('no take')
  })

  it('is not placed where it lies outside of the punch range, and that is said', async () => {
    const studio = new Studio()
    studio.session.dispatch({ type: 'setPunch', punch: { from: 9 * BAR, to: 10 * BAR } })
    studio.perform(true)
    await studio.keep()
    expect(studio.project.takes).toHaveLength(1)
    expect(lanes(studio.project)).toEqual([])
    expect(studio.notices.map(({ text }) => text)).toEqual([expect.stringContaining('outside of the punch range')])
  })
})

describe('a disk that is full in the middle of a take', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    return () => vi.useRealTimers()
  })

  it('delays the take until there is room, and loses nothing of it', async () => {
    let room = 3000
    const writeSync = (fd: number, bytes: Uint8Array): number => {
      if (room === 0) throw new Error('ENOSPC: no space left on device, write')
      const taken = bytes.subarray(0, room)
      room -= taken.length
      return fs.writeSync(fd, taken)
    }
    const studio = new Studio({ disk: { ...fs, writeSync: writeSync as Disk['writeSync'] } })
    studio.perform(true)
    await studio.keep()
    expect(studio.project.takes).toEqual([])
    expect(studio.notices.map(({ text }) => text)).toEqual([expect.stringContaining('has not taken all')])
    room = Infinity
    studio.rig.run(1)
    await vi.advanceTimersByTimeAsync(6000)
    await vi.waitFor(() => {
      expect(studio.project.takes).toMatchObject([{ from: 0, to: 4 * BAR }])
    })
    expect(lanes(studio.project)).toHaveLength(2)
  })
})
