import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { writeFrame } from '../../src-common/domain/device/dump/elektron-frame'
import { requestBytes, type ReadRequest } from '../../src-common/domain/device/dump/read-request'
import { defaultProfile } from '../../src-common/domain/device/device'
import type { Bytes } from '../../src-common/domain/midi/message'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { STILL, type EngineContract, type Transport } from '../../src-common/rpc/engine-contract'
import type { Fetching } from '../../src-common/rpc/host-contract'
import type { Client } from '../../src-common/rpc/rpc'
import { createBox } from '../../src-common/virtual/box'
import { answersTo } from '../../src-common/virtual/box-dumps'
import { PatternDesk } from './pattern-desk'
import { ProjectFiles } from './project-files'
import { Session } from './session'

const BOX = createBox('digitakt')
const broken = (bytes: Bytes): Bytes => bytes.map((byte, at) => (at === 1000 ? byte ^ 1 : byte))

/** A desk with a box behind it, whose answers a test may spoil. */
class Rig {
  readonly folder = join(mkdtempSync(join(tmpdir(), 'muteline-patterns-')), 'Jam.muteline')
  readonly files = new ProjectFiles(this.folder, () => undefined)
  readonly session: Session
  readonly asked: ReadRequest[] = []
  readonly told: (Fetching | null)[] = []
  readonly notices: string[] = []
  transport: Transport = STILL
  answer: (request: ReadRequest) => readonly Bytes[] = (request) => answersTo(BOX, requestBytes(request))
  readonly desk: PatternDesk

  constructor(project: Project = emptyProject('Jam', defaultProfile('digitakt'))) {
    this.session = new Session(project, () => undefined)
    const call = (_: string, request: ReadRequest): Promise<null> => {
      this.asked.push(request)
      queueMicrotask(() => {
        for (const bytes of this.answer(request)) this.desk.heard(bytes)
      })
      return Promise.resolve(null)
    }
    this.desk = new PatternDesk({
      open: () => ({ files: this.files, session: this.session }),
      engine: () => ({ call }) as unknown as Client<EngineContract>,
      transport: () => this.transport,
      isDirect: () => true,
      tell: (fetching) => this.told.push(fetching),
      notice: (_, text) => this.notices.push(text),
    })
  }

  /** Fetches, and waits until it is over and all is kept. */
  async fetch(patterns: readonly number[]): Promise<void> {
    this.desk.fetch(patterns, false)
    await vi.waitFor(() => { expect(this.told.at(-1)).toBeNull() }) // prettier-ignore
    await this.desk.settled()
  }

  get read(): readonly string[] {
    return Object.keys(this.session.project.bank)
  }
}

describe('fetching', () => {
  it('asks for one pattern at a time, keeps each as it comes, and its bytes beside the project', async () => {
    const rig = new Rig()
    await rig.fetch([2, 0])
    expect(rig.asked.map((request) => ('index' in request ? request.index : -1))).toEqual([0, 2])
    expect(rig.told.map((each) => each?.done ?? null)).toEqual([0, 1, null])
    expect(rig.read).toEqual(['0', '2'])
    const entry = rig.session.project.bank['2']
    expect(entry?.dump.pattern.name).toBe('BREAK')
    const raw = readFileSync(join(rig.folder, 'patterns', entry?.file ?? ''))
    expect([...raw]).toEqual(answersTo(BOX, requestBytes({ type: 'patternKit', device: 'digitakt', index: 2 }))[0])
    // How long it plays until another may begin is known from then on.
    expect(rig.session.project.device.patternLengths['2']).toBe(32 * 240)
  })

  it('is no edit: there is nothing to undo', async () => {
    const rig = new Rig()
    await rig.fetch([0])
    expect(rig.session.labels.done).toEqual([])
    rig.session.undo()
    expect(rig.read).toEqual(['0'])
  })

  it('asks again where an answer is damaged, and gives up after the third', async () => {
    const rig = new Rig()
    let damaged = 2
    const whole = rig.answer
    rig.answer = (request) => (damaged-- > 0 ? whole(request).map(broken) : whole(request))
    await rig.fetch([0])
    expect([rig.asked.length, rig.read]).toEqual([3, ['0']])
    damaged = 3
    await rig.fetch([1])
    expect([rig.asked.length, rig.read]).toEqual([6, ['0']])
    expect(rig.notices.at(-1)).toMatch(/^A02 was not fetched: .*checksum/)
  })

  it('goes on for the box and the project that it was begun for, whatever is chosen meanwhile', async () => {
    const rig = new Rig()
    const whole = rig.answer
    rig.answer = (request) => {
      rig.session.dispatch({ type: 'setDevice', device: defaultProfile('generic') })
      return whole(request)
    }
    await rig.fetch([0, 1])
    expect(rig.asked.map((request) => ('device' in request ? request.device : ''))).toEqual(['digitakt', 'digitakt'])
    expect(rig.read).toEqual(['0', '1'])
  })

  it('keeps the bytes of a dump that arrived whole and cannot be read, and asks for it once', async () => {
    const rig = new Rig()
    const payload = new Uint8Array(20_000).fill(0xee)
    rig.answer = () => [writeFrame({ device: 'digitakt', type: 'patternKit', index: 4, payload })]
    await rig.fetch([4])
    expect([rig.asked.length, rig.read]).toEqual([1, []])
    const [file = ''] = readdirSync(join(rig.folder, 'patterns'))
    expect(rig.notices.join(' ')).toContain(`patterns/${file}`)
  })

  it('keeps what it taught when an older edit of the box is undone', async () => {
    const rig = new Rig()
    rig.session.dispatch({ type: 'setDevice', device: { ...rig.session.project.device, programOut: 3 } })
    await rig.fetch([2])
    rig.session.undo()
    expect(rig.session.project.device).toMatchObject({ programOut: 10, patternLengths: { '2': 32 * 240 } })
  })

  it('keeps what came where it is cancelled', async () => {
    const rig = new Rig()
    const whole = rig.answer
    rig.answer = (request) => {
      if ('index' in request && request.index === 1) rig.desk.cancel()
      return whole(request)
    }
    await rig.fetch([0, 1, 2])
    expect(rig.asked).toHaveLength(2)
    expect(rig.read).toContain('0')
    expect(rig.read).not.toContain('2')
  })

  it('refuses, and says why, while the box plays, while another runs, and for a box that is no Digitakt', async () => {
    const rig = new Rig()
    rig.transport = { ...STILL, clock: 'rolling' }
    expect(() => { rig.desk.fetch([0], false) }).toThrow('The box is playing') // prettier-ignore
    rig.transport = STILL
    rig.answer = () => []
    rig.desk.fetch([0], false)
    expect(() => { rig.desk.fetch([1], false) }).toThrow('are being fetched already') // prettier-ignore
    rig.desk.cancel()
    await expect(new Rig(emptyProject('', defaultProfile('generic'))).fetch([0])).rejects.toThrow('Only a Digitakt')
  })
})

describe('what the box sends unasked', () => {
  it('is taken in and told', async () => {
    const rig = new Rig()
    for (const bytes of rig.answer({ type: 'patternKit', device: 'digitakt', index: 3 })) rig.desk.heard(bytes)
    await rig.desk.settled()
    expect(rig.session.project.bank['3']).toMatchObject({ source: 'sent', dump: { pattern: { name: 'ODD' } } })
    expect(rig.notices).toEqual(['The box sent pattern A04 ODD: it is in the bank.'])
  })

  it('is left out where it is damaged, and that is told', async () => {
    const rig = new Rig()
    for (const bytes of rig.answer({ type: 'patternKit', device: 'digitakt', index: 3 })) rig.desk.heard(broken(bytes))
    await rig.desk.settled()
    expect(rig.read).toEqual([])
    expect(rig.notices[0]).toMatch(/arrived damaged, and was left out: At byte \d/)
  })
})

describe('the bank on disk', () => {
  it('is decoded from the dumps again when the project is opened; one that is gone is said', async () => {
    const rig = new Rig()
    await rig.files.open()
    await rig.fetch([0, 1])
    rig.files.save(rig.session.project)
    await rig.files.settled()
    expect(readFileSync(join(rig.folder, 'project.json'), 'utf8')).not.toContain('trigs')
    const again = await new ProjectFiles(rig.folder, () => undefined).open()
    expect(again.project).toEqual(rig.session.project)
    expect(readdirSync(join(rig.folder, 'patterns'))).toHaveLength(2)

    const bank = { ...rig.session.project.bank, '9': { ...rig.session.project.bank['0'], file: 'gone.syx' } }
    rig.files.save({ ...rig.session.project, bank } as Project)
    await rig.files.settled()
    const lost = await new ProjectFiles(rig.folder, () => undefined).open()
    expect(Object.keys(lost.project.bank)).toEqual(['0', '1'])
    expect(lost.notice).toContain('gone.syx')
  })
})
