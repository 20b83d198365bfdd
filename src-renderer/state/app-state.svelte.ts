// What the page knows: a replica of the project, and what the host tells of the rest. Only the host changes any of it.
import { run, type Command } from '../../src-common/domain/edit/command'
import { afterChange, changeText, type HistoryLabels } from '../../src-common/domain/edit/history-labels'
import { apply } from '../../src-common/domain/edit/patch'
import { defaultProfile } from '../../src-common/domain/device/device'
import { unpackProject } from '../../src-common/domain/model/packed-notes'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { NO_REPORT, type ReplayReport } from '../../src-common/domain/play/verify/report'
import type { Tick } from '../../src-common/domain/time/ticks'
import {
  NO_PORTS,
  STILL,
  type BoxPanel,
  type BoxReceived,
  type Diagnostics,
  type Notice,
  type Owed,
  type PerformanceInfo,
  type Ports,
  type Transport,
} from '../../src-common/rpc/engine-contract'
import type { Fetching, HostContract, Snapshot, UserKeys } from '../../src-common/rpc/host-contract'
import { connect, type Client } from '../../src-common/rpc/rpc'
import type { BoxKey } from '../../src-common/virtual/box'
import { Activity } from './activity.svelte'
import { Doctor } from './doctor.svelte'
import { HostClock, positionOf } from './host-clock'
import { Live } from './live.svelte'
import { Monitor } from './monitor.svelte'
import type { HostWire } from './open-wire'
import { Previews } from './previews'
import { Stems } from './stems.svelte'
import { TakeContents } from './take-contents.svelte'
import { Turns } from './turns'
import { View } from './view.svelte'

export type Shown = Notice & { readonly id: number }

const RECEIVED_KEPT = 200
/** What changes where keys act, or what they act on. */
const AWAITED: readonly (keyof HostContract['requests'])[] = [
  'dispatch', 'undo', 'redo', 'goToHistory', 'placeTake', 'locate', 'play', 'stop', 'pause', 'setMode',
] // prettier-ignore
/** What only informs goes by itself; warnings and errors stay until they were seen. */
const INFO_MS = 12_000

export class AppState {
  /** How many changes of the project are in the replica; −1 before it is one. */
  revision = $state.raw(-1)
  project = $state.raw<Project>(emptyProject('', defaultProfile('digitakt')))
  /** The project as the gesture in hand would make it, or as what is on its way to the host will. */
  #preview = $state.raw<Project | null>(null)
  history = $state.raw<HistoryLabels>({ done: [], undone: [] })
  folder = $state.raw('')
  ports = $state.raw<Ports>(NO_PORTS)
  /** What was seen of the replay that goes on, or went on last. */
  report = $state.raw<ReplayReport>(NO_REPORT)
  /** What an earlier run, which ended in the middle of a song, left the box owed. */
  left = $state.raw<Owed | null>(null)
  transport = $state.raw<Transport>(STILL)
  performances = $state.raw<readonly PerformanceInfo[]>([])
  box = $state.raw<BoxPanel | null>(null)
  /** Null until an engine has told how it fares. */
  diagnostics = $state.raw<Diagnostics | null>(null)
  /** How far the fetching of patterns is; null while none are fetched. */
  fetching = $state.raw<Fetching | null>(null)
  /** The keys that the musician chose for commands. */
  keys = $state.raw<UserKeys>({})
  received = $state.raw<readonly BoxReceived[]>([])
  notices = $state.raw<readonly Shown[]>([])
  /** What is said aloud by screen readers: what was gone to, and what an edit did. */
  said = $state('')
  /** *refused*: the host never let this page in. */
  connection = $state.raw<'opening' | 'open' | 'lost' | 'refused'>('opening')

  readonly shown = $derived(this.#preview ?? this.project)
  readonly view = new View()
  readonly live = new Live()
  readonly takes = new TakeContents(
    () => this.project,
    (id) => this.ask('takeContent', { id }),
  )
  readonly monitor = new Monitor(() => this.project.device)
  readonly activity = new Activity()
  readonly #previews = new Previews<Project>((preview) => (this.#preview = preview))
  readonly #client: Client<HostContract>
  readonly #hostClock = new HostClock()
  readonly doctor = new Doctor(
    () => this.#hostClock.now(),
    () => this.project.device,
  )
  readonly stems = new Stems({
    project: () => this.project,
    now: () => this.#hostClock.now(),
    request: (method, input) => this.request(method, input),
    notify: (text) => {
      this.notify('error', text)
    },
  })
  readonly #turns = new Turns()
  /** The project whose remembered view is shown; another page's is not taken over after that. */
  #viewed = ''
  /** How a project is looked at that never was. */
  readonly #usualView = this.view.memory()
  /** What the gesture in hand, or the cursor of keys, would do. */
  #inHand: Command | null = null
  #nextNotice = 1

  constructor(wire: HostWire) {
    this.#client = connect<HostContract>(wire)
    this.#listen()
    wire.onConnected((connected) => {
      if (connected) void this.#hello()
      else {
        this.connection = this.revision < 0 ? 'refused' : 'lost'
        this.#inHand = null
        this.#previews.drop()
      }
    })
  }

  /** Asks the host; a refusal becomes a notice, and null. */
  async ask<M extends keyof HostContract['requests']>(
    method: M,
    input: HostContract['requests'][M]['in'],
  ): Promise<HostContract['requests'][M]['out'] | null> {
    try {
      const answer = this.request(method, input)
      if (AWAITED.includes(method)) this.#turns.wait(answer)
      return await answer
    } catch (error) {
      this.notify('error', error instanceof Error ? error.message : String(error))
      return null
    }
  }

  /** Asks the host; a refusal is thrown, with a message for people. */
  request<M extends keyof HostContract['requests']>(
    method: M,
    input: HostContract['requests'][M]['in'],
  ): Promise<HostContract['requests'][M]['out']> {
    return this.#client.call(method, input)
  }

  /**
   * At once, or as soon as what was asked for before is here: what a key does depends on what it finds, and keys
   * come faster than answers.
   */
  afterEdits(run: () => void): void {
    this.#turns.take(run)
  }

  dispatch(command: Command): void {
    void this.#previews.sent(this.ask('dispatch', command))
  }

  placeTake(input: HostContract['requests']['placeTake']['in']): void {
    void this.#previews.sent(this.ask('placeTake', input))
  }

  /** Shows what a command would do; null shows the project as it is. */
  previewOf(command: Command | null): void {
    this.#inHand = command
    this.#previews.set(command === null ? null : run(this.project, command))
  }

  press(key: BoxKey): void {
    void this.ask('boxKey', key)
  }

  notify(level: Notice['level'], text: string): void {
    const notice = { level, text, id: this.#nextNotice++ }
    this.notices = [...this.notices.filter((each) => each.text !== text), notice].slice(-3)
    if (level === 'info') {
      setTimeout(() => {
        this.dismiss(notice.id)
      }, INFO_MS)
    }
  }

  say(text: string): void {
    this.said = text
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id)
  }

  /** Where the playhead is now, in song ticks. */
  position(): number {
    return positionOf(this.transport, this.#hostClock.now())
  }

  /** The same as a whole tick, for what is put there, or goes from there. */
  playhead(): Tick {
    return this.transport.clock === 'rolling' ? Math.round(this.position()) : this.transport.locate
  }

  /** Where the box is now, in its own ticks: what a take is recorded by. */
  clockTick(): Tick {
    return Math.floor(positionOf({ ...this.transport, replay: 'stopped' }, this.#hostClock.now()))
  }

  async #hello(): Promise<void> {
    const snapshot = await this.ask('hello', null)
    if (snapshot === null) return
    this.connection = 'open'
    this.#load(snapshot)
  }

  #load(snapshot: Snapshot): void {
    this.revision = snapshot.revision
    this.project = unpackProject(snapshot.project)
    this.#inHand = null
    this.#previews.drop()
    this.history = snapshot.history
    this.folder = snapshot.folder
    this.ports = snapshot.ports
    this.doctor.ports(snapshot.ports)
    this.performances = snapshot.performances
    this.box = snapshot.box
    this.fetching = snapshot.fetching
    if (snapshot.folder !== this.#viewed) {
      const isFirst = this.#viewed === ''
      this.stems.forget()
      this.#viewed = snapshot.folder
      // What was chosen on the page before it was let in stays.
      if (snapshot.view !== null || !isFirst)
        this.view.restore(snapshot.view ?? this.#usualView, this.project.tracks.length)
    }
    this.keys = snapshot.keys
    this.left = snapshot.left
    this.stems.told(snapshot.stems)
    this.diagnostics = null
    this.#transported(snapshot.transport)
    for (const { level, text } of snapshot.notices) this.notify(level, text)
  }

  #transported(transport: Transport): void {
    this.#hostClock.heard(transport.now)
    this.transport = transport
    this.live.follow(transport, this.project.device, this.clockTick())
  }

  #listen(): void {
    const client = this.#client
    client.on('project', (snapshot) => {
      this.#load(snapshot)
    })
    client.on('patched', ({ revision, patch, history }) => {
      if (revision !== this.revision + 1) {
        void this.#hello()
        return
      }
      this.revision = revision
      this.project = apply(this.project, patch)
      if (this.#inHand !== null) this.previewOf(this.#inHand)
      if (history === null) return
      this.said = changeText(this.history, history)
      this.history = afterChange(this.history, history)
    })
    client.on('ports', (ports) => {
      this.ports = ports
      this.doctor.ports(ports)
    })
    client.on('transport', (transport) => {
      this.#transported(transport)
    })
    client.on('performances', (performances) => {
      this.performances = performances
    })
    client.on('live', (batch) => {
      this.live.push(batch, this.project.device)
      this.monitor.push(batch)
      this.activity.push(batch)
      this.doctor.push(batch)
    })
    client.on('left', (left) => {
      this.left = left
    })
    client.on('stems', (session) => {
      this.stems.told(session)
    })
    client.on('verified', (report) => {
      this.report = report
    })
    client.on('diagnostics', (diagnostics) => {
      this.diagnostics = diagnostics
    })
    client.on('box', (box) => {
      this.box = box
      if (box !== null) this.live.hit(box.hits)
    })
    client.on('fetching', (fetching) => {
      this.fetching = fetching
    })
    client.on('keys', (keys) => {
      this.keys = keys
    })
    client.on('received', (received) => {
      this.received = [...this.received, ...received].slice(-RECEIVED_KEPT)
    })
    client.on('notice', ({ level, text }) => {
      this.notify(level, text)
    })
  }
}
