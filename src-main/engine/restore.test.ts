// After a replay the box has the mutes and the pattern that it had, however the replay ends.
import { describe, expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { device, Rig } from './engine-rig'

/** Ends with all tracks but the last muted, in another pattern. */
const song: Project = [
  { type: 'paintMutes' as const, tracks: [0, 1, 2, 3, 4, 5, 6], kind: 'global' as const, from: BAR / 2, to: 40 * BAR },
  { type: 'putPattern' as const, tick: 0, pattern: 2, from: null },
].reduce(run, emptyProject('Test', device))

/** A box on which track 2 is muted and A02 chosen by hand. */
function rigWithMutes(): Rig {
  const rig = new Rig()
  rig.box.press({ type: 'mute', track: 1 })
  rig.box.press({ type: 'pattern', pattern: 1 })
  rig.run(0.2)
  return rig
}

const state = (rig: Rig): unknown => {
  const panel = rig.box.panel()
  return { pattern: panel?.pattern, muted: panel?.mutes.flatMap((on, track) => (on ? [track + 1] : [])) }
}
const HAD = { pattern: 1, muted: [2] }
const SET = { pattern: 2, muted: [1, 2, 3, 4, 5, 6, 7] }

describe('the box gets back what it had', () => {
  const ways: readonly (readonly [way: string, end: (rig: Rig) => void])[] = [
    ['after stop', (rig) => { rig.engine.stop() }],
    ['when the song was paused, and then stopped', (rig) => { rig.engine.pause(); rig.run(1); rig.engine.stop() }],
    ['when the clock mode is changed', (rig) => { rig.engine.setMode('follow') }],
    ['when Muteline quits', (rig) => { rig.engine.close() }],
    ['before the machine sleeps', (rig) => { void rig.engine.sleep() }],
    ['when another output is chosen', (rig) => { void rig.engine.openOutput(null) }],
  ] // prettier-ignore
  it.each(ways)('%s', (_, end) => {
    const rig = rigWithMutes()
    rig.lead(song)
    rig.run(6)
    expect(state(rig)).toEqual(SET)
    end(rig)
    rig.run(1)
    expect(state(rig)).toEqual(HAD)
  })

  it('when it was unplugged, as soon as it is back', () => {
    const rig = rigWithMutes()
    rig.lead(song)
    rig.run(6)
    rig.unplug()
    rig.run(1)
    rig.plugIn()
    rig.box.press({ type: 'stop' })
    rig.run(1)
    expect(state(rig)).toEqual(HAD)
  })

  it('while the box plays on by its own clock', () => {
    const rig = rigWithMutes()
    rig.follow(song)
    rig.run(6)
    rig.engine.stop()
    rig.run(12)
    expect(state(rig)).toEqual(HAD)
  })

  it('not while a song is only paused, and what was pressed by hand stays', () => {
    const rig = rigWithMutes()
    rig.lead(song)
    rig.run(6)
    rig.engine.pause()
    rig.run(1)
    expect(state(rig)).toEqual(SET)
    rig.box.press({ type: 'mute', track: 6 })
    rig.box.press({ type: 'mute', track: 6 })
    rig.run(0.1)
    rig.engine.stop()
    rig.run(1)
    expect(state(rig)).toEqual({ pattern: 1, muted: [2, 7] })
  })
})
