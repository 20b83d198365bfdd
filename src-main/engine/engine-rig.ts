// An engine and the virtual box in time that only a test moves, so that minutes pass in a moment.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src-common/domain/edit/command'
import { parse, type Bytes } from '../../src-common/domain/midi/message'
import { parseJournal, type JournalEntry } from '../../src-common/domain/record/journal'
import { takeFrom } from '../../src-common/domain/record/settle'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { NO_REPORT, type ReplayReport } from '../../src-common/domain/play/verify/report'
import type { Take } from '../../src-common/domain/model/take'
import type { BoxReceived, LiveBatch, Notice, Owed, Recorded, Transport } from '../../src-common/rpc/engine-contract'
import { boxSettings, PLAY_PRESET, profileOfBox } from '../../src-common/virtual/box-settings'
import type { TimedPlayed } from '../../src-common/virtual/box-runner'
import { demoPatterns } from '../../src-common/virtual/demo-patterns'
import { Engine } from './engine'
import type { InputEvents, PortSystem } from './ports'
import type { RecorderOptions } from './recorder'
import { VirtualPorts } from './virtual-ports'

export const device = profileOfBox('digitakt', boxSettings('digitakt'), demoPatterns())
const info = { id: 't', name: 'Take 1', startedAt: '', recovered: false, bpm: 120 }

/** All entries of a journal. */
export function entriesOf(journal: string): readonly JournalEntry[] {
  const segments = readdirSync(journal).sort()
  return segments.flatMap((name) => parseJournal(readFileSync(join(journal, name)))?.entries ?? [])
}

/** An engine with the virtual box, in time that only the test moves. */
export class Rig {
  time = 1_000_000
  readonly recorded: Recorded[] = []
  readonly received: BoxReceived[] = []
  /** What the box sounded, or a mute silenced. */
  readonly played: TimedPlayed[] = []
  readonly notices: Notice[] = []
  readonly live: LiveBatch[] = []
  readonly sysex: Bytes[] = []
  /** What the open input says, as if its driver did. */
  inject: InputEvents['messages'] = () => undefined
  transport: Transport | null = null
  report: ReplayReport = NO_REPORT
  owed: Owed | null = null
  /** Whether the box is unplugged; whether, plugged in, its driver delivers nothing. */
  gone = false
  mute = false
  /** Whether its input alone is unplugged. */
  inputGone = false
  /** How often its input was opened. */
  opened = 0
  readonly box = new VirtualPorts(
    () => this.time,
    (received) => this.received.push(...received),
    (played) => this.played.push(...played),
  )
  readonly engine: Engine

  constructor(journals = mkdtempSync(join(tmpdir(), 'muteline-engine-')), journal: RecorderOptions = {}) {
    const { box } = this
    const system: PortSystem = {
      list: () => ({
        inputs: this.gone || this.inputGone ? [] : box.list().inputs,
        outputs: this.gone ? [] : box.list().outputs,
        problem: null,
      }),
      ready: () => box.ready(),
      has: (direction, id) => !this.gone && box.has(direction, id),
      openInput: (id, events) => {
        this.opened++
        const messages: InputEvents['messages'] = (batch) => {
          if (!this.mute) events.messages(batch)
        }
        this.inject = messages
        return box.openInput(id, { opened: events.opened, failed: events.failed, messages })
      },
      openOutput: (id, events) => {
        const port = box.openOutput(id, events)
        // What is sent to a box that is unplugged does not arrive.
        return {
          send: (messages) => { if (!this.gone) port.send(messages) },
          silence: () => { if (!this.gone) port.silence() },
          close: () => { if (!this.gone) port.close() },
        } // prettier-ignore
      },
    }
    this.engine = new Engine({
      systems: [system],
      journals,
      journal,
      now: () => this.time,
      events: {
        ports: () => undefined,
        live: (batch) => this.live.push(batch),
        owed: (owed) => (this.owed = owed),
        verified: (report) => (this.report = report),
        performances: () => undefined,
        diagnostics: () => undefined,
        transport: (transport) => (this.transport = transport),
        recorded: (recorded) => this.recorded.push(recorded),
        notice: (notice) => this.notices.push(notice),
        sysex: (bytes) => this.sysex.push(bytes),
        sysexComing: () => undefined,
      },
    })
    void this.engine.openInput('virtual:digitakt')
    void this.engine.openOutput('virtual:digitakt')
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

  /** Lets time pass, looking for ports as often as the engine does. */
  scanFor(seconds: number): void {
    for (let i = 0; i < seconds * 2; i++) {
      this.run(0.5)
      this.engine.scan()
    }
  }

  load(project: Project): void {
    this.engine.load(project)
  }

  /** Plays a song to the box, by our clock. */
  lead(song: Project): void {
    this.box.press({ type: 'set', settings: PLAY_PRESET })
    this.load(song)
    this.engine.setMode('lead')
    this.engine.play()
  }

  /** Plays a song along with the box, by its clock. */
  follow(song: Project): void {
    this.load(song)
    this.engine.play()
    this.box.press({ type: 'play' })
  }

  unplug(): void {
    this.gone = true
    this.engine.scan()
  }

  plugIn(): void {
    this.gone = false
    this.engine.scan()
  }

  /** What was recorded first. */
  take(): Take {
    const [recorded] = this.recorded
    if (recorded === undefined) throw new Error('nothing was recorded')
    return takeFrom(entriesOf(recorded.journal), recorded, device, info)
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
