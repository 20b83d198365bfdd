import { expect, it } from 'vitest'
import fc from 'fast-check'
import * as v from 'valibot'
import { anyCommand } from '../../src-common/domain/edit/any-command'
import { command } from './command-schema'

it('every command there is passes as it is, but for a take, which is placed by its id', () => {
  fc.assert(
    fc.property(anyCommand, (each) => {
      fc.pre(each.type !== 'placeTake')
      expect(v.parse(command, each)).toEqual(each)
    }),
    { numRuns: 1000 },
  )
})
