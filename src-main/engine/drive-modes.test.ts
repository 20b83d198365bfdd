// What drives a track is changed while a song plays: the box holds at once what that means.
import { expect, it } from 'vitest'
import { run } from '../../src-common/domain/edit/command'
import { parse } from '../../src-common/domain/midi/message'
import type { DriveMode, Project } from '../../src-common/domain/model/project'
import { withNotes, Rig } from './engine-rig'

const driven = (song: Project, drive: DriveMode): Project => run(song, { type: 'setTrack', track: 2, drive })

/** Whether its third track is muted, and how many notes came for it since. */
function stateOf(rig: Rig, since: number): { muted: boolean; notes: boolean } {
  const notes = rig.received.slice(since).some(({ bytes }) => {
    const message = parse(bytes)
    return message.type === 'noteOn' && message.channel === 3
  })
  return { muted: rig.box.panel()?.mutes[2] === true, notes }
}

it.each(['lead', 'follow'] as const)('box, notes and off take one another’s place while it plays (%s)', (mode) => {
  const rig = new Rig()
  const song = driven(withNotes(), 'box')
  if (mode === 'lead') rig.lead(song)
  else rig.follow(song)
  rig.run(4)
  const after = (drive: DriveMode): { muted: boolean; notes: boolean } => {
    const since = rig.received.length
    rig.load(driven(song, drive))
    rig.run(1.5)
    return stateOf(rig, since)
  }
  expect(stateOf(rig, 0)).toEqual({ muted: false, notes: false })
  expect(after('notes')).toEqual({ muted: true, notes: true })
  expect(after('box')).toEqual({ muted: false, notes: false })
  expect(after('notes')).toEqual({ muted: true, notes: true })
  // What Muteline lets go of is as it found it.
  expect(after('off')).toEqual({ muted: false, notes: false })
  expect(after('box')).toEqual({ muted: false, notes: false })
  rig.engine.stop()
  rig.run(0.5)
  expect(rig.hanging()).toBe(0)
})
