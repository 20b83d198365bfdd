import { describe, expect, it } from 'vitest'
import { BAR, PPQ } from '../../src-common/domain/time/ticks'
import { COMMANDS } from './command-table'
import { paletteRows, type PaletteContext } from './palette-rows'

const sections = [
  { id: 1, tick: 0, name: 'Intro', color: null },
  { id: 2, tick: 16 * BAR, name: 'Drop', color: null },
]
const context: PaletteContext = { project: { sections }, recent: [], possible: () => true }
const titles = (typed: string, more: Partial<PaletteContext> = {}): readonly string[] =>
  paletteRows(typed, { ...context, ...more }).map(({ title }) => title)

describe('the palette', () => {
  it('offers every command where nothing is typed, those used last first', () => {
    const rows = paletteRows('', { ...context, recent: ['fit', 'undo'] })
    expect(rows).toHaveLength(COMMANDS.length)
    expect(rows.slice(0, 2).map(({ key }) => key)).toEqual(['fit', 'undo'])
  })

  it('finds by title before group', () => {
    expect(titles('undo')[0]).toBe('Undo')
    const found = paletteRows('transport', context)
    expect(found.some(({ key }) => key === 'panic')).toBe(true)
  })

  it('puts what cannot be done now last', () => {
    const rows = paletteRows('', { ...context, recent: ['undo'], possible: (id) => id !== 'undo' })
    expect(rows.at(-1)).toMatchObject({ key: 'undo', possible: false })
  })

  it.each([
    ['57', 'Go to bar 57', 56 * BAR],
    ['bar 57', 'Go to bar 57', 56 * BAR],
    ['Bar57', 'Go to bar 57', 56 * BAR],
    ['9.2.1', 'Go to 9.2.1', 8 * BAR + PPQ],
  ])('takes %s as a place', (typed, title, tick) => {
    expect(paletteRows(typed, context)).toMatchObject([{ type: 'place', title, tick }])
  })

  it('goes to sections by their names, and offers all of them where a place is asked for', () => {
    expect(titles('drop')).toContain('Go to section Drop')
    expect(titles('bar ')).toEqual(['Go to section Intro', 'Go to section Drop'])
  })

  it('offers no place that is none', () => {
    expect(titles('0')).toEqual([])
    expect(titles('bar 3.9')).toEqual([])
  })
})
