import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Owed } from '../../src-common/rpc/engine-contract'
import { OwedDesk } from './owed-desk'

const owed: Owed = { output: 'usb:digitakt', messages: [[0xc9, 4], [0xb1, 94, 127]] } // prettier-ignore

function deskAt(path: string, output: string | null = owed.output) {
  const given: Owed[] = []
  const told: (Owed | null)[] = []
  const desk = new OwedDesk({
    path,
    output: () => output,
    giveBack: (each) => Promise.resolve(given.push(each)),
    left: (each) => told.push(each),
  })
  return { desk, given, told }
}
const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'muteline-owed-')), 'owed.json')

it('what a run owed when it was killed is left for the next, which gives it back once it is told to', async () => {
  const path = fresh()
  const before = deskAt(path)
  before.desk.owes(owed)
  await before.desk.settled()
  const { desk, given, told } = deskAt(path)
  expect(desk.left).toEqual(owed)
  expect(given).toEqual([])
  await desk.answer(true)
  await desk.settled()
  expect(given).toEqual([owed])
  expect(told).toEqual([null])
  expect(existsSync(path)).toBe(false)
})

it('it is let be where the musician wants that', async () => {
  const path = fresh()
  writeFileSync(path, JSON.stringify(owed))
  const { desk, given } = deskAt(path)
  await desk.answer(false)
  await desk.settled()
  expect([given, desk.left, existsSync(path)]).toEqual([[], null, false])
})

it('nothing goes to another box, and it stays owed', async () => {
  const path = fresh()
  writeFileSync(path, JSON.stringify(owed))
  const { desk, given } = deskAt(path, 'usb:synth')
  await expect(desk.answer(true)).rejects.toThrow('Choose it at the top left')
  expect([given, desk.left]).toEqual([[], owed])
})

it('nothing is left of a song that ended, and a damaged file is none', async () => {
  const path = fresh()
  const { desk } = deskAt(path)
  desk.owes(owed)
  desk.owes(null)
  await desk.settled()
  expect(existsSync(path)).toBe(false)
  writeFileSync(path, '{"output":1}')
  expect(deskAt(path).desk.left).toBeNull()
})

it('an engine that died leaves what it owed, and the one after it takes nothing of that away', async () => {
  const path = fresh()
  const { desk, told } = deskAt(path)
  desk.owes(owed)
  desk.crashed()
  desk.owes(null)
  await desk.settled()
  expect([desk.left, told.at(-1), existsSync(path)]).toEqual([owed, owed, true])
})
