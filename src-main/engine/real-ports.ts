// Real ports: inputs by the driver's thread, outputs by the sender's.
import type { DriverLink, Listed } from './driver-link'
import { portInfos } from './port-names'
import type { InputEvents, InputPort, OutputPort, PortList, PortNews, PortSystem } from './ports'
import type { SenderLink } from './sender-link'

export class RealPorts implements PortSystem {
  readonly #driver: () => DriverLink
  readonly #sender: SenderLink
  #list: PortList = { inputs: [], outputs: [], problem: null }
  #isReady = (): void => undefined
  readonly #ready = new Promise<void>((resolve) => { this.#isReady = resolve }) // prettier-ignore

  constructor(driver: () => DriverLink, sender: SenderLink) {
    this.#driver = driver
    this.#sender = sender
  }

  /** What the driver's thread has found. */
  found({ inputs, outputs, problem }: Listed): void {
    this.#list = { inputs: portInfos(inputs), outputs: portInfos(outputs), problem }
    this.#isReady()
  }

  /** It does not answer: one goes on without real ports until it does. */
  stuck(): void {
    this.#isReady()
  }

  list(): PortList {
    return this.#list
  }

  ready(): Promise<void> {
    return this.#ready
  }

  has(direction: 'in' | 'out', id: string): boolean {
    return (direction === 'in' ? this.#list.inputs : this.#list.outputs).some((port) => port.id === id)
  }

  openInput(id: string, events: InputEvents): InputPort {
    return this.#driver().open(id, events)
  }

  openOutput(id: string, events: PortNews): OutputPort {
    return this.#sender.open(id, events)
  }
}
