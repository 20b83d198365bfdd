import { describe, expect, it } from 'vitest'
import { stillInferred, withProof } from './format-proofs'
import { NEW_PATTERN } from './pattern'
import type { FormatProof, PatternDump } from './pattern-dump'

const dump: PatternDump = {
  device: 'digitakt',
  kind: 'patternKit',
  index: 0,
  structVersion: 9,
  verified: true,
  inferred: ['condition', 'retrig'],
  notices: [],
  pattern: NEW_PATTERN,
}
const proof: FormatProof = { device: 'digitakt', build: '0097', structVersion: 9, fields: ['condition'] }

describe('what a box proves', () => {
  it('is gathered for its build and format, and proves nothing of others', () => {
    const other = { ...proof, structVersion: 8, fields: ['retrig'] as const }
    const proofs = withProof(withProof(withProof([], proof), other), { ...proof, fields: ['condition', 'micro'] })
    expect(proofs).toEqual([other, { ...proof, fields: ['condition', 'micro'] }])
    expect(stillInferred({ proofs, os: { version: '1.52A', build: '0097' } }, dump)).toEqual(['retrig'])
    expect(stillInferred({ proofs, os: { version: '1.53', build: '0099' } }, dump)).toEqual(['condition', 'retrig'])
    expect(stillInferred({ proofs, os: null }, dump)).toEqual(['condition', 'retrig'])
  })

  it('is nothing where no field was proved', () => {
    expect(withProof([], { ...proof, fields: [] })).toEqual([])
  })
})
