import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSettings, settingsFrame } from './project-settings'

const channel = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 16 }))

it('tempo and channels are read as they were written, and always inferred', () => {
  const settings = fc.record({
    device: fc.constantFrom('digitakt' as const, 'digitakt2' as const),
    bpm: fc.integer({ min: 300, max: 3000 }).map((tenths) => tenths / 10),
    autoChannel: channel,
    channels: fc.array(channel, { minLength: 16, maxLength: 16 }),
  })
  fc.assert(
    fc.property(settings, (each) => {
      expect(readSettings(settingsFrame(each))).toEqual({ ok: true, settings: { ...each, inferred: true } })
    }),
  )
})

it('what cannot be right is refused, whatever the bytes', () => {
  const refused = { ok: false, reason: 'The settings of the project do not stand where they were expected.' }
  const frame = settingsFrame({ device: 'digitakt', bpm: 120, autoChannel: 10, channels: [] })
  expect(readSettings({ ...frame, payload: frame.payload.slice(0, -1) })).toEqual(refused)
  expect(readSettings({ ...frame, payload: frame.payload.with(25, 16) })).toEqual(refused)
  expect(readSettings({ ...frame, payload: frame.payload.with(4, 0xff) })).toEqual(refused)
  expect(readSettings({ ...frame, type: 'pattern' })).toEqual(refused)
  expect(readSettings({ ...frame, payload: new Uint8Array(0) })).toEqual(refused)
})
