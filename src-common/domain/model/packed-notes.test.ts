import { expect, it } from 'vitest'
import fc from 'fast-check'
import { sortNotes } from './notes'
import { packProject, unpackProject } from './packed-notes'
import { emptyProject } from './project'

const note = fc.record({
  tick: fc.oneof(fc.nat(10_000), fc.maxSafeNat()),
  length: fc.integer({ min: 1, max: 1e6 }),
  pitch: fc.nat(127),
  velocity: fc.integer({ min: 1, max: 127 }),
})

it('a project comes out of its packed form, sent as JSON, as it went in', () => {
  fc.assert(
    fc.property(fc.array(fc.array(note), { maxLength: 16 }), (drawn) => {
      const empty = emptyProject('Test')
      const tracks = empty.tracks.map((track, number) => ({
        ...track,
        notes: sortNotes((drawn[number] ?? []).map((each, id) => ({ id, ...each }))),
      }))
      const project = { ...empty, tracks }
      const sent = JSON.parse(JSON.stringify(packProject(project))) as ReturnType<typeof packProject>
      expect(unpackProject(sent)).toEqual(project)
    }),
  )
})
