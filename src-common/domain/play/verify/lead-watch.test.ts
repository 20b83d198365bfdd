import { expect, it } from 'vitest'
import { PULSE } from '../../time/ticks'
import { LeadWatch } from './lead-watch'

const watch = (late: readonly number[], landed: readonly number[]): LeadWatch => {
  const leads = new LeadWatch()
  for (const pulses of late) leads.cameLate(pulses * PULSE)
  for (const pulses of landed) leads.landed(pulses * PULSE)
  return leads
}

it('a lead that was too short is followed by a longer one, and by none that is longer than any box needs', () => {
  expect(watch([], [24]).offer).toBeNull()
  expect(watch([24], []).offer).toBe(36 * PULSE)
  expect(watch([24, 36], []).offer).toBe(48 * PULSE)
  expect(watch([96], []).offer).toBeNull()
})

it('what was enough is measured between what was too short and what was not', () => {
  const leads = watch([12, 20], [24, 48, 18])
  expect(leads.range).toEqual({ late: 20 * PULSE, enough: 24 * PULSE })
  expect(leads.offer).toBe(24 * PULSE)
  leads.forget()
  expect(leads.range).toEqual({ late: null, enough: null })
})
