import { expect, it } from 'vitest'
import { reportText } from './calibration-report'

it('what is given away are offsets and bytes, step by step, under the format that they are of', () => {
  const format = { device: 'digitakt2', build: '', structVersion: 4 } as const
  const changes = [
    { offset: 88_758, name: 'tempo', before: '38 40', after: '3E 7C' },
    { offset: 99, name: null, before: '00', after: '01' },
  ]
  expect(reportText(format, [{ title: 'Swing and tempo', verdict: 'Changed too: place 99.', changes }])).toBe(
    'Digitakt II, build unknown, format 4\nSwing and tempo: Changed too: place 99.\n  88758: 38 40 -> 3E 7C\n  99: 00 -> 01',
  )
})
