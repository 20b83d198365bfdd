import fs, { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseJournal, type JournalEntry } from '../../src-common/domain/record/journal'
import { entriesOf } from './engine-rig'
import { JournalFile, type Disk, type JournalOptions } from './journal-file'

const pulse = (time: number): JournalEntry => ({ type: 'in', port: 0, time, bytes: [0xf8] })
const folder = (): string => mkdtempSync(join(tmpdir(), 'muteline-journal-'))
const options = (more: Partial<JournalOptions> = {}): JournalOptions => ({
  folder: folder(),
  name: 'a',
  onFault: () => undefined,
  carried: () => ({ since: 0, state: [], marks: [] }),
  ...more,
})

/** A disk that takes `room` bytes, then refuses, until it is given more. */
class SmallDisk {
  room: number
  readonly disk: Disk

  constructor(room: number) {
    this.room = room
    const writeSync = (fd: number, bytes: Uint8Array): number => {
      if (this.room === 0) throw new Error('ENOSPC: no space left on device, write')
      const taken = bytes.subarray(0, this.room)
      this.room -= taken.length
      return fs.writeSync(fd, taken)
    }
    this.disk = { ...fs, writeSync: writeSync as Disk['writeSync'] }
  }
}

describe('a journal', () => {
  it('is cut into segments, each with its place and the state that held', () => {
    const state: JournalEntry = { type: 'in', port: 0, time: 3, bytes: [0xb0, 94, 127] }
    const journal = new JournalFile(options({ segmentBytes: 1000, carried: () => ({ since: 7, state: [state], marks: [] }) })) // prettier-ignore
    for (let i = 0; i < 400; i++) {
      journal.append(pulse(1000 + i))
      if (i % 10 === 0) journal.flush()
    }
    journal.close()
    const parts = readdirSync(journal.path).sort().map((name) => parseJournal(readFileSync(join(journal.path, name)))) // prettier-ignore
    expect(parts.length).toBeGreaterThan(4)
    let first = 0
    parts.forEach((part, index) => {
      expect(part?.segment).toMatchObject({ number: index + 1, first, since: index === 0 ? 0 : 7 })
      expect(part?.state).toEqual(index === 0 ? [] : [state])
      first += part?.entries.length ?? 0
    })
    expect(entriesOf(journal.path).map(({ time }) => time)).toEqual(Array.from({ length: 400 }, (_, i) => 1000 + i))
  })

  it('keeps what a full disk refuses, says so once, and writes it when there is room, nothing twice', () => {
    const small = new SmallDisk(500)
    const faults: string[] = []
    const journal = new JournalFile(options({ disk: small.disk, onFault: (reason) => faults.push(reason) }))
    for (let i = 0; i < 300; i++) {
      journal.append(pulse(1000 + i))
      journal.flush()
    }
    expect(faults).toEqual(['ENOSPC: no space left on device, write'])
    expect(journal.waiting).toBeGreaterThan(0)
    small.room = Infinity
    for (let i = 0; i < 40; i++) journal.flush()
    expect(journal.waiting).toBe(0)
    journal.close()
    expect(entriesOf(journal.path).map(({ time }) => time)).toEqual(Array.from({ length: 300 }, (_, i) => 1000 + i))
  })

  it('goes on in its segment where the next cannot be made', () => {
    let opened = 0
    const openSync = ((...args: Parameters<typeof fs.openSync>) => {
      if (opened++ > 0) throw new Error('EMFILE: too many open files, open')
      return fs.openSync(...args)
    }) as Disk['openSync']
    const journal = new JournalFile(options({ segmentBytes: 500, disk: { ...fs, openSync } }))
    for (let i = 0; i < 100; i++) {
      journal.append(pulse(1000 + i))
      journal.flush()
    }
    journal.close()
    expect(entriesOf(journal.path)).toHaveLength(100)
  })

  it('hands everything to the disk before the machine sleeps', async () => {
    const journal = new JournalFile(options())
    journal.append(pulse(5))
    await journal.sync()
    expect(entriesOf(journal.path)).toEqual([pulse(5)])
    journal.close()
  })
})
