import { expect, it } from 'vitest'
import { CapturedPieces } from './captured-pieces'

function pieces(channels: number, ...pushed: readonly (readonly (readonly number[])[])[]): readonly number[][] {
  const found: number[][] = []
  const gathered = new CapturedPieces(channels, 2, (piece) => found.push([...piece]))
  for (const planes of pushed) gathered.push(planes.map((plane) => Float32Array.from(plane)))
  return found
}

it('sound in any lengths becomes pieces of one', () => {
  expect(pieces(2, [[1, 2, 3], [4, 5, 6]], [[7], [8]], [[9], [9]])).toEqual([[1, 4, 2, 5], [3, 6, 7, 8]]) // prettier-ignore
})

it('one channel is heard on both sides, and two are one half each', () => {
  expect(pieces(2, [[1, 2]])).toEqual([[1, 1, 2, 2]])
  expect(pieces(1, [[1, 2], [3, 4]])).toEqual([[2, 3]]) // prettier-ignore
  expect(pieces(1, [[1, 2]])).toEqual([[1, 2]])
})
