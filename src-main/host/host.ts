// The host: owns the project and its files, speaks with the engine, and answers pages, however they are connected.
import { readdir } from 'node:fs/promises'
import { uptime } from 'node:os'
import { basename, join } from 'node:path'
import { packProject } from '../../src-common/domain/model/packed-notes'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { writeSmf } from '../../src-common/domain/smf/smf-write'
import { STILL, type EngineContract, type Notice, type Ports } from '../../src-common/rpc/engine-contract'
import type { HostContract, Snapshot } from '../../src-common/rpc/host-contract'
import { emit, serve, type Client, type Handlers } from '../../src-common/rpc/rpc'
import type { Dispose, Wire } from '../../src-common/rpc/wire'
import { OwedDesk } from './owed-desk'
import { BoxSide, type BoxRequests } from './box-side'
import { checkRequest } from './checks'
import type { DataFolder } from './data-folder'
import { DataLock } from './data-lock'
import { EngineLink, wait } from './engine-link'
import { ProjectFiles } from './project-files'
import { Session } from './session'
import { watchSleep } from './sleep-watch'
import { StemDesk, type StemRequests } from './stems/stem-desk'
import { loadSettings, saveSettings, type Settings } from './settings'
import { importSmf } from './smf-import'
import { SLEPT, STUCK } from './host-words'
import { TakeDesk } from './take-desk'
import { readView, writeView } from './view-file'

export type HostOptions = {
  readonly data: DataFolder
  /** The folder of the built worker files. */
  readonly workers: string
  /** A project's folder; without it, the last one, or a new one. */
  readonly project?: string
  readonly realPorts?: boolean
  /** Whether ports are opened by themselves, as the window does; the command line names its own. */
  readonly openPorts?: boolean
}

const NOTICES_KEPT = 20
const PRUNE_MS = 6 * 3_600_000
const WAKE_AGAIN_S = 15
const CLOSE_MS = 1500

export class Host {
  readonly #options: HostOptions
  readonly #lock: DataLock
  readonly #pages = new Set<Wire>()
  readonly #engine: EngineLink
  #files: ProjectFiles
  #session: Session
  #view: Snapshot['view'] = null
  #settings: Settings
  #transport = STILL
  #panel: Snapshot['box'] = null
  #performances: Snapshot['performances'] = []
  #notices: Notice[] = []
  readonly #noticeListeners: ((notice: Notice) => void)[] = []
  readonly #takes: TakeDesk
  readonly #box: BoxSide
  readonly #owed: OwedDesk
  readonly #stems: StemDesk
  /** What pages ask. */
  readonly handlers: Handlers<HostContract>
  #sleeping = false
  #wokeAt = -Infinity
  #dispose: Dispose = () => undefined

  /** Tells a host that is started later where this one's page is. */
  announce(url: string): void {
    this.#lock.announce(url)
  }

  /** Opens the project, starts the engine, recovers what a crash left, and opens ports. Rejects with a `DataHeldError`. */
  static async open(options: HostOptions): Promise<Host> {
    const settings = loadSettings(options.data.settings)
    const folder = options.project ?? settings.project ?? join(options.data.projects, 'Untitled.muteline')
    const host = new Host(options, settings, folder)
    await host.#openFolder(folder)
    await host.#takes.recover()
    void host.#takes.prune()
    if (options.openPorts !== false) await host.#box.ports.openUsual(host.#settings.ports)
    host.#watch()
    return host
  }

  /** Looks after what happens by itself: sleep, and journals that grow old. */
  #watch(): void {
    const prune = setInterval(() => { void this.#takes.prune() }, PRUNE_MS).unref()
    const awake = watchSleep(() => { void this.wake() })
    this.#dispose = () => {
      clearInterval(prune)
      awake()
    }
  } // prettier-ignore

  private constructor(options: HostOptions, settings: Settings, folder: string) {
    this.#options = options
    this.#lock = new DataLock(options.data.lock)
    this.#settings = settings
    this.#files = this.#filesOf(folder)
    this.#session = new Session(emptyProject(''), () => undefined)
    this.#box = new BoxSide({
      boxes: options.data.boxes,
      workers: options.workers,
      open: () => ({ files: this.#files, session: this.#session }),
      engine: () => this.#engine.client,
      transport: () => this.#transport,
      remember: (ports) => { this.#remember({ ports }) },
      fetching: (fetching) => { this.#tell('fetching', fetching) },
      notice: (level, text) => { this.notice(level, text) },
    }) // prettier-ignore
    this.#owed = new OwedDesk({
      path: options.data.owed,
      output: () => this.ports.wishes.output,
      giveBack: (owed) => this.#engine.client.call('giveBack', owed),
      left: (owed) => { this.#tell('left', owed) },
    }) // prettier-ignore
    this.#stems = new StemDesk({
      open: () => ({ folder: this.folder, project: this.project }),
      engine: () => this.#engine.client,
      transport: () => this.#transport,
      told: (stems) => { this.#tell('stems', stems) },
      notice: (level, text) => { this.notice(level, text) },
    }) // prettier-ignore
    this.handlers = { ...this.#own, ...this.#box.requests, ...this.#stems.requests }
    this.#takes = new TakeDesk({
      journals: options.data.journals,
      open: () => ({ files: this.#files, session: this.#session }),
      engine: () => this.#engine.client,
      notice: (level, text) => { this.notice(level, text) },
    }) // prettier-ignore
    this.#engine = new EngineLink(
      { workers: options.workers, journals: options.data.journals, realPorts: options.realPorts ?? true },
      (client) => { this.#listen(client) },
      (reason) => { void this.#revive(reason) },
      () => { this.notice('error', STUCK) },
    ) // prettier-ignore
  }

  get project(): Project {
    return this.#session.project
  }

  get ports(): Ports {
    return this.#box.ports.ports
  }

  get engine(): Client<EngineContract> {
    return this.#engine.client
  }

  /** How far the fetching of patterns is; null while none are. */
  get fetching(): Snapshot['fetching'] {
    return this.#box.fetching
  }

  get folder(): string {
    return this.#files.folder
  }

  /** Answers a page until it goes. */
  attach(page: Wire): Dispose {
    this.#pages.add(page)
    const dispose = serve<HostContract>(page, this.handlers, checkRequest)
    return () => {
      this.#pages.delete(page)
      dispose()
    }
  }

  /** The machine is about to sleep: ends what sounds, and writes everything down. */
  async sleep(): Promise<void> {
    this.#sleeping = true
    void this.#stems.pause('This computer went to sleep.')
    await Promise.race([this.#engine.client.call('sleep', null).catch(ignore), wait(CLOSE_MS)])
    await this.#files.settled()
  }

  /** The machine woke; however often that is told, ports are opened anew once. */
  async wake(): Promise<void> {
    if (uptime() - this.#wokeAt < WAKE_AGAIN_S && !this.#sleeping) return
    this.#sleeping = false
    this.#wokeAt = uptime()
    await this.#engine.client.call('wake', null).catch(ignore)
    this.notice('warning', SLEPT)
  }

  /** Ends recording and playing, and writes everything down. */
  async close(): Promise<void> {
    this.#dispose()
    await Promise.race([this.#stems.pause(), wait(CLOSE_MS)])
    const ended = this.#engine.client.call('endRecord', null).catch(() => null)
    await Promise.race([ended, wait(CLOSE_MS)])
    await Promise.race([this.settled(), wait(CLOSE_MS * 3)])
    await this.#engine.close()
    await this.#files.settled()
    this.#lock.release()
  }

  /** Waits until takes that are being kept are kept, and the project is on disk. */
  async settled(): Promise<void> {
    await this.#takes.settled()
    await this.#box.settled()
    await this.#owed.settled()
    await this.#files.settled()
  }

  onNotice(listener: (notice: Notice) => void): void {
    this.#noticeListeners.push(listener)
  }

  notice(level: Notice['level'], text: string): void {
    const notice = { level, text }
    for (const listener of this.#noticeListeners) listener(notice)
    this.#notices = [...this.#notices, notice].slice(-NOTICES_KEPT)
    this.#tell('notice', notice)
  }

  // --- what pages ask

  readonly #own: Omit<Handlers<HostContract>, BoxRequests | StemRequests> = {
    hello: async () => {
      this.#transport = await this.#engine.client.call('transport', null)
      return this.#snapshot()
    },
    dispatch: (command) => this.#do(() => { this.#session.dispatch(command) }),
    undo: () => this.#do(() => { this.#session.undo() }),
    redo: () => this.#do(() => { this.#session.redo() }),
    goToHistory: ({ done }) => this.#do(() => { this.#session.goTo(done) }),
    setMode: (mode) => this.#still().call('setMode', mode),
    play: () => this.#still().call('play', null),
    stop: () => this.#engine.client.call('stop', null),
    pause: () => this.#engine.client.call('pause', null),
    giveBack: async (wanted) => {
      this.#still()
      await this.#owed.answer(wanted)
      return null
    },
    locate: (tick) => this.#still().call('locate', tick),
    panic: async () => {
      void this.#stems.pause('Everything was silenced.')
      return this.#engine.client.call('panic', null)
    },
    record: () => this.#engine.client.call('record', null),
    endRecord: () => this.#engine.client.call('endRecord', null),
    provePatterns: ({ id }) => this.#takes.prove(id),
    clockReport: ({ id }) => this.#takes.report(id),
    keepLast: (wanted) => this.#takes.keepLast(wanted),
    takeContent: ({ id }) => this.#takes.content(id),
    renameTake: ({ id, name }) => this.#do(() => { this.#session.renameTake(id, name) }),
    placeTake: async ({ id, ...how }) => {
      await this.#takes.placeAgain(id, how)
      return null
    },
    exportSmf: ({ mutes }) => {
      const base64 = Buffer.from(writeSmf(this.project, mutes)).toString('base64')
      return { name: `${this.project.name}.mid`, base64 }
    },
    importSmf: ({ name, base64 }) => this.importSmf(name, Buffer.from(base64, 'base64')),
    saveView: async (view) => {
      this.#view = view
      // How it was looked at is worth no notice.
      await writeView(this.folder, view).catch(ignore)
      return null
    },
    listProjects: async () => {
      const names = await readdir(this.#options.data.projects).catch(() => [])
      return names.filter((name) => name.endsWith('.muteline')).map((name) => basename(name, '.muteline')).sort()
    },
    saveKeys: (keys) => this.#do(() => {
      this.#remember({ keys })
      this.#tell('keys', keys)
    }),
    openProject: async ({ name }) => {
      await this.#stems.pause()
      await this.#engine.client.call('endRecord', null)
      await this.#box.leave()
      await this.settled()
      await this.#openFolder(join(this.#options.data.projects, `${name}.muteline`))
      this.#tell('project', this.#snapshot())
      return null
    },
  } // prettier-ignore

  /** Replaces the arrangement by that of a Standard MIDI File; what it says cannot harm the host. */
  async importSmf(name: string, bytes: Uint8Array): Promise<{ readonly notices: readonly string[] }> {
    const result = await importSmf(bytes, join(this.#options.workers, 'smf-worker.js'))
    if (!result.ok) throw new Error(`${name} was not imported: ${result.reason} The arrangement is as it was.`)
    this.#session.dispatch({ type: 'replaceArrangement', ...result.arrangement, name })
    return { notices: result.notices }
  }

  /** The engine, where it does not play passes of stems. Throws in words where it does. */
  #still(): Client<EngineContract> {
    if (this.#stems.records) throw new Error('Stems are being recorded. Pause them first.')
    return this.#engine.client
  }

  #do(action: () => void): null {
    action()
    return null
  }

  #snapshot(): Snapshot {
    return {
      project: packProject(this.project),
      revision: this.#session.revision,
      history: this.#session.labels,
      folder: this.#files.folder,
      ports: this.ports,
      transport: this.#transport,
      left: this.#owed.left,
      performances: this.#performances,
      box: this.#panel,
      fetching: this.fetching,
      view: this.#view,
      keys: this.#settings.keys,
      stems: this.#stems.session,
      notices: this.#notices,
    }
  }

  #tell<E extends keyof HostContract['events']>(event: E, payload: HostContract['events'][E]): void {
    for (const page of this.#pages) emit<HostContract, E>(page, event, payload)
  }

  // --- project, ports, engine

  async #openFolder(folder: string): Promise<void> {
    const files = this.#filesOf(folder)
    const { project, notice } = await files.open()
    const view = await readView(folder)
    await this.#files.settled()
    this.#files = files
    this.#view = view
    const session = new Session(project, (patched) => {
      // Also what comes late belongs to the project that it came for.
      files.save(session.project)
      if (this.#session !== session) return
      this.#box.projectChanged(this.project)
      this.#tell('patched', patched)
      this.#stems.edited()
      if (!this.#stems.records) void this.#engine.client.call('patched', patched.patch).catch(ignore)
    })
    this.#session = session
    files.save(project)
    await this.#engine.client.call('project', packProject(project))
    await this.#stems.opened()
    if (notice !== null) this.notice('error', notice)
    if (this.#options.project === undefined) this.#remember({ project: folder })
  }

  #filesOf(folder: string): ProjectFiles {
    return new ProjectFiles(folder, (reason) => {
      this.notice(
        'error',
        `The project could not be saved to ${folder} (${reason}). It is kept in memory and saved with the next change: make room, or check the folder.`,
      )
    })
  }

  #remember(change: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...change }
    if (this.#options.openPorts !== false) void saveSettings(this.#options.data.settings, this.#settings).catch(ignore)
  }

  #listen(engine: Client<EngineContract>): void {
    engine.on('ports', (ports) => { this.#box.ports.ports = ports; this.#tell('ports', ports) })
    engine.on('transport', (transport) => {
      this.#transport = transport
      this.#stems.transported(transport)
      this.#tell('transport', transport)
    })
    engine.on('box', (box) => { this.#panel = box; this.#tell('box', box) })
    engine.on('performances', (performances) => { this.#performances = performances; this.#tell('performances', performances) })
    engine.on('diagnostics', (diagnostics) => { this.#tell('diagnostics', diagnostics) })
    engine.on('owed', (owed) => { this.#owed.owes(owed) })
    engine.on('live', (batch) => { this.#tell('live', batch) })
    engine.on('verified', (report) => { this.#stems.verified(report); this.#tell('verified', report) })
    engine.on('received', (received) => { this.#tell('received', received) })
    this.#box.listen(engine)
    engine.on('recorded', (recorded) => { this.#takes.recorded(recorded) })
    engine.on('notice', ({ level, text }) => { this.notice(level, text) })
  } // prettier-ignore

  async #revive(reason: string): Promise<void> {
    this.#owed.crashed()
    void this.#stems.pause('The MIDI engine failed, and was started anew.')
    this.notice(
      'error',
      `The MIDI engine failed (${reason}) and was started anew. What had arrived is in the journal; playing and recording were ended.`,
    )
    await this.#takes.recover().catch(ignore)
    await this.#engine.client.call('project', packProject(this.project)).catch(ignore)
    await this.#box.ports.openUsual(this.#settings.ports).catch(ignore)
  }
}

const ignore = (): undefined => undefined
