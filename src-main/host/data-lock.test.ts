import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DataHeldError, DataLock } from './data-lock'

const place = (): string => join(mkdtempSync(join(tmpdir(), 'muteline-lock-')), 'data', 'running.json')

it('a folder that a living process has is refused, with the address of its page', () => {
  const path = place()
  new DataLock(path).release()
  writeFileSync(path, JSON.stringify({ pid: process.ppid, url: 'http://127.0.0.1:1/#x' }))
  expect(() => new DataLock(path)).toThrow(DataHeldError)
  expect(() => new DataLock(path)).toThrow('http://127.0.0.1:1/#x')
})

it('a lock that a crash left behind is taken over', () => {
  const path = place()
  new DataLock(path).release()
  for (const left of ['{"pid":999999999,"url":null}', 'not JSON', '']) {
    writeFileSync(path, left)
    new DataLock(path).release()
  }
})
