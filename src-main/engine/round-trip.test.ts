// A performance that is recorded, replayed into the same box, and recorded again is the same.
import { expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { union } from '../../src-common/domain/model/intervals'
import { emptyProject } from '../../src-common/domain/model/project'
import type { Take } from '../../src-common/domain/model/take'
import { takeFrom } from '../../src-common/domain/record/settle'
import { device, entriesOf, Rig } from './engine-rig'

const SCRIPT = `
0 tempo 100
0 pattern A01
1.3 mute 3 4 9
2.2 pattern A02
3.1 unmute 3
4.2.2 mute 9 10 11
4.4 pattern A03
5.1 unmute 4 9
6.2 mute 2
6.4 unmute 2
8.1 stop`

const silent = (take: Take) =>
  device.tracks.map((_, track) => {
    const of = (kind: string) => take.lanes.find((lane) => lane.track === track && lane.kind === kind)?.muted ?? []
    return union(of('global'), of('pattern'))
  })
const notes = (take: Take) => take.notes.map(({ track, tick, pitch, velocity }) => ({ track, tick, pitch, velocity }))

it('mutes and patterns tick for tick, notes within one', () => {
  const rig = new Rig()
  // A box that tells of what is set from outside: not known of the real one.
  rig.box.press({ type: 'set', settings: { answers: true } })
  rig.engine.record()
  rig.box.perform(SCRIPT)
  rig.box.press({ type: 'play' })
  rig.run(22)
  const first = rig.take()

  const placed = run(emptyProject('Test', device), { type: 'placeTake', take: first, tracks: null, span: null, at: null, parts: { mutes: true, notes: true, controllers: true, patterns: true }, mode: 'replace' }) // prettier-ignore
  const again = new Rig()
  again.box.press({ type: 'set', settings: { answers: true } })
  again.box.perform('0 tempo 100\n8.1 stop')
  again.load(placed)
  again.engine.play()
  again.run(1)
  again.engine.record()
  again.box.press({ type: 'play' })
  again.run(22)
  const [recorded] = again.recorded
  if (recorded === undefined) throw new Error('nothing was recorded')
  const entries = entriesOf(recorded.journal).map((entry) =>
    entry.type === 'in' ? { ...entry, echo: undefined } : entry,
  )
  const info = { id: 't', name: 'Take 2', startedAt: '', recovered: false, bpm: 120 }
  const second = takeFrom(entries as never, recorded, device, info)

  expect(silent(second)).toEqual(silent(first))
  expect(second.patterns).toEqual(first.patterns)
  expect(second.summary.to).toBe(first.summary.to)
  const [before, after] = [notes(first), notes(second)]
  expect(after.length).toBe(before.length)
  for (const [index, note] of before.entries()) {
    expect(after[index]).toMatchObject({ track: note.track, pitch: note.pitch, velocity: note.velocity })
    expect(Math.abs((after[index]?.tick ?? Infinity) - note.tick)).toBeLessThanOrEqual(1)
  }
})
