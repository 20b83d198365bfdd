import { describe, expect, it } from 'vitest'
import { requestBytes, type ReadRequest } from '../../src-common/domain/device/dump/read-request'
import { defaultProfile, type DeviceModel } from '../../src-common/domain/device/device'
import { emptyProject } from '../../src-common/domain/model/project'
import { STILL, type EngineContract, type Transport } from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import { createBox } from '../../src-common/virtual/box'
import { answersTo } from '../../src-common/virtual/box-dumps'
import { IdentityDesk } from './identity-desk'
import { Session } from './session'

function deskOf(box: DeviceModel, project: DeviceModel, untouched = false, transport: Transport = STILL) {
  const session = new Session(emptyProject('Jam', defaultProfile(project)), () => undefined)
  const asked: ReadRequest[] = []
  const call = (_: string, request: ReadRequest): Promise<null> => {
    asked.push(request)
    queueMicrotask(() => {
      for (const bytes of answersTo(createBox(box), requestBytes(request))) desk.heard(bytes)
    })
    return Promise.resolve(null)
  }
  const desk = new IdentityDesk({
    session: () => session,
    engine: () => ({ call }) as unknown as Client<EngineContract>,
    transport: () => transport,
    isBusy: () => false,
    isUntouched: () => untouched,
  })
  return { desk, session, asked }
}

describe('asking the box who it is', () => {
  it('takes two numbered questions, and keeps the answer with the device', async () => {
    const { desk, session, asked } = deskOf('digitakt', 'digitakt')
    expect(await desk.ask()).toEqual({ name: 'Virtual Digitakt', model: 'digitakt', version: '1.52A', build: '0097' })
    expect(session.project.device.os).toEqual({ version: '1.52A', build: '0097' })
    expect(asked).toEqual([
      { type: 'identity', messageId: 20_000 },
      { type: 'version', messageId: 20_001 },
    ])
  })

  it('sets the model of a project in which nothing was made yet, and of no other', async () => {
    const fresh = deskOf('digitakt2', 'generic', true)
    await fresh.desk.ask()
    expect(fresh.session.project.device).toMatchObject({ model: 'digitakt2', os: { version: '1.15C' } })
    const made = deskOf('digitakt2', 'digitakt')
    await expect(made.desk.ask()).rejects.toThrow('says that it is "Virtual Digitakt II"')
    expect(made.session.project.device.model).toBe('digitakt')
  })

  it('is one question, however many ask at once', async () => {
    const { desk, asked } = deskOf('digitakt', 'digitakt')
    const [first, second] = await Promise.all([desk.ask(), desk.ask()])
    expect(first).toEqual(second)
    expect(asked).toHaveLength(2)
  })

  it('asks nothing of a box that plays', async () => {
    const { desk, asked } = deskOf('digitakt', 'digitakt', false, { ...STILL, clock: 'rolling' })
    await expect(desk.ask()).rejects.toThrow('is playing')
    expect(asked).toEqual([])
  })
})
