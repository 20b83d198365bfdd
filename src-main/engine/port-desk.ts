// Keeps the ports open that are wished for: opens what comes, lets go of what went, and opens it again when it returns.
import { SoundingNotes } from '../../src-common/domain/play/sounding-notes'
import type { Micros } from '../../src-common/domain/time/ticks'
import {
  NO_WISHES,
  type Notice,
  type PortInfo,
  type Ports,
  type PortWishes,
  type WishedPort,
} from '../../src-common/rpc/engine-contract'
import type { DriverMessage } from './driver-mender'
import { cannotOpen, failedText, goneText } from './port-notices'
import type { InputPort, OutputPort, PortNews, PortSystem } from './ports'

export type DeskEvents = {
  messages(port: number, messages: readonly DriverMessage[]): void
  /** An input opened; *again* after it was away. */
  opened(port: number, id: string, again: boolean): void
  /** An input went away. */
  lost(port: number, id: string): void
  /** The output that replay goes to went away. */
  outputLost(): void
  notice(notice: Notice): void
}

/** After it was opened again, an input that had a clock and is silent for this long is opened once more. */
const SILENCE: Micros = 3_000_000
/** A port that did not open is tried again after this long, while it is there. */
const RETRY: Micros = 5_000_000

type State = WishedPort['state']

type Wished<P> = {
  readonly number: number
  readonly id: string
  port: P | null
  state: State
  /** The name that the system gave it when it was opened: another one means that it was unplugged meanwhile. */
  name: string
  wasOpen: boolean
  triedAt: Micros
  /** When it was opened again and has not been heard since; null where that does not matter. */
  silentSince: Micros | null
  talked: boolean
}

export class PortDesk {
  readonly #systems: readonly PortSystem[]
  readonly #events: DeskEvents
  readonly #now: () => Micros
  readonly #numbers = { in: new Map<string, number>(), out: new Map<string, number>() }
  #wishes: PortWishes = NO_WISHES
  readonly #inputs = new Map<string, Wished<InputPort>>()
  readonly #outputs = new Map<string, Wished<OutputPort>>()
  #waiting: (() => void)[] = []
  /** What went away at this look; what came back last. */
  readonly #sounding = new Map<string, SoundingNotes>()
  readonly #gone = new Map<string, 'in' | 'out' | 'both'>()
  #back: { readonly id: string; readonly at: Micros } | null = null

  constructor(systems: readonly PortSystem[], events: DeskEvents, now: () => Micros) {
    this.#systems = systems
    this.#events = events
    this.#now = now
  }

  get wishes(): PortWishes {
    return this.#wishes
  }

  /** The number of an input: the same for the same name, as long as this desk lives. */
  numberOf(direction: 'in' | 'out', id: string): number {
    const numbers = this.#numbers[direction]
    const number = numbers.get(id) ?? numbers.size
    numbers.set(id, number)
    return number
  }

  get openInputs(): readonly { readonly number: number; readonly id: string }[] {
    return [...this.#inputs.values()].filter(({ state }) => state === 'open')
  }

  get output(): OutputPort | null {
    return this.#wishes.output === null ? null : (this.#outputs.get(this.#wishes.output)?.port ?? null)
  }

  get outputNumber(): number {
    return this.#wishes.output === null ? 0 : this.numberOf('out', this.#wishes.output)
  }

  /** Further outputs, that our clock goes to. */
  get clockOutputs(): readonly { readonly number: number; readonly port: OutputPort }[] {
    return [...this.#outputs.values()].flatMap(({ id, number, port }) =>
      port === null || id === this.#wishes.output ? [] : [{ number, port }],
    )
  }

  ports(): Ports {
    const lists = this.#systems.map((system) => system.list())
    return {
      inputs: lists.flatMap((list) => list.inputs),
      outputs: lists.flatMap((list) => list.outputs),
      wishes: this.#wishes,
      wished: [...told('in', this.#inputs), ...told('out', this.#outputs)],
      problem: lists.find((list) => list.problem !== null)?.problem ?? null,
    }
  }

  /** Settles once it is known what there is. */
  async ready(): Promise<void> {
    await Promise.all(this.#systems.map((system) => system.ready()))
  }

  /** Opens and closes so that these are open; settles once each was tried, and rejects naming what did not open. */
  async choose(wishes: PortWishes): Promise<void> {
    this.#wishes = wishes
    const inputs = new Set([wishes.box, wishes.clock, ...wishes.also].filter((id) => id !== null))
    const outputs = new Set([wishes.output, ...wishes.clockTo].filter((id) => id !== null))
    for (const [id, wished] of [...this.#inputs]) if (!inputs.has(id)) this.#drop('in', wished)
    for (const [id, wished] of [...this.#outputs]) if (!outputs.has(id)) this.#drop('out', wished)
    for (const id of inputs) if (!this.#inputs.has(id)) this.#inputs.set(id, this.#wished('in', id))
    for (const id of outputs) if (!this.#outputs.has(id)) this.#outputs.set(id, this.#wished('out', id))
    const fresh = [...this.#inputs.values(), ...this.#outputs.values()].filter(({ state }) => state !== 'open')
    for (const each of fresh) each.triedAt = -Infinity
    this.scan()
    if (fresh.some(({ state }) => state === 'opening'))
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const [failed] = fresh.filter((each) => each.state === 'failed')
    if (failed !== undefined) throw cannotOpen(failed.id)
  }

  /** Looks at what came and went. To be called a few times a second. */
  scan(): void {
    const { inputs, outputs } = this.ports()
    for (const wished of this.#inputs.values()) this.#follow('in', wished, inputs)
    for (const wished of this.#outputs.values()) this.#follow('out', wished, outputs)
    for (const [id, direction] of this.#gone) this.#events.notice({ level: 'warning', text: goneText(id, direction) })
    this.#gone.clear()
    this.#settle()
  }

  /** Every port is closed and opened anew: after the machine slept, drivers are not to be trusted. */
  reopen(): void {
    for (const wished of [...this.#inputs.values(), ...this.#outputs.values()]) wished.triedAt = -Infinity
    for (const wished of this.#inputs.values()) this.#away('in', wished, 'gone')
    for (const wished of this.#outputs.values()) this.#away('out', wished, 'gone')
    this.scan()
  }

  close(): void {
    for (const wished of [...this.#outputs.values()]) this.#drop('out', wished)
    for (const wished of [...this.#inputs.values()]) this.#drop('in', wished)
  }

  #wished<P>(direction: 'in' | 'out', id: string): Wished<P> {
    return {
      number: this.numberOf(direction, id),
      id,
      port: null,
      state: 'gone',
      name: '',
      wasOpen: false,
      triedAt: -Infinity,
      silentSince: null,
      talked: false,
    }
  }

  #follow(direction: 'in' | 'out', wished: Wished<InputPort> | Wished<OutputPort>, list: readonly PortInfo[]): void {
    const info = list.find(({ id }) => id === wished.id)
    const replaced = info !== undefined && wished.state === 'open' && info.name !== wished.name
    if ((info === undefined || replaced) && wished.port !== null) {
      this.#away(direction, wished, 'gone')
      if (info === undefined) this.#gone.set(wished.id, this.#gone.has(wished.id) ? 'both' : direction)
    }
    if (info === undefined) {
      wished.state = 'gone'
      wished.triedAt = -Infinity
      return
    }
    const now = this.#now()
    if (wished.silentSince !== null && now - wished.silentSince > SILENCE) {
      // This once only: what has not talked since it was opened is not expected to.
      wished.talked = false
      wished.silentSince = null
      this.#away(direction, wished, 'gone')
      this.#open(direction, wished, info)
      return
    }
    if (replaced) wished.triedAt = -Infinity
    if (wished.port === null && now - wished.triedAt >= RETRY) this.#open(direction, wished, info)
  }

  #open(direction: 'in' | 'out', wished: Wished<InputPort> | Wished<OutputPort>, info: PortInfo): void {
    const system = this.#systems.find((each) => each.has(direction, wished.id))
    if (system === undefined) return
    wished.state = 'opening'
    wished.triedAt = this.#now()
    wished.name = info.name
    const current = (): boolean => (direction === 'in' ? this.#inputs : this.#outputs).get(wished.id) === wished
    const news: PortNews = {
      opened: () => {
        if (current()) this.#opened(direction, wished)
      },
      failed: (reason) => {
        if (!current()) return
        this.#away(direction, wished, 'failed')
        if (wished.wasOpen) this.#events.notice({ level: 'error', text: failedText(wished.id, direction, reason) })
        this.#settle()
      },
    }
    if (direction === 'out') {
      const port = this.#watched(wished.id, system.openOutput(wished.id, news))
      wished.port = port
      if (wished.state === ('open' as State)) this.#endLeft(wished.id, port)
    } else
      wished.port = system.openInput(wished.id, {
        ...news,
        messages: (messages) => {
          wished.silentSince = null
          wished.talked = true
          if (current()) this.#events.messages(wished.number, messages)
        },
      })
  }

  /** Keeps what sounds through an output: where it goes away, nothing can end that until it is back. */
  #watched(id: string, port: OutputPort): OutputPort {
    const sounding = this.#sounding.get(id) ?? new SoundingNotes()
    this.#sounding.set(id, sounding)
    return {
      send: (messages) => {
        for (const { bytes } of messages) sounding.note(bytes)
        port.send(messages)
      },
      silence: () => {
        sounding.end()
        port.silence()
      },
      close: () => { port.close() },
    } // prettier-ignore
  }

  /** An output is back: what sounded when it went away is ended. */
  #endLeft(id: string, port: OutputPort | null): void {
    if (port === null) return
    const ends = this.#sounding.get(id)?.end() ?? []
    if (ends.length > 0) port.send(ends.map((bytes) => ({ time: this.#now(), bytes })))
  }

  #opened(direction: 'in' | 'out', wished: Wished<InputPort> | Wished<OutputPort>): void {
    const again = wished.wasOpen
    wished.state = 'open'
    wished.wasOpen = true
    if (direction === 'in') {
      wished.silentSince = again && wished.talked ? this.#now() : null
      this.#events.opened(wished.number, wished.id, again)
    } else this.#endLeft(wished.id, wished.port as OutputPort | null)
    if (again) this.#tellBack(wished.id)
    this.#settle()
  }

  /** Lets go of a port that is away, or does not work. */
  #away(direction: 'in' | 'out', wished: Wished<InputPort> | Wished<OutputPort>, state: State): void {
    const { port, state: before } = wished
    wished.port = null
    wished.state = state
    if (port === null) return
    if (direction === 'in' && before === 'open') this.#events.lost(wished.number, wished.id)
    if (direction === 'out' && wished.id === this.#wishes.output) this.#events.outputLost()
    port.close()
  }

  #drop(direction: 'in' | 'out', wished: Wished<InputPort> | Wished<OutputPort>): void {
    if (direction === 'out') (wished.port as OutputPort | null)?.silence()
    this.#away(direction, wished, 'gone')
    if (direction === 'in') this.#inputs.delete(wished.id)
    else this.#outputs.delete(wished.id)
  }

  #settle(): void {
    const all = [...this.#inputs.values(), ...this.#outputs.values()]
    if (all.some(({ state }) => state === 'opening')) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  /** A box comes back with its input and its output: that is one piece of news. */
  #tellBack(id: string): void {
    const told = this.#back?.id === id && this.#now() - this.#back.at < RETRY
    if (!told) this.#events.notice({ level: 'info', text: `${id} is back, and open again.` })
    this.#back = { id, at: this.#now() }
  }
}

const told = (direction: 'in' | 'out', ports: ReadonlyMap<string, Wished<unknown>>): readonly WishedPort[] =>
  [...ports.values()].map(({ number, id, state }) => ({ direction, number, id, state }))
