import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { JournalWriter, type JournalEntry } from '../../src-common/domain/record/journal'
import { abandonedJournals, closeAbandoned, pruneJournals, readPart, readUndealt } from './journal-files'

const pulse = (number: number): JournalEntry => ({ type: 'in', port: 0, time: number, bytes: [0xf8] })
const closed: JournalEntry = { type: 'mark', time: 0, mark: { type: 'close' } }

const folder = (): string => mkdtempSync(join(tmpdir(), 'muteline-journals-'))

/** A journal of segments of ten entries each; `since` is what the last one says. */
function journal(root: string, name: string, segments: number, since = 0, last: readonly JournalEntry[] = []): string {
  const path = join(root, name)
  mkdirSync(path)
  for (let number = 0; number < segments; number++) {
    const writer = new JournalWriter()
    const state = number === 0 ? [] : [{ type: 'in', port: 0, time: 1, bytes: [0xb0, 94, number] } as const]
    writer.segment({ number: number + 1, first: number * 10, since: number === segments - 1 ? since : 0 }, state)
    for (let i = 0; i < 10; i++) writer.entry(pulse(number * 10 + i))
    if (number === segments - 1) for (const entry of last) writer.entry(entry)
    writeFileSync(join(path, `0000${String(number + 1)}.journal`), writer.take())
  }
  return path
}

describe('reading a part of a journal', () => {
  it('gives the entries by their numbers, after the state that held before them', async () => {
    const path = journal(folder(), 'a', 4)
    const { entries, base } = await readPart(path, 23, 28)
    expect(entries.slice(23 - base, 28 - base).map(({ time }) => time)).toEqual([23, 24, 25, 26, 27])
    expect(entries[0]).toMatchObject({ bytes: [0xb0, 94, 2] })
    expect(entries.length).toBeLessThan(15)
  })

  it('holds the places of what is missing', async () => {
    const path = journal(folder(), 'a', 4)
    const middle = join(path, '00002.journal')
    writeFileSync(middle, 'nothing that can be read')
    const { entries, base } = await readPart(path, 0)
    expect(entries[35 - base]).toMatchObject({ time: 35 })
    expect(entries[15 - base]).toMatchObject({ mark: { type: 'damaged' } })
  })

  it('gives nothing where there is no journal', async () => {
    expect((await readPart(join(folder(), 'none'), 5)).entries).toEqual([])
  })
})

describe('journals that were left behind', () => {
  it('are found until they are closed, a torn last line or not', async () => {
    const root = folder()
    const left = journal(root, 'a', 2)
    writeFileSync(join(left, '00002.journal'), 'i0 12 f', { flag: 'a' })
    journal(root, 'b', 2, 0, [closed])
    expect(await abandonedJournals(root)).toEqual([left])
    expect(await abandonedJournals(root, left)).toEqual([])
    await closeAbandoned(left)
    expect(await abandonedJournals(root)).toEqual([])
  })

  it('are read from the first thing on that was not dealt with', async () => {
    const { entries, base } = await readUndealt(journal(folder(), 'a', 5, 31))
    expect(base + 1).toBe(30)
    expect(entries.at(-1)?.time).toBe(49)
  })

  it('are closed also where not even their first lines were written', async () => {
    const root = folder()
    mkdirSync(join(root, 'a'))
    for (const path of await abandonedJournals(root)) await closeAbandoned(path)
    expect(await abandonedJournals(root)).toEqual([])
  })
})

describe('deleting what is old', () => {
  const now = Date.UTC(2026, 10, 22)
  const days = (count: number): number => count * 86_400_000
  const age = (path: string, count: number): void => {
    const time = new Date(now - days(count))
    for (const name of readdirSync(path)) utimesSync(join(path, name), time, time)
  }

  it('takes closed journals that are older than the rule, and leaves the others', async () => {
    const root = folder()
    age(journal(root, 'old', 2, 0, [closed]), 40)
    age(journal(root, 'new', 2, 0, [closed]), 10)
    await pruneJournals(root, { days: 30, bytes: 1e9 }, now, null)
    const old = join(root, 'old')
    expect(readdirSync(old)).toEqual([])
    // A folder that is empty only now may be one in which a journal is about to begin.
    utimesSync(old, new Date(now - days(1)), new Date(now - days(1)))
    await pruneJournals(root, { days: 30, bytes: 1e9 }, now, null)
    expect(readdirSync(root)).toEqual(['new'])
  })

  it('takes the oldest until all fit', async () => {
    const root = folder()
    age(journal(root, 'a', 2, 0, [closed]), 20)
    age(journal(root, 'b', 2, 0, [closed]), 10)
    await pruneJournals(root, { days: 30, bytes: 500 }, now, null)
    expect([readdirSync(join(root, 'a')), readdirSync(join(root, 'b'))].map((names) => names.length)).toEqual([0, 2])
  })

  it('never takes what no take was made of yet, nor what follows it, however old and large', async () => {
    const root = folder()
    const left = journal(root, 'left', 5, 25)
    age(left, 90)
    await pruneJournals(root, { days: 30, bytes: 0 }, now, null)
    expect(readdirSync(left)).toEqual(['00003.journal', '00004.journal', '00005.journal'])
    const open = journal(root, 'open', 3, 30)
    age(open, 90)
    await pruneJournals(root, { days: 30, bytes: 0 }, now, open)
    expect(readdirSync(open)).toEqual(['00003.journal'])
  })
})
