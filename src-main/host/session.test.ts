import { expect, it } from 'vitest'
import fc from 'fast-check'
import { apply } from '../../src-common/domain/edit/patch'
import { emptyProject } from '../../src-common/domain/model/project'
import { BAR } from '../../src-common/domain/time/ticks'
import { afterChange } from '../../src-common/domain/edit/history-labels'
import { Session } from './session'

const action = fc.oneof(
  fc.record({ type: fc.constant('edit' as const), bar: fc.nat(30), track: fc.nat(7) }),
  fc.record({ type: fc.constantFrom('undo' as const, 'redo' as const, 'amend' as const) }),
  fc.record({ type: fc.constant('goTo' as const), done: fc.nat(40) }),
)

it('a page that was told every change holds the same project, and the same names of what was done and undone', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      let page = {
        project: emptyProject('Test'),
        history: { done: [] as readonly string[], undone: [] as readonly string[] },
      }
      const session = new Session(page.project, ({ patch, history }) => {
        page = {
          project: apply(page.project, JSON.parse(JSON.stringify(patch)) as typeof patch),
          history: history === null ? page.history : afterChange(page.history, history),
        }
      })
      for (const each of actions) {
        if (each.type === 'edit') {
          const note = { tick: each.bar * BAR, length: 240, pitch: 60, velocity: 100 }
          session.dispatch({ type: 'addNotes', track: each.track, notes: [note] })
        } else if (each.type === 'goTo') session.goTo(each.done)
        else if (each.type === 'amend')
          session.amendDevice({ ...session.project.device, name: `Box ${String(session.revision)}` })
        else session[each.type]()
        expect(page.project).toEqual(session.project)
        expect(page.history).toEqual(session.labels)
      }
    }),
  )
})

it('jumping in the history gives the project that was, in one change', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(15), { minLength: 1, maxLength: 8 }), (count, jumps) => {
      let changes = 0
      const session = new Session(emptyProject('Test'), () => { changes++ })
      const projects = [session.project]
      for (let index = 0; index < count; index++) {
        const note = { tick: index * 240, length: 240, pitch: 60, velocity: 100 }
        session.dispatch(index % 3 === 2 ? { type: 'moveNotes', track: 1, ids: [1, 2], by: 30, pitchBy: 1, copy: false } : { type: 'addNotes', track: 1, notes: [note] })
        projects.push(session.project)
      }
      for (const jump of jumps) {
        const before = { changes, done: session.labels.done.length }
        session.goTo(jump)
        const done = Math.min(jump, count)
        expect(session.project).toEqual(projects[done])
        expect(session.labels.done).toHaveLength(done)
        expect(changes - before.changes).toBe(done === before.done ? 0 : 1)
      }
    }),
  )
}) // prettier-ignore
