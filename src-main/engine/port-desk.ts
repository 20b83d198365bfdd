// Keeps the ports open that are wished for: opens what comes, lets go of what went, and opens it again when it returns.
import type { Micros } from '../../src-common/domain/time/ticks'
import {
  NO_WISHES,
  type Notice,
  type PortInfo,
  type Ports,
  type PortWishes,
} from '../../src-common/rpc/engine-contract'
import type { DriverMessage } from './driver-mender'
import { KeptPort } from './kept-port'
import { OutputMirror } from './output-mirror'
import { cannotOpen, failedText, goneText } from './port-notices'
import type { InputEvents, InputPort, OutputPort, PortSystem } from './ports'

export type DeskEvents = {
  /** `pending`: bytes of a SysEx message that is not whole yet. */
  messages(port: number, messages: readonly DriverMessage[], pending: number): void
  /** An input opened; *again* after it was away. */
  opened(port: number, id: string, again: boolean): void
  /** An input went away. */
  lost(port: number, id: string): void
  /** The output that replay goes to went away. */
  outputLost(): void
  notice(notice: Notice): void
}

/** A box comes back with its input and its output: within this long that is one piece of news. */
const TOGETHER: Micros = 5_000_000

export class PortDesk {
  readonly #systems: readonly PortSystem[]
  readonly #events: DeskEvents
  readonly #now: () => Micros
  readonly #numbers = { in: new Map<string, number>(), out: new Map<string, number>() }
  #wishes: PortWishes = NO_WISHES
  readonly #inputs = new Map<string, KeptPort<InputPort>>()
  readonly #outputs = new Map<string, KeptPort<OutputPort>>()
  /** By output, also where it is not wished for any more. */
  readonly #mirrors = new Map<string, OutputMirror>()
  #waiting: (() => void)[] = []
  /** What came back last. */
  #back: { readonly id: string; readonly at: Micros } | null = null

  constructor(systems: readonly PortSystem[], events: DeskEvents, now: () => Micros) {
    this.#systems = systems
    this.#events = events
    this.#now = now
  }

  get wishes(): PortWishes {
    return this.#wishes
  }

  /** The number of a port: the same for the same name, as long as this desk lives. */
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
      wished: [
        ...[...this.#inputs.values()].map(({ number, id, state }) => ({ direction: 'in' as const, number, id, state })),
        ...[...this.#outputs.values()].map(({ number, id, state }) => ({
          direction: 'out' as const,
          number,
          id,
          state,
        })),
      ],
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
    for (const kept of this.#inputs.values()) if (!inputs.has(kept.id)) this.#dropInput(kept)
    for (const kept of this.#outputs.values()) if (!outputs.has(kept.id)) this.#dropOutput(kept)
    for (const id of inputs) if (!this.#inputs.has(id)) this.#inputs.set(id, this.#input(id))
    for (const id of outputs) if (!this.#outputs.has(id)) this.#outputs.set(id, this.#output(id))
    const fresh = this.#kept.filter(({ state }) => state !== 'open')
    for (const each of fresh) each.hurry()
    this.scan()
    if (fresh.some(({ state }) => state === 'opening'))
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    const failed = fresh.find(({ state }) => state === 'failed')
    if (failed !== undefined) throw cannotOpen(failed.id)
  }

  /** Looks at what came and went. To be called a few times a second. */
  scan(): void {
    const { inputs, outputs } = this.ports()
    const goneIn = goneOf(this.#inputs, inputs)
    const goneOut = goneOf(this.#outputs, outputs)
    for (const id of new Set([...goneIn, ...goneOut])) {
      const what = !goneOut.includes(id) ? 'in' : !goneIn.includes(id) ? 'out' : 'both'
      this.#events.notice({ level: 'warning', text: goneText(id, what) })
    }
    this.#settle()
  }

  /** Every port is closed and opened anew: after the machine slept, drivers are not to be trusted. */
  reopen(): void {
    for (const kept of this.#kept) kept.letGo()
    this.scan()
  }

  close(): void {
    for (const kept of this.#outputs.values()) this.#dropOutput(kept)
    for (const kept of this.#inputs.values()) this.#dropInput(kept)
  }

  get #kept(): readonly (KeptPort<InputPort> | KeptPort<OutputPort>)[] {
    return [...this.#inputs.values(), ...this.#outputs.values()]
  }

  #input(id: string): KeptPort<InputPort> {
    const number = this.numberOf('in', id)
    const kept = new KeptPort<InputPort>(
      number,
      id,
      {
        open: (news) => {
          const messages: InputEvents['messages'] = (batch, pending = 0) => {
            if (kept.heard()) this.#events.messages(number, batch, pending)
          }
          return this.#systems.find((each) => each.has('in', id))?.openInput(id, { ...news, messages }) ?? null
        },
        opened: (_, again) => {
          this.#events.opened(number, id, again)
          this.#opened(id, again)
        },
        lost: (wasOpen) => {
          if (wasOpen) this.#events.lost(number, id)
        },
        failed: (reason, again) => {
          this.#failed(failedText(id, 'in', reason), again)
        },
      },
      this.#now,
    )
    return kept
  }

  #output(id: string): KeptPort<OutputPort> {
    const mirror = this.#mirrors.get(id) ?? new OutputMirror()
    this.#mirrors.set(id, mirror)
    return new KeptPort(
      this.numberOf('out', id),
      id,
      {
        open: (news) => {
          const port = this.#systems.find((each) => each.has('out', id))?.openOutput(id, news)
          return port === undefined ? null : mirror.over(port)
        },
        opened: (port, again) => {
          mirror.endLeft(port, this.#now())
          this.#opened(id, again)
        },
        lost: () => {
          if (id === this.#wishes.output) this.#events.outputLost()
        },
        failed: (reason, again) => {
          this.#failed(failedText(id, 'out', reason), again)
        },
      },
      this.#now,
    )
  }

  #dropInput(kept: KeptPort<InputPort>): void {
    kept.letGo()
    this.#inputs.delete(kept.id)
  }

  #dropOutput(kept: KeptPort<OutputPort>): void {
    kept.port?.silence()
    kept.letGo()
    this.#outputs.delete(kept.id)
  }

  #opened(id: string, again: boolean): void {
    if (again) this.#tellBack(id)
    this.#settle()
  }

  /** Of a port that never opened, whoever wished for it is told. */
  #failed(text: string, again: boolean): void {
    if (again) this.#events.notice({ level: 'error', text })
    this.#settle()
  }

  #settle(): void {
    if (this.#kept.some(({ state }) => state === 'opening')) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }

  #tellBack(id: string): void {
    const told = this.#back?.id === id && this.#now() - this.#back.at < TOGETHER
    if (!told) this.#events.notice({ level: 'info', text: `${id} is back, and open again.` })
    this.#back = { id, at: this.#now() }
  }
}

/** Has ports follow what is there; those that went away. */
const goneOf = <P extends { close(): void }>(
  kept: ReadonlyMap<string, KeptPort<P>>,
  list: readonly PortInfo[],
): readonly string[] =>
  [...kept.values()].filter((each) => each.follow(list.find(({ id }) => id === each.id))).map(({ id }) => id)
