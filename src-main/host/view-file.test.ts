import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { USUAL_ROWS, type ViewMemory } from '../../src-common/rpc/view-memory'
import { readView, writeView } from './view-file'

const view: ViewMemory = {
  from: 1920,
  ticksPerPixel: 3.5,
  track: 4,
  grid: null,
  follow: 'smooth',
  muteKind: 'pattern',
  tool: 'select',
  bottom: 'takes',
  bottomHeight: 300,
  rows: { ...USUAL_ROWS, order: [3, 1], heights: { 3: 60 }, folded: [1] },
  roll: {
    mode: 'trigs',
    rowHeight: 12,
    topPitch: 84,
    scale: { root: 2, name: 'Major' },
    velocities: true,
    velocityHeight: 60,
  },
  controllers: { 2: [{ target: 'cc:74', folded: true }] },
}

it('a view is remembered beside its project, and a damaged memory is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'muteline-view-'))
  expect(await readView(folder)).toBeNull()
  await writeView(folder, view)
  expect(await readView(folder)).toEqual(view)

  // Written before there was more to remember.
  const { bottomHeight, controllers, ...older } = view
  await writeFile(join(folder, 'view.json'), JSON.stringify(older))
  expect(await readView(folder)).toEqual({ ...older, bottomHeight: null, controllers: {} })
  expect([bottomHeight, controllers]).not.toContain(null)

  await writeFile(join(folder, 'view.json'), '{"from": -3}')
  expect(await readView(folder)).toBeNull()
})
