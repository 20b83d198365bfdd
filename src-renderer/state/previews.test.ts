import { expect, test } from 'vitest'
import { Previews } from './previews'

/** What is shown, one after the other; and an answer that comes when it is told to. */
function recorded(): {
  readonly previews: Previews<string>
  readonly shown: () => string | null
  readonly ask: () => { readonly answer: Promise<null>; readonly comes: () => Promise<void>; readonly fails: () => Promise<void> }
} {
  let shown: string | null = null
  const previews = new Previews<string>((preview) => (shown = preview))
  const ask: ReturnType<typeof recorded>['ask'] = () => {
    const { promise, resolve, reject } = deferred()
    return {
      answer: promise,
      comes: async () => {
        resolve(null)
        await settled()
      },
      fails: async () => {
        reject(new Error('refused'))
        await settled()
      },
    }
  }
  return { previews, shown: () => shown, ask }
} // prettier-ignore

function deferred(): { promise: Promise<null>; resolve: (value: null) => void; reject: (error: Error) => void } {
  let resolve: (value: null) => void = () => undefined
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<null>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

test.each(['comes', 'fails'] as const)('what was let go of is shown until the answer %s', async (end) => {
  const { previews, shown, ask } = recorded()
  const asked = ask()
  previews.set('moved')
  void previews.sent(asked.answer)
  previews.set(null)
  expect(shown()).toBe('moved')
  await asked[end]()
  expect(shown()).toBe(null)
})

test('what is taken in hand meanwhile is shown, and stays when the answer comes', async () => {
  const { previews, shown, ask } = recorded()
  const asked = ask()
  previews.set('moved')
  void previews.sent(asked.answer)
  previews.set('moved again')
  expect(shown()).toBe('moved again')
  await asked.comes()
  expect(shown()).toBe('moved again')
})

test('the answer to an earlier edit does not drop what was sent after it', async () => {
  const { previews, shown, ask } = recorded()
  const [first, second] = [ask(), ask()]
  previews.set('one')
  void previews.sent(first.answer)
  previews.set('two')
  void previews.sent(second.answer)
  previews.set(null)
  await first.comes()
  expect(shown()).toBe('two')
  await second.comes()
  expect(shown()).toBe(null)
})

test('an edit without a preview shows nothing, and takes nothing away', async () => {
  const { previews, shown, ask } = recorded()
  const [first, second] = [ask(), ask()]
  void previews.sent(first.answer)
  expect(shown()).toBe(null)
  previews.set('moved')
  void previews.sent(second.answer)
  previews.set(null)
  await first.comes()
  expect(shown()).toBe('moved')
})

test('another project drops what was sent', () => {
  const { previews, shown, ask } = recorded()
  previews.set('moved')
  void previews.sent(ask().answer)
  previews.drop()
  expect(shown()).toBe(null)
})
