import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyProject, type Project } from '../model/project'
import { moveMuteEdges, moveMutes, paintMutes } from './edit-mutes'
import { movedRegions, pulledRegions, regionAt, regionsOf, spanOfRegions } from './mute-regions'

const BAR = 3840
const spans = fc.array(
  fc.record({ track: fc.nat({ max: 15 }), from: fc.nat({ max: 20 * BAR }), length: fc.integer({ min: 1, max: 4 * BAR }) }),
  { minLength: 1, maxLength: 8 },
) // prettier-ignore
const project = spans.map((all) =>
  all.reduce<Project>(
    (next, { track, from, length }) =>
      paintMutes(next, { tracks: [track], kind: 'global', from, to: from + length }, true),
    emptyProject(''),
  ),
)
const all = Array.from({ length: 16 }, (_, track) => track)

test('regions that were moved are found where they came to, all by the same way', () => {
  const move = fc.record({ by: fc.integer({ min: -30 * BAR, max: 30 * BAR }), trackBy: fc.integer({ min: -20, max: 20 }) })
  fc.assert(
    fc.property(project, move, (before, { by, trackBy }) => {
      const regions = regionsOf(before, all)
      const after = moveMutes(before, { regions, by, trackBy, kind: null, copy: false })
      const moved = movedRegions(before, regions, { by, trackBy })
      expect(moved).toHaveLength(regions.length)
      expect(moved.map((each) => regionAt(after, each))).not.toContain(null)
      expect(new Set(moved.map(({ inside }, index) => inside - (regions[index]?.inside ?? 0))).size).toBe(1)
      expect(spanOfRegions(after, moved)?.from).toBeGreaterThanOrEqual(0)
    }),
  )
}) // prettier-ignore

test('a region whose edge was moved is found as long as it is there', () => {
  const way = fc.integer({ min: -4 * BAR, max: 4 * BAR })
  fc.assert(
    fc.property(project, way, fc.constantFrom('from' as const, 'to' as const), (before, by, edge) => {
      for (const ref of regionsOf(before, all)) {
        const region = regionAt(before, ref)
        const isGone = region === null || (edge === 'from' ? region.from + by >= region.to : region.to + by <= region.from)
        const [pulled] = pulledRegions(before, [ref], edge, by)
        const after = moveMuteEdges(before, { regions: [ref], edge, by })
        if (!isGone) expect(pulled === undefined ? null : regionAt(after, pulled)).not.toBeNull()
      }
    }),
  )
}) // prettier-ignore

test('a region that a view makes empty is not among those that are shown', () => {
  const short = paintMutes(emptyProject(''), { tracks: [2], kind: 'global', from: 10, to: 90 }, true)
  expect(regionsOf(short, all)).toHaveLength(1)
  expect(regionsOf({ ...short, muteView: { grid: 960, strength: 100 } }, all)).toEqual([])
})
