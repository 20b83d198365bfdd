// A recording process is killed without warning, at 200 random points: is every message whose write returned in the take?
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { seededRandom } from '../../src-common/domain/base/random'
import { defaultProfile } from '../../src-common/domain/device/device'
import { takeFrom } from '../../src-common/domain/record/settle'
import { abandonedJournals, readUndealt } from '../../src-main/host/journal-files'
import { unkeptIn } from '../../src-main/host/take-keeper'
import { atMost, report, row, say } from '../figures'

const POINTS = 200
const random = seededRandom(99)
const info = { id: 't', name: 'Take', startedAt: '', recovered: true, bpm: 120 }

/** How many notes were said to be written, and how many of these are in the recovered take. */
async function killed(after: number): Promise<{ readonly written: number; readonly recovered: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'muteline-kill-'))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'journal-victim.js'), folder], { stdio: ['ignore', 'pipe', 'inherit'] }) // prettier-ignore
  let written = 0
  const lines = createInterface(child.stdout)
  const begun = new Promise<void>((resolve) => lines.once('line', () => { resolve() })) // prettier-ignore
  lines.on('line', (line) => { written = Number(line) }) // prettier-ignore
  const ended = new Promise((resolve) => lines.once('close', resolve))
  await begun
  await new Promise((resolve) => setTimeout(resolve, after))
  child.kill('SIGKILL')
  await ended
  const [journal = ''] = await abandonedJournals(folder)
  const { entries, base } = await readUndealt(journal)
  const [unkept] = unkeptIn(entries, base)
  const take = unkept === undefined ? null : takeFrom(entries, unkept.range, defaultProfile('generic'), info)
  rmSync(folder, { recursive: true, force: true })
  return { written, recovered: take?.notes.length ?? 0 }
}

let lost = 0
let events = 0
for (let point = 0; point < POINTS; point++) {
  const { written, recovered } = await killed(random() * 400)
  events += written
  lost += Math.max(0, written - recovered)
  if (point % 50 === 49) say(`  ${String(point + 1)} of ${String(POINTS)}`)
}
report({
  title: 'Killed while recording',
  note: `kill −9 at ${String(POINTS)} random points; ${String(events)} notes whose write had returned.`,
  rows: [row('notes that were written and are not in the recovered take', '', [lost], atMost(0))],
})
