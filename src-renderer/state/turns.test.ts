import { expect, it } from 'vitest'
import { Turns } from './turns'

function answer(): { readonly promise: Promise<void>; readonly give: (error?: Error) => void } {
  let give: (error?: Error) => void = () => undefined
  const promise = new Promise<void>((resolve, reject) => {
    give = (error) => {
      if (error === undefined) resolve()
      else reject(error)
    }
  })
  promise.catch(() => undefined)
  return { promise, give }
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('a turn is taken at once where nothing is waited for, and again when all was answered', async () => {
  const turns = new Turns()
  const done: string[] = []
  turns.take(() => done.push('first'))
  expect(done).toEqual(['first'])
  const edit = answer()
  turns.wait(edit.promise)
  edit.give()
  await settled()
  turns.take(() => done.push('second'))
  expect(done).toEqual(['first', 'second'])
})

it('turns wait for what was asked before, in their order, and for what an earlier turn asks', async () => {
  const turns = new Turns()
  const done: string[] = []
  const [first, second] = [answer(), answer()]
  turns.wait(first.promise)
  turns.take(() => {
    done.push('one')
    turns.wait(second.promise)
  })
  turns.take(() => done.push('two'))
  await settled()
  expect(done).toEqual([])
  first.give()
  await settled()
  expect(done).toEqual(['one'])
  second.give()
  await settled()
  expect(done).toEqual(['one', 'two'])
})

it('a refusal holds nothing up', async () => {
  const turns = new Turns()
  const done: string[] = []
  const edit = answer()
  turns.wait(edit.promise)
  turns.take(() => done.push('after'))
  edit.give(new Error('no'))
  await settled()
  expect(done).toEqual(['after'])
})
