import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultProfile } from '../../src-common/domain/device/device'
import { run } from '../../src-common/domain/edit/command'
import { emptyProject } from '../../src-common/domain/model/project'
import { BoxMemory } from './box-memory'

const path = (): string => join(mkdtempSync(join(tmpdir(), 'muteline-boxes-')), 'boxes.json')
const device = { ...defaultProfile('digitakt2'), autoChannel: 14, learned: ['globalMute', 'channel:3'] as const }
const project = run(emptyProject('Jam', device), { type: 'setTrack', track: 0, name: 'Kick', drive: 'notes' })

describe('what is remembered of a box', () => {
  it('is its profile and how its tracks are called, by its port, from one start to the next', async () => {
    const file = path()
    const boxes = new BoxMemory(file)
    boxes.keep('Elektron Digitakt II', project)
    await boxes.settled()
    const known = new BoxMemory(file).get('Elektron Digitakt II')
    expect(known?.device).toEqual(device)
    expect(known?.tracks[0]).toMatchObject({ name: 'Kick', drive: 'notes' })
    expect(new BoxMemory(file).get('another')).toBeNull()
  })

  it('is nothing where the file is damaged', () => {
    const file = path()
    writeFileSync(file, '{"Elektron Digitakt": {"device": 5}}')
    expect(new BoxMemory(file).get('Elektron Digitakt')).toBeNull()
  })
})
