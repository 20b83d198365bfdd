// Real ports, by @julusian/midi (RtMidi). Inputs live in this thread; outputs in the sender's.
import midi, { type Input } from '@julusian/midi/lazy'
import { existsSync } from 'node:fs'
import { modelOfPort } from '../../src-common/domain/device/digitakt-ports'
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import { now } from './now'
import { portIds, type InputPort, type OutputPort, type PacketListener, type PortList, type PortSystem } from './ports'
import type { SenderLink } from './sender-link'
import { faultsOf, Stamper } from './stamp'

/** WinMM hands over a SysEx in pieces of the buffer's size. */
const SYSEX_BUFFER = 65536

const ALSA_SEQUENCER = '/dev/snd/seq'

/** What an opened port looks like from elsewhere: nothing that one would play to or record from. */
const OWN_PORT = /^RtMidi (Input|Output) Client:RtMidi (Input|Output)\b/

export class RtMidiPorts implements PortSystem {
  readonly #sender: SenderLink
  /** One object is polled for what comes and goes: making one for each look leaks clients on some systems. */
  #scanner: { readonly input: Input; readonly output: InstanceType<typeof midi.Output> } | null = null
  #problem: string | null = null

  constructor(sender: SenderLink) {
    this.#sender = sender
  }

  list(): PortList {
    const scanner = this.#scan()
    if (scanner === null) return { inputs: [], outputs: [], problem: this.#problem }
    return { inputs: infos(namesOf(scanner.input)), outputs: infos(namesOf(scanner.output)), problem: null }
  }

  openInput(id: string, listener: PacketListener): InputPort | null {
    const scanner = this.#scan()
    const index = scanner === null ? -1 : portIds(namesOf(scanner.input)).indexOf(id)
    if (index < 0) return null
    const input = new midi.Input()
    const stamper = new Stamper(faultsOf(process.platform))
    input.ignoreTypes(false, false, true)
    input.setBufferSize(SYSEX_BUFFER, 8)
    input.on('message', (delta, packet) => {
      listener(stamper.stamp(delta, now()), packet)
    })
    try {
      input.openPort(index)
    } catch {
      input.destroy()
      return null
    }
    return { close: () => { input.closePort(); input.destroy() } } // prettier-ignore
  }

  openOutput(id: string): OutputPort | null {
    const scanner = this.#scan()
    const index = scanner === null ? -1 : portIds(namesOf(scanner.output)).indexOf(id)
    return index < 0 ? null : this.#sender.open(index)
  }

  #scan(): { readonly input: Input; readonly output: InstanceType<typeof midi.Output> } | null {
    if (this.#scanner !== null) return this.#scanner
    // Asked without it, ALSA complains on standard error at every look.
    if (process.platform === 'linux' && !existsSync(ALSA_SEQUENCER)) {
      this.#problem = problemText(`no ${ALSA_SEQUENCER}`)
      return null
    }
    try {
      this.#scanner = { input: new midi.Input(), output: new midi.Output() }
      this.#problem = null
    } catch (error) {
      this.#problem = problemText(error)
    }
    return this.#scanner
  }
}

type Named = { getPortCount(): number; getPortName(port: number): string }
const namesOf = (ports: Named): readonly string[] =>
  Array.from({ length: ports.getPortCount() }, (_, index) => ports.getPortName(index))

function infos(names: readonly string[]): readonly PortInfo[] {
  const ids = portIds(names)
  return names
    .map((name, index): PortInfo => ({ id: ids[index] ?? name, name, virtual: false, model: modelOfPort(name) }))
    .filter(({ name }) => !OWN_PORT.test(name))
}

/** RtMidi throws where the machine has no MIDI system: a normal state, and said as one. */
function problemText(error: unknown): string {
  const detail = error instanceof Error ? error.message : String(error)
  const cause = detail.includes('libasound')
    ? 'The ALSA library (libasound2) is not installed.'
    : 'This machine has no MIDI system.'
  return `${cause} Real ports appear here once there is one; the virtual Digitakt works without. (${detail.split('\n')[0] ?? ''})`
}
