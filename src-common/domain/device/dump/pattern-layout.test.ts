import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { u16, u32 } from './big-endian'
import { KIT_HEAD, kitLayoutOf, MARK } from './kit-layout'
import { layoutOf, layoutsOf } from './pattern-layout'
import { TAIL, trackAt, TRACKS } from './pattern-shape'

const FIXTURES = '../shared/digitakt/fixtures'
const all = [...layoutsOf('digitakt'), ...layoutsOf('digitakt2')]

it('places and sizes are those of the table', () => {
  expect(all.map(({ structVersion, tail, patternSize }) => [structVersion, tail, patternSize])).toEqual([
    [9, 24980, 25088],
    [8, 24964, 25088],
    [7, 24964, 25088],
    [6, 24948, 25088],
    [5, 24948, 25088],
    [4, 24948, 25088],
    [3, 24948, 25088],
    [2, 24916, 25088],
    [1, 24916, 25088],
    [0, 22868, 23040],
    [4, 88740, 89088],
    [3, 88740, 89088],
    [0, 55956, 56320],
  ])
  expect(layoutOf('digitakt2', 4)?.pool).toBe(18_948)
  expect(layoutOf('digitakt', 10)).toBeNull()
  expect(layoutOf('digitakt2', 1)).toBeNull()
})

it('no two things of a track stand in one place', () => {
  for (const { lanes, settings, steps, trackSize } of all) {
    const { chord, ...single } = lanes
    const places = [...Object.values(single), ...chord].filter((at) => at !== null)
    const sorted = [0, ...places.toSorted((a, b) => a - b), settings.note]
    sorted.slice(1).forEach((at, i) => {
      expect(at - (sorted[i] ?? 0)).toBeGreaterThanOrEqual(i === 0 ? 2 * steps : steps)
    })
    expect(trackSize).toBeGreaterThan(settings.probability ?? settings.trackLength + 1)
  }
})

describe.runIf(existsSync(FIXTURES))('the factory blanks', () => {
  it.each(all)('of $device, version $structVersion, have their defaults where the table has them', (layout) => {
    const { device, structVersion, settings } = layout
    const name = `${device === 'digitakt' ? 'dt1' : 'dt2'}_blank_PatternKit_v${String(structVersion)}.bin`
    const blank = readFileSync(`${FIXTURES}/${name}`)
    expect(u32(blank, 0)).toBe(structVersion)
    for (let track = 0; track < TRACKS; track++) {
      const at = trackAt(layout, track)
      expect([settings.note, settings.velocity, settings.length].map((place) => blank[at + place])).toEqual([
        60, 100, 14,
      ])
      expect(u16(blank, at + settings.trackLength)).toBe(16)
      expect(settings.speed === null ? 2 : blank[at + settings.speed]).toBe(2)
      expect(settings.probability === null ? 100 : blank[at + settings.probability]).toBe(100)
    }
    expect([u16(blank, layout.tail + TAIL.tempo), u16(blank, layout.tail + TAIL.masterLength)]).toEqual([0x3840, 16])
    const kit = blank.subarray(layout.patternSize)
    expect(u32(kit, KIT_HEAD[device].version)).toBe(structVersion)
    expect(u32(kit, KIT_HEAD[device].mark)).toBe(MARK)
    const kitLayout = kitLayoutOf(device, structVersion)
    expect(kit.length).toBeGreaterThanOrEqual(kitLayout?.size ?? Infinity)
    // Pitch bend, at rest, eight bytes after the channel.
    expect(u16(kit, (kitLayout?.midi.first ?? 0) + (kitLayout?.channel ?? 0) + 8)).toBe(0x2000)
  })
})
