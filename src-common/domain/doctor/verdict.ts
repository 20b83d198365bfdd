// The doctor's one sentence: the first thing that is wrong, else how far one got.
import type { Check } from './checks'
import { fromBox, type Evidence } from './evidence'
import type { Finding } from './finding'
import type { Step } from './menu'
import { ROWS } from './rows'

export type Verdict = {
  readonly tone: 'fault' | 'good' | 'open'
  readonly text: string
  /** What to press; null where nothing is, or a finding says it. */
  readonly step: Step | null
}

export function verdictOf(evidence: Evidence, checks: readonly Check[], findings: readonly Finding[]): Verdict {
  const first = findings.find(({ kind }) => kind === 'fault')
  if (first !== undefined) return { tone: 'fault', text: `${ROWS[first.row].symptom}.`, step: null }
  const failing = checks.find(({ state }) => state === 'fails')
  if (failing !== undefined)
    return {
      tone: 'fault',
      text: `${failing.name}${failing.way === 'back' ? ' to the box' : ''}: ${failing.says}`,
      step: failing.step,
    }
  if (fromBox(evidence).any === null)
    return { tone: 'open', text: 'Nothing has arrived yet. Press PLAY on the box, or Teach me.', step: null }
  const open = checks.filter(({ state, way }) => state === 'unknown' && way === 'from')
  if (open.length > 0) return { tone: 'open', text: `What was tried works. ${remaining(open.length)}`, step: null }
  return { tone: 'good', text: 'All that the box sends arrives.', step: null }
}

const remaining = (count: number): string =>
  count === 1 ? 'One thing was not tried yet.' : `${String(count)} things were not tried yet.`
