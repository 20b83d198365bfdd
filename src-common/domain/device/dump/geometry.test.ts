import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findGeometry } from './geometry'
import { layoutsOf } from './pattern-layout'

const FIXTURES = '../shared/digitakt/fixtures'
const all = [...layoutsOf('digitakt'), ...layoutsOf('digitakt2')]

describe.runIf(existsSync(FIXTURES))('without a table', () => {
  it.each(all)('tracks and tail of $device, version $structVersion, are found in its blank', (layout) => {
    const { device, structVersion, trackSize, steps, tail, pool } = layout
    const name = `${device === 'digitakt' ? 'dt1' : 'dt2'}_blank_PatternKit_v${String(structVersion)}.bin`
    const blank = readFileSync(`${FIXTURES}/${name}`)
    expect(findGeometry(blank, device)).toEqual({ trackSize, steps, tail, hasPool: pool !== null })
  })
})

it('in nothing, nothing is found, and soon', () => {
  expect(findGeometry(new Uint8Array(0), 'digitakt')).toBeNull()
  expect(findGeometry(new Uint8Array(120_000), 'digitakt2')).toBeNull()
  const stripes = Uint8Array.from({ length: 120_000 }, (_, at) => (at % 4 === 3 ? 0x10 : 0))
  expect(findGeometry(stripes, 'digitakt2')).toBeNull()
})
