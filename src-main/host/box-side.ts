// All that the host does with the box that is connected: its ports, what is remembered of it, its patterns, who it is, and
// what it proves of its formats.
import { join } from 'node:path'
import { readSettings } from '../../src-common/domain/device/dump/project-settings'
import type { LearnedFact, TrackNumber } from '../../src-common/domain/device/device'
import type { Project } from '../../src-common/domain/model/project'
import type { EngineContract, Notice, PortWishes, Transport } from '../../src-common/rpc/engine-contract'
import type { Fetching, HostContract } from '../../src-common/rpc/host-contract'
import type { Client, Handlers } from '../../src-common/rpc/rpc'
import { BoxMemory } from './box-memory'
import { CalibrationDesk } from './calibration-desk'
import { IdentityDesk } from './identity-desk'
import { PatternDesk } from './pattern-desk'
import { importPatterns } from './pattern-import'
import { isUntouched, PortKeeper } from './port-keeper'
import type { ProjectFiles } from './project-files'
import type { Session } from './session'

export type BoxSideOptions = {
  /** The file that remembers boxes, and the folder of the built worker files. */
  readonly boxes: string
  readonly workers: string
  readonly open: () => { readonly files: ProjectFiles; readonly session: Session }
  readonly engine: () => Client<EngineContract>
  readonly transport: () => Transport
  readonly remember: (wishes: PortWishes) => void
  readonly fetching: (fetching: Fetching | null) => void
  readonly notice: (level: Notice['level'], text: string) => void
}

/** What pages ask of the box. */
export type BoxRequests =
  | 'openInput' | 'openOutput' | 'choosePorts' | 'fetchPatterns' | 'cancelFetch' | 'importPatterns' | 'calibrate'
  | 'identify' | 'readChannels' | 'probe' | 'endProbe' | 'boxKey' | 'perform' // prettier-ignore

export class BoxSide {
  readonly #options: BoxSideOptions
  readonly #memory: BoxMemory
  readonly ports: PortKeeper
  readonly #patterns: PatternDesk
  readonly #identity: IdentityDesk
  readonly #calibration: CalibrationDesk
  #fetching: Fetching | null = null

  constructor(options: BoxSideOptions) {
    const { open, engine, transport, notice } = options
    const session = (): Session => open().session
    this.#options = options
    this.#memory = new BoxMemory(options.boxes)
    this.ports = new PortKeeper({ engine, session, boxes: this.#memory, remember: options.remember, notice })
    this.#patterns = new PatternDesk({
      open,
      engine,
      transport,
      isDirect: () => this.ports.box?.model !== null,
      tell: (fetching) => {
        this.#fetching = fetching
        options.fetching(fetching)
      },
      notice,
    })
    this.#identity = new IdentityDesk({
      session,
      engine,
      transport,
      isBusy: () => this.#fetching !== null,
      isUntouched: () => isUntouched(session().project),
    })
    this.#calibration = new CalibrationDesk({ session, read: (request) => this.#patterns.read(request) })
  }

  /** How far the fetching of patterns is; null while none are. */
  get fetching(): Fetching | null {
    return this.#fetching
  }

  readonly requests: Pick<Handlers<HostContract>, BoxRequests> = {
    openInput: ({ id }) => this.ports.openInput(id),
    openOutput: ({ id }) => this.ports.openOutput(id),
    choosePorts: (wishes) => this.ports.choose(wishes),
    fetchPatterns: ({ patterns, whilePlaying }) => {
      this.#patterns.fetch(patterns, whilePlaying)
      return null
    },
    cancelFetch: () => {
      this.#patterns.cancel()
      return null
    },
    importPatterns: async ({ name, base64 }) => ({
      notices: await this.#importPatterns(name, Buffer.from(base64, 'base64')),
    }),
    calibrate: (request) =>
      request.type === 'begin' ? this.#calibration.begin(request.pattern) : this.#calibration.check(request.step),
    identify: () => this.#identity.ask(),
    readChannels: () => this.#readChannels(),
    probe: (probe) => this.#options.engine().call('probe', probe),
    endProbe: () => this.#options.engine().call('endProbe', null),
    boxKey: (key) => this.#options.engine().call('boxKey', key),
    perform: (input) => this.#options.engine().call('perform', input),
  }

  /** To be called for each engine anew. */
  listen(engine: Client<EngineContract>): void {
    engine.on('sysex', (bytes) => {
      this.#identity.heard(bytes)
      this.#patterns.heard(bytes)
    })
    engine.on('sysexComing', (bytes) => {
      this.#patterns.coming(bytes)
    })
  }

  /** Another project is about to be opened: what was begun for this one ends, and what came is kept. */
  async leave(): Promise<void> {
    this.#patterns.cancel()
    this.#calibration.leave()
    await this.settled()
  }

  /** The project's device or tracks may have changed. */
  projectChanged(project: Project): void {
    this.ports.projectChanged(project)
  }

  /** Waits until what arrived, and what is remembered, is on disk. */
  async settled(): Promise<void> {
    await this.#patterns.settled()
    await this.#memory.settled()
  }

  /** Takes the patterns of a file into the bank; answers what is to be said about it. */
  async #importPatterns(name: string, bytes: Uint8Array): Promise<readonly string[]> {
    // Into the project that was open when it was asked for, however long the reading takes.
    const open = this.#options.open()
    const worker = join(this.#options.workers, 'pattern-worker.js')
    return this.#patterns.take(open, name, await importPatterns({ name, bytes }, worker))
  }

  /** Sets the channels as the box's project has them, as one edit; answers what that changed. */
  async #readChannels(): Promise<string> {
    const result = readSettings(await this.#patterns.read({ type: 'settings', index: 0 }))
    if (!result.ok) throw new Error(`${result.reason} Nothing was changed: set the channels by hand.`)
    const { session } = this.#options.open()
    const { device } = session.project
    const { autoChannel, channels } = result.settings
    const tracks = device.tracks.map((track, number) => ({ ...track, channel: channels[number] ?? null }))
    const changed = tracks.filter(({ channel }, number) => channel !== device.tracks[number]?.channel).length
    // What is inferred is not learned.
    const learned = device.learned.filter(
      (fact) => !isChannelOf(fact, (number) => tracks[number]?.channel !== device.tracks[number]?.channel),
    )
    if (changed > 0 || autoChannel !== device.autoChannel)
      session.dispatch({ type: 'setDevice', device: { ...device, autoChannel, tracks, learned } })
    const what =
      changed === 0
        ? 'The channels of all tracks were right.'
        : changed === 1
          ? 'One channel was changed.'
          : `${String(changed)} channels were changed.`
    return `${what} Where they stand in the box's settings is inferred, not proven: look whether they are right.`
  }
}

const isChannelOf = (fact: LearnedFact, matches: (track: TrackNumber) => boolean): boolean =>
  fact.startsWith('channel:') && matches(Number(fact.slice('channel:'.length)))
