// How long it takes to recover what a crash left of twelve hours: the last take of an evening of takes, and the worst
// case, one performance of twelve hours without a stop.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyProject } from '../../src-common/domain/model/project'
import { Recorder } from '../../src-main/engine/recorder'
import { readUndealt } from '../../src-main/host/journal-files'
import { ProjectFiles } from '../../src-main/host/project-files'
import { keepTake, unkeptIn } from '../../src-main/host/take-keeper'
import { atMost, report, row } from '../figures'

const HOURS = 12
const PERIOD = 20_833
const PULSES = HOURS * 3600 * 48
/** One in seven pulses brings something played: some seven messages a second. */
const PLAYED = 7

/** Twelve hours at 120 BPM in which a take of `bars` bars was kept over and over; the last one was not. */
function journalOf(folder: string, bars: number): void {
  const recorder = new Recorder(folder, { recorded: () => undefined, notice: ({ text }) => { throw new Error(text) } }) // prettier-ignore
  recorder.open()
  const heard = (time: number, ...bytes: number[]): void => {
    const clock = bytes[0] === 0xf8 ? 'clock' : bytes[0] === 0xfa ? 'start' : bytes[0] === 0xfc ? 'stop' : null
    recorder.receive(
      { port: 0, time, bytes, mended: false, echo: false },
      clock === null ? null : { type: clock },
      clock !== null,
    )
  }
  let from = 0
  const journal = recorder.flush()?.journal ?? ''
  for (let pulse = 0; pulse < PULSES; pulse++) {
    const time = 1e9 + pulse * PERIOD
    if (pulse % (bars * 96) === 0) {
      if (pulse > 0) {
        heard(time - 9000, 0xfc)
        recorder.endRecord()
        recorder.kept(time, { journal, take: 'take', from, to: Infinity })
      }
      from = recorder.flush()?.entries ?? 0
      recorder.record(time - 8000)
      heard(time - 7000, 0xfa)
    }
    heard(time, 0xf8)
    if (pulse % PLAYED === 0) heard(time + 5000, 0x90 + (pulse & 7), 60, pulse % (2 * PLAYED) === 0 ? 100 : 0)
    if (pulse % 400 === 0) heard(time + 6000, 0xb0 + (pulse & 7), 94, pulse % 800 === 0 ? 127 : 0)
    if (pulse % 4800 === 0) recorder.flush()
  }
  // As after a crash: what was written is there, and nothing is closed.
  recorder.flush()
}

async function recovery(bars: number): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'muteline-recover-'))
  journalOf(folder, bars)
  const { readdirSync } = await import('node:fs')
  const journal = join(folder, readdirSync(folder)[0] ?? '')
  const times: number[] = []
  for (let repeat = 0; repeat < 3; repeat++) {
    globalThis.gc?.()
    const files = new ProjectFiles(join(folder, `p${String(repeat)}`), () => undefined)
    const begin = performance.now()
    const { entries, base } = await readUndealt(journal)
    for (const { range, startedAt } of unkeptIn(entries, base)) {
      const take = await keepTake(files, emptyProject('Bench'), entries, range, { startedAt, recovered: true })
      if (take === null || take.notes.length === 0) throw new Error('Nothing was recovered.')
    }
    times.push((performance.now() - begin) / 1000)
  }
  rmSync(folder, { recursive: true, force: true })
  return times
}

const evening = await recovery(960)
const one = await recovery(PULSES)
report({
  title: 'Recovery',
  note: `A journal of ${String(HOURS)} hours at 120 BPM, ${String(PULSES)} pulses and what was played: from reading it to the take written beside its project.`,
  rows: [
    row('an evening of takes of half an hour, the last one cut off', 's', evening, atMost(2)),
    row('one performance of twelve hours without a stop, cut off', 's', one),
  ],
})
process.exit()
