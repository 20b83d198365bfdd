// The engine: reads inputs into the journal before anything else, keeps the clock, plays, and tells the host what it hears.
import { apply, type Patch } from '../../src-common/domain/edit/patch'
import { parse, type Bytes } from '../../src-common/domain/midi/message'
import { MessageStream } from '../../src-common/domain/midi/message-stream'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { sequenceOf } from '../../src-common/domain/play/sequence'
import { PULSE, type Micros, type Tick } from '../../src-common/domain/time/ticks'
import type {
  ClockMode,
  LiveMessage,
  Notice,
  PortInfo,
  Ports,
  Recorded,
  Transport as TransportState,
} from '../../src-common/rpc/engine-contract'
import type { InputPort, OutputPort, PortSystem } from './ports'
import { Recorder } from './recorder'
import { clockEvent, Transport, type Leaving } from './transport'

type EngineEvents = {
  ports(ports: Ports): void
  transport(transport: TransportState): void
  live(batch: {
    readonly input: readonly LiveMessage[]
    readonly output: readonly { readonly time: Micros; readonly bytes: Bytes }[]
  }): void
  recorded(recorded: Recorded): void
  notice(notice: Notice): void
}

export type EngineDeps = {
  readonly systems: readonly PortSystem[]
  readonly journals: string
  readonly now: () => Micros
  readonly events: EngineEvents
}

type Opened<T> = { readonly id: string; readonly port: T }

export class Engine {
  readonly #deps: EngineDeps
  readonly #recorder: Recorder
  #project: Project = emptyProject('')
  readonly #transport: Transport
  #input: Opened<InputPort> | null = null
  #output: Opened<OutputPort> | null = null
  #listed = ''
  #heard: LiveMessage[] = []
  #sent: { readonly time: Micros; readonly bytes: Bytes }[] = []
  #told = ''

  constructor(deps: EngineDeps) {
    this.#deps = deps
    this.#recorder = new Recorder(deps.journals, deps.events)
    this.#transport = new Transport(sequenceOf(this.#project))
  }

  // --- ports

  ports(): Ports {
    const lists = this.#deps.systems.map((system) => system.list())
    return {
      inputs: lists.flatMap((list) => list.inputs),
      outputs: lists.flatMap((list) => list.outputs),
      input: this.#input?.id ?? null,
      output: this.#output?.id ?? null,
      problem: lists.find((list) => list.problem !== null)?.problem ?? null,
    }
  }

  /** Looks for ports that came or went, and tells of them. */
  scan(): void {
    const found = this.ports()
    this.#closeGone(found)
    const ports = { ...found, input: this.#input?.id ?? null, output: this.#output?.id ?? null }
    const listed = JSON.stringify(ports)
    if (listed === this.#listed) return
    this.#listed = listed
    this.#deps.events.ports(ports)
  }

  openInput(id: string | null): void {
    this.#closeInput()
    if (id !== null) {
      const stream = new MessageStream()
      this.#recorder.open(id)
      const port = this.#firstOf((system) => system.openInput(id, (time, packet) => { this.#receive(time, stream.push(packet)) })) // prettier-ignore
      if (port === null) {
        this.#recorder.close()
        throw cannotOpen('input', id)
      }
      this.#input = { id, port }
    }
    this.scan()
  }

  openOutput(id: string | null): void {
    this.#closeOutput()
    if (id !== null) {
      const port = this.#firstOf((system) => system.openOutput(id))
      if (port === null) throw cannotOpen('output', id)
      this.#output = { id, port }
    }
    this.scan()
  }

  /** A port that failed while in use. */
  outputFailed(reason: string): void {
    this.#deps.events.notice({
      level: 'error',
      text: `The output ${this.#output?.id ?? ''} does not take messages any more (${reason}). Recording goes on. Choose the output again to go on playing.`,
    })
    this.#output = null
    this.#send(this.#transport.stop(this.#deps.now()))
    this.scan()
  }

  #firstOf<T>(open: (system: PortSystem) => T | null): T | null {
    for (const system of this.#deps.systems) {
      const port = open(system)
      if (port !== null) return port
    }
    return null
  }

  #closeGone(ports: Ports): void {
    const gone = (id: string | undefined, list: readonly PortInfo[]): boolean =>
      id !== undefined && !list.some((each) => each.id === id)
    if (gone(this.#input?.id, ports.inputs)) {
      this.#deps.events.notice({
        level: 'warning',
        text: `The input ${this.#input?.id ?? ''} is gone. All that it sent is kept. Plug it in again and choose it to go on.`,
      })
      this.#closeInput()
    }
    if (gone(this.#output?.id, ports.outputs)) {
      this.#deps.events.notice({
        level: 'warning',
        text: `The output ${this.#output?.id ?? ''} is gone. Plug it in again and choose it to go on playing.`,
      })
      this.#closeOutput()
    }
  }

  #closeInput(): void {
    if (this.#input === null) return
    this.#recorder.endRecord()
    this.#input.port.close()
    this.#input = null
    this.#recorder.close()
    this.#send(this.#transport.forgetClock(this.#deps.now()))
  }

  #closeOutput(): void {
    if (this.#output === null) return
    this.#send(this.#transport.stop(this.#deps.now()))
    this.#output.port.silence()
    this.#output.port.close()
    this.#output = null
  }

  // --- the song and its transport

  load(project: Project): void {
    this.#project = project
    this.#rebuild()
  }

  patched(patch: Patch): void {
    this.#project = apply(this.#project, patch)
    this.#rebuild()
  }

  #rebuild(): void {
    const { bpm, loop } = this.#project
    this.#send(this.#transport.replace(sequenceOf(this.#project), bpm, loop, this.#deps.now()))
  }

  setMode(mode: ClockMode): void {
    this.#send(this.#transport.setMode(mode, this.#deps.now()))
  }

  play(): void {
    if (this.#output === null)
      throw new Error('There is no output to play to. Choose one beside the input, at the top left.')
    this.#send(this.#transport.play(this.#deps.now()))
  }

  /** Ends the replay. A take ends with it where our clock drives the box; else the box plays on, and so does the take. */
  stop(): void {
    const leads = this.#transport.leads
    this.#send(this.#transport.stop(this.#deps.now()))
    if (leads && this.#recorder.rolled) this.endRecord()
  }

  locate(tick: Tick): void {
    this.#send(this.#transport.locate(tick, this.#deps.now()))
  }

  panic(): void {
    this.#output?.port.silence()
    this.#send(this.#transport.panic(this.#deps.now()))
  }

  // --- recording

  record(): void {
    if (this.#input === null) throw new Error('There is no input to record from. Choose one at the top left.')
    this.#recorder.record(this.#deps.now())
  }

  endRecord(): void {
    this.#recorder.endRecord()
  }

  flush(): { readonly journal: string; readonly entries: number } | null {
    return this.#recorder.flush()
  }

  kept(take: string, from: number): void {
    this.#recorder.kept(this.#deps.now(), take, from)
  }

  #receive(time: Micros, messages: readonly Bytes[]): void {
    for (const bytes of messages) {
      this.#recorder.receive(time, bytes)
      const event = clockEvent(parse(bytes))
      const midway = event?.type === 'stop' && !this.#transport.known && this.#recorder.heardNotes
      if (event !== null) this.#send(this.#transport.receive(event, time, this.#deps.now()))
      if (event?.type === 'clock' && this.#transport.rolling)
        this.#rolls(time, this.#transport.positionOf(time).tick - PULSE)
      // A box that was playing already when its input was opened has told of no Start; its Stop ends the take as well.
      if (event?.type === 'stop' && (this.#recorder.rolled || midway)) this.endRecord()
      if (event?.type !== 'clock') this.#heard.push({ time, bytes, at: this.#transport.positionOf(time) })
    }
  }

  #rolls(time: Micros, tick: Tick): void {
    if (this.#recorder.waits) this.#recorder.roll(time, tick, this.#transport.songOffset(time))
  }

  #send(leaving: readonly Leaving[]): void {
    if (leaving.length === 0) return
    this.#output?.port.send(leaving.map(({ time, bytes }) => ({ time, bytes })))
    for (const each of leaving) {
      if (each.clock) this.#recorder.sent(each.time, each.bytes)
      if (!each.clock || each.bytes[0] !== 0xf8) this.#sent.push({ time: each.time, bytes: each.bytes })
    }
  }

  // --- time

  /** To be called every few milliseconds. */
  tick(): void {
    const now = this.#deps.now()
    this.#send(this.#transport.pump(now))
    this.#recorder.settleSent(now)
    if (this.#transport.mode === 'lead' && this.#transport.rolling)
      this.#rolls(now, this.#transport.positionOf(now).tick)
  }

  transport(): TransportState {
    const { recording, recordedFrom } = this.#recorder
    return { ...this.#transport.state(this.#deps.now()), recording, recordedFrom }
  }

  /** To be called once a frame: writes to disk, and tells the host what is new. */
  frame(): void {
    this.#recorder.flush()
    const transport = this.transport()
    const told = JSON.stringify({ ...transport, now: 0 })
    if (told !== this.#told) this.#deps.events.transport(transport)
    this.#told = told
    if (this.#heard.length === 0 && this.#sent.length === 0) return
    this.#deps.events.live({ input: this.#heard, output: this.#sent })
    this.#heard = []
    this.#sent = []
  }

  /** Ends what sounds, and closes everything. */
  close(): void {
    this.#closeOutput()
    this.#closeInput()
  }
}

const cannotOpen = (kind: 'input' | 'output', id: string): Error =>
  new Error(
    `The ${kind} ${id} cannot be opened. It may be gone, or in use by another program: close that, and choose it again.`,
  )
