// The same performance recorded twice, once with stalled threads: how far do events move? Real threads with the virtual
// box, the host's thread blocked; and the mending of driver stamps, the input's own thread blocked.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '../../src-common/domain/base/random'
import { defaultProfile } from '../../src-common/domain/device/device'
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Take } from '../../src-common/domain/model/take'
import type { JournalEntry } from '../../src-common/domain/record/journal'
import { takeFrom } from '../../src-common/domain/record/settle'
import { DriverMender, faultsOf } from '../../src-main/engine/driver-mender'
import { dataFolder } from '../../src-main/host/data-folder'
import { Host } from '../../src-main/host/host'
import { deriveTake } from '../../src-main/host/take-keeper'
import { ProjectFiles } from '../../src-main/host/project-files'
import { atMost, report, row, SEEDS } from '../figures'

const STALL_MS = 200
const STALLS = 10
const info = { id: 't', name: 'Take', startedAt: '', recovered: false, bpm: 120 }

function block(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** Every event of a take with the place where it was pressed. */
const eventsOf = ({ toggles, notes }: Take): ReadonlyMap<string, number> =>
  new Map([
    ...toggles.map(({ track, muted, pressed }, i) => [`toggle ${String(i)} ${String(track)} ${String(muted)}`, pressed] as const),
    ...notes.map(({ track, pitch, tick }, i) => [`note ${String(i)} ${String(track)} ${String(pitch)}`, tick] as const),
  ]) // prettier-ignore

function furthest(a: Take, b: Take): number {
  const [first, second] = [eventsOf(a), eventsOf(b)]
  if (first.size === 0 || first.size !== second.size) return Infinity
  return Math.max(...[...first].map(([key, place]) => Math.abs(place - (second.get(key) ?? Infinity))))
}

const SCRIPT = ['0 tempo 174', '0 pattern A01', ...Array.from({ length: 24 }, (_, i) => `${String(1 + (i >> 2))}.${String(1 + (i & 3))} ${i % 2 === 0 ? 'mute' : 'unmute'} ${String(1 + (i >> 1) % 8)}`), '8.1 stop'].join('\n') // prettier-ignore

async function recorded(stalls: number): Promise<Take> {
  const root = mkdtempSync(join(tmpdir(), 'muteline-bench-'))
  const host = await Host.open({
    data: dataFolder(root),
    workers: join(process.cwd(), 'out', 'main'),
    realPorts: false,
  })
  await host.handlers.perform({ script: SCRIPT })
  await host.handlers.record(null)
  await host.handlers.boxKey({ type: 'play' })
  for (let i = 0; i < stalls; i++) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    block(STALL_MS)
  }
  while (host.project.takes.length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  const [summary] = host.project.takes
  const take = await deriveTake(new ProjectFiles(host.folder, () => undefined), host.project, summary?.id ?? '')
  await host.close()
  return take
}

const PERIOD = 14_367.8

/** Two minutes of clock and mutes through the mender; `late` is how long each callback was held up. */
function mended(seed: number, late: (time: number) => number, byArrival = false): Take {
  const random = seededRandom(seed)
  const sent: (readonly [number, Bytes])[] = [[1e6 - 5000, [0xfa]]]
  for (let i = 0; i < 8352; i++) {
    sent.push([1e6 + i * PERIOD, [0xf8]])
    if (i % 12 === 5)
      sent.push([1e6 + (i + random()) * PERIOD, [0xb0 + (((i / 12) | 0) % 8), 94, i % 24 === 5 ? 127 : 0]])
  }
  const mender = new DriverMender(faultsOf('linux'))
  let before = sent[0]?.[0] ?? 0
  let free = 0
  const entries = sent.flatMap(([time, bytes]): JournalEntry[] => {
    free = Math.max(free + 5, time + 60 + late(time))
    const found = mender.push((time - before) / 1e6, bytes, Math.round(free))
    before = time
    return found.map((message): JournalEntry => ({ type: 'in', port: 0, time: byArrival ? Math.round(free) : message.time, bytes: message.bytes })) // prettier-ignore
  })
  return takeFrom(entries, { from: 0, to: entries.length }, defaultProfile('digitakt'), info)
}

/** Ten times the thread is blocked, for 200 ms. */
function stalls(seed: number): (time: number) => number {
  const random = seededRandom(seed + 1)
  const begins = Array.from({ length: STALLS }, () => 2e6 + random() * 110e6)
  return (time) => Math.max(0, ...begins.map((begin) => (time >= begin && time < begin + STALL_MS * 1000 ? begin + STALL_MS * 1000 - time : 0))) // prettier-ignore
}

const calm = await recorded(0)
const host = furthest(calm, await recorded(STALLS))
const driver = SEEDS.map((seed) =>
  furthest(
    mended(seed, () => 0),
    mended(seed, stalls(seed)),
  ),
)
const arrival = SEEDS.map((seed) =>
  furthest(
    mended(seed, () => 0),
    mended(seed, stalls(seed), true),
  ),
)
report({
  title: 'Stalls',
  note: `The same performance recorded without and with ${String(STALLS)} stalls of ${String(STALL_MS)} ms: how far any event moved.`,
  rows: [
    row('host thread stalled, virtual box, real threads', 'ticks', [host], atMost(1)),
    row('input thread stalled, driver stamps mended', 'ticks', driver, atMost(1)),
    row('input thread stalled, stamped on arrival (a Web MIDI page, a simple recorder)', 'ticks', arrival),
  ],
})
process.exit()
