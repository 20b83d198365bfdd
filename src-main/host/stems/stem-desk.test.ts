import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { run } from '../../../src-common/domain/edit/command'
import { fromPcm24 } from '../../../src-common/domain/audio/pcm'
import { peakOf } from '../../../src-common/domain/audio/levels'
import { WAV_HEAD_BYTES } from '../../../src-common/domain/audio/wav'
import { emptyProject, type Project } from '../../../src-common/domain/model/project'
import { USUAL_TAIL, type StemSettings } from '../../../src-common/domain/stems/stem-settings'
import { BAR } from '../../../src-common/domain/time/ticks'
import { device } from '../../engine/engine-rig'
import { INPUT, ROUND_TRIP_MS, StemsRig } from './stems-rig'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Two bars of A01: the kick is muted in the second half, and the hats in the first. */
function song(): Project {
  let project = emptyProject('Test', device)
  project = run(project, { type: 'putPattern', tick: 0, pattern: 0, from: null })
  project = run(project, { type: 'paintMutes', tracks: [0], kind: 'global', from: BAR, to: 2 * BAR })
  project = run(project, { type: 'paintMutes', tracks: [2], kind: 'global', from: 0, to: BAR })
  return run(project, { type: 'setTrack', track: 3, drive: 'off' })
}

const settings: StemSettings = { tracks: [0, 1, 2, 4, 5, 6, 7], mix: true, span: null, marker: 0, tail: USUAL_TAIL }

const samples = (rig: StemsRig, file: string): Float32Array =>
  fromPcm24(readFileSync(join(rig.session.folder, file)).subarray(WAV_HEAD_BYTES))

/** The loudest sample of a bar at 120 BPM. */
const loudest = (sound: Float32Array, bar: number): number =>
  peakOf(sound.subarray(bar * 2 * INPUT.rate * 2, (bar + 1) * 2 * INPUT.rate * 2 - 20))

describe('stems of a song', () => {
  it('are one file a track, and together the mix', async () => {
    const rig = new StemsRig(song())
    await rig.desk.begin(settings, INPUT)
    await rig.until(() => rig.session.state !== 'recording')
    expect(rig.session.why).toBeNull()
    expect(rig.session.state).toBe('done')
    expect(rig.session.passes[0]?.file).toBe('00 Mix - A01.wav')
    console.log(JSON.stringify(rig.session.passes, null, 1), rig.session.residual)
    const kick = samples(rig, '01 Track 1 - A01.wav')
    expect([loudest(kick, 0) > 0.1, loudest(kick, 1) > 0.001]).toEqual([true, false])
    expect(rig.session.residual).toBeLessThan(-100)
    expect(rig.session.passes.map(({ result }) => result?.warnings)).toEqual([])
    expect(rig.session.passes[0]?.result?.roundTrip).toBeCloseTo(ROUND_TRIP_MS * 1000, -4)
    expect(readdirSync(rig.session.folder)).toEqual([])
  }, 60_000)
})
