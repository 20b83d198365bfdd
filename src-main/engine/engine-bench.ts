// An engine and the virtual box in time that only a test moves, so that minutes pass in a moment.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src-common/domain/edit/command'
import { parse } from '../../src-common/domain/midi/message'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import type { BoxReceived, Notice, Recorded, Transport } from '../../src-common/rpc/engine-contract'
import { boxSettings, profileOfBox } from '../../src-common/virtual/box-settings'
import { demoPatterns } from '../../src-common/virtual/demo-patterns'
import { Engine } from './engine'
import type { PortList, PortSystem } from './ports'
import { VirtualPorts } from './virtual-ports'

export const device = profileOfBox('digitakt', boxSettings('digitakt'), demoPatterns())
export const info = { id: 't', name: 'Take 1', startedAt: '', recovered: false, bpm: 120 }

/** An engine with the virtual box, in time that only the test moves. */
export class Bench {
  time = 1_000_000
  readonly recorded: Recorded[] = []
  readonly received: BoxReceived[] = []
  readonly notices: Notice[] = []
  transport: Transport | null = null
  gone = false
  readonly box = new VirtualPorts(
    () => this.time,
    (received) => this.received.push(...received),
  )
  readonly engine: Engine

  constructor(journals = mkdtempSync(join(tmpdir(), 'muteline-engine-'))) {
    const { box } = this
    const unplugged: PortList = { inputs: [], outputs: [], problem: null }
    const system: PortSystem = {
      list: () => (this.gone ? unplugged : box.list()),
      openInput: (id, listener) => box.openInput(id, listener),
      openOutput: (id) => box.openOutput(id),
    }
    this.engine = new Engine({
      systems: [system],
      journals,
      now: () => this.time,
      events: {
        ports: () => undefined,
        live: () => undefined,
        transport: (transport) => (this.transport = transport),
        recorded: (recorded) => this.recorded.push(recorded),
        notice: (notice) => this.notices.push(notice),
      },
    })
    this.engine.openInput('virtual:digitakt')
    this.engine.openOutput('virtual:digitakt')
  }

  /** Lets time pass, in the engine's own small steps. */
  run(seconds: number): void {
    const end = this.time + seconds * 1e6
    for (let step = 0; this.time < end; step++) {
      this.time += 4000
      this.box.advance()
      this.engine.tick()
      if (step % 4 === 0) this.engine.frame()
    }
  }

  load(project: Project): void {
    this.engine.load(project)
  }

  /** Notes that the box was told to begin and not to end. */
  hanging(): number {
    const open = new Set<string>()
    for (const { bytes } of this.received) {
      const message = parse(bytes)
      if (message.type !== 'noteOn' && message.type !== 'noteOff') continue
      const key = `${String(message.channel)} ${String(message.pitch)}`
      if (message.type === 'noteOn') open.add(key)
      else open.delete(key)
    }
    return open.size
  }

  playing(): { tick: number; bytes: readonly number[] }[] {
    return this.received
      .filter((each) => each.playing && (each.bytes[0] ?? 0) < 0xf0)
      .map(({ tick, bytes }) => ({ tick, bytes }))
  }
}

export const withNotes = (): Project => {
  const notes = Array.from({ length: 40 }, (_, i) => ({
    tick: i * 480,
    length: 4000,
    pitch: 48 + (i % 5),
    velocity: 100,
  }))
  const song = run(emptyProject('Test', device), { type: 'addNotes', track: 2, notes })
  return run(song, { type: 'setTrack', track: 2, drive: 'notes' })
}
