// Which ports are open, remembered from one start to the next, and which box a project finds itself connected to.
import type { Project } from '../../src-common/domain/model/project'
import {
  NO_PORTS,
  type EngineContract,
  type Notice,
  type PortInfo,
  type Ports,
  type PortWishes,
} from '../../src-common/rpc/engine-contract'
import type { Client } from '../../src-common/rpc/rpc'
import { profileOfPort } from '../../src-common/virtual/box-settings'
import type { BoxMemory, KnownBox } from './box-memory'
import type { Session } from './session'

export type PortKeeperOptions = {
  readonly engine: () => Client<EngineContract>
  readonly session: () => Session
  readonly boxes: BoxMemory
  readonly remember: (wishes: PortWishes) => void
  readonly notice: (level: Notice['level'], text: string) => void
}

export class PortKeeper {
  readonly #options: PortKeeperOptions
  ports: Ports = NO_PORTS

  constructor(options: PortKeeperOptions) {
    this.#options = options
  }

  /** The input of the box, where it is there. */
  get box(): PortInfo | null {
    return this.ports.inputs.find(({ id }) => id === this.ports.wishes.box) ?? null
  }

  openInput(id: string | null): Promise<null> {
    return this.#choose(this.#options.engine().call('openInput', { id }), id)
  }

  openOutput(id: string | null): Promise<null> {
    return this.#choose(this.#options.engine().call('openOutput', { id }), null)
  }

  choose(wishes: PortWishes): Promise<null> {
    return this.#choose(this.#options.engine().call('choosePorts', wishes), wishes.box)
  }

  /** The ports of last time; else a Digitakt that is plugged in; else the virtual one. */
  async openUsual(wishes: PortWishes): Promise<void> {
    this.ports = await this.#options.engine().call('ports', null)
    // What was chosen last time is waited for, should it not be there.
    const usual = (remembered: string | null, list: readonly PortInfo[]): string | null =>
      remembered ??
      [list.find((port) => !port.virtual && port.model !== null), list.find((port) => port.virtual)].find(
        (port) => port !== undefined,
      )?.id ??
      null
    const box = usual(wishes.box, this.ports.inputs)
    const output = usual(wishes.output, this.ports.outputs)
    await this.choose({ ...wishes, box, output }).catch((error: unknown) => {
      this.#options.notice('warning', error instanceof Error ? error.message : String(error))
    })
  }

  /** The project's device or tracks changed: that is remembered of the box that is connected. */
  projectChanged(project: Project): void {
    if (this.box !== null && this.box.model === project.device.model) this.#options.boxes.keep(this.box.id, project)
  }

  /** What is wished for is remembered, whether it is there now or not. */
  async #choose(chosen: Promise<null>, box: string | null): Promise<null> {
    try {
      await chosen
    } finally {
      this.ports = await this.#options.engine().call('ports', null)
      this.#options.remember(this.ports.wishes)
    }
    const port = this.ports.inputs.find((each) => each.id === box)
    if (port !== undefined) this.#adopt(port)
    return null
  }

  /** A project without music takes on the box that is connected, as it is known from before. */
  #adopt(port: PortInfo): void {
    const session = this.#options.session()
    const { project } = session
    if (port.model === null || !isUntouched(project)) return
    const known: KnownBox = this.#options.boxes.get(port.id) ?? { device: profileOfPort(port), tracks: [] }
    if (JSON.stringify(known.device) !== JSON.stringify(project.device)) session.adopt(known)
  }
}

/** Nothing was made in it yet. */
export const isUntouched = ({ takes, tracks, patterns, sections, bank }: Project): boolean =>
  takes.length + patterns.length + sections.length + Object.keys(bank).length === 0 &&
  tracks.every(({ notes, mutes }) => notes.length + mutes.global.length + mutes.pattern.length === 0)
