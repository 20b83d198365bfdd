import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_WISHES } from '../../src-common/rpc/engine-contract'
import { loadSettings, saveSettings, type Settings } from './settings'

const path = (): string => join(mkdtempSync(join(tmpdir(), 'muteline-settings-')), 'settings.json')

describe('what is remembered', () => {
  it('is read as it was written', async () => {
    const file = path()
    const settings: Settings = { project: '/somewhere', ports: NO_WISHES, keys: { undo: ['Mod+U'], device: [] } }
    await saveSettings(file, settings)
    expect(loadSettings(file)).toEqual(settings)
  })

  it('is read of a file of before keys could be chosen', () => {
    const file = path()
    writeFileSync(file, JSON.stringify({ project: '/somewhere', ports: NO_WISHES }))
    expect(loadSettings(file)).toEqual({ project: '/somewhere', ports: NO_WISHES, keys: {} })
  })

  it('loses nothing else where only its keys are damaged', () => {
    const file = path()
    writeFileSync(file, JSON.stringify({ project: '/somewhere', ports: NO_WISHES, keys: { undo: 'Mod+U' } }))
    expect(loadSettings(file)).toEqual({ project: '/somewhere', ports: NO_WISHES, keys: {} })
  })

  it.each(['', '{', '[]', '{"project":3}'])('is nothing where the file is damaged: %s', (text) => {
    const file = path()
    writeFileSync(file, text)
    expect(loadSettings(file)).toEqual({ project: null, ports: NO_WISHES, keys: {} })
  })
})
