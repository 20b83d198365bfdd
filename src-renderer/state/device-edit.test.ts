import { describe, expect, it } from 'vitest'
import { defaultProfile, type DeviceProfile } from '../../src-common/domain/device/device'
import { withModel, withMuteValues, withTrack } from './device-edit'

const device: DeviceProfile = { ...defaultProfile('digitakt'), learned: ['channel:2', 'globalMute', 'clock'] }

describe('what is set by hand', () => {
  it('is not learned any more, and leaves the rest as it was learned', () => {
    expect(withTrack(device, 2, { channel: 9 }).learned).toEqual(['globalMute', 'clock'])
    expect(withTrack(device, 2, { noteChannel: 9 }).learned).toEqual(device.learned)
    expect(withMuteValues(device, 'global', { muted: 0, unmuted: 1 })).toMatchObject({
      learned: ['channel:2', 'clock'],
      muteValues: { global: { muted: 0, unmuted: 1 }, pattern: { muted: 127, unmuted: 0 } },
    })
  })

  it('gives no audio track a channel to send its sequence on', () => {
    const second = withTrack(defaultProfile('digitakt2'), 4, { kind: 'midi', noteChannel: 5 })
    expect(second.tracks[4]).toEqual({ kind: 'midi', channel: 5, noteChannel: 5 })
    expect(withTrack(second, 4, { kind: 'audio' }).tracks[4]).toEqual({ kind: 'audio', channel: 5, noteChannel: null })
  })

  it('begins anew with another model', () => {
    expect(withModel(device, 'digitakt2')).toEqual(defaultProfile('digitakt2'))
    expect(withModel(device, 'digitakt')).toBe(device)
  })
})
