// The thread in which real inputs live, and in which ports are looked for. A driver call that blocks (a port that was
// unplugged, a MIDI server that hangs) blocks this thread and nothing else: nobody waits for it without a limit.
import midi, { type Input } from '@julusian/midi/lazy'
import { existsSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { DriverNews, DriverOrder } from './driver-link'
import { DriverMender, faultsOf, type DriverMessage } from './driver-mender'
import { now } from './now'
import { portIds } from './port-names'

/** WinMM hands over a SysEx in pieces of the buffer's size. */
const SYSEX_BUFFER = 65536
const SCAN_MS = 500
const ALSA_SEQUENCER = '/dev/snd/seq'

if (parentPort === null) throw new Error('The driver runs in a worker thread.')
const engine = parentPort
const tell = (news: DriverNews): void => {
  engine.postMessage(news)
}

type Named = { getPortCount(): number; getPortName(port: number): string }
/** One object of each kind is polled for what comes and goes: making one for each look leaks clients on some systems. */
let scanner: { readonly input: Input; readonly output: InstanceType<typeof midi.Output> } | null = null
const inputs = new Map<number, Input>()
let told = ''
/** What arrived in this turn of the loop: it is handed on together. */
let collected: { readonly port: number; readonly messages: DriverMessage[]; pending: number }[] = []

function scan(): void {
  const found = look()
  const text = JSON.stringify(found)
  // Also when nothing changed: that this thread answers at all is news.
  tell(text === told ? { type: 'alive' } : found)
  told = text
}

function look(): DriverNews & { readonly type: 'ports' } {
  // Asked without it, ALSA complains on standard error at every look.
  if (process.platform === 'linux' && !existsSync(ALSA_SEQUENCER)) return nothing(`no ${ALSA_SEQUENCER}`)
  try {
    scanner ??= { input: new midi.Input(), output: new midi.Output() }
    return { type: 'ports', inputs: namesOf(scanner.input), outputs: namesOf(scanner.output), problem: null }
  } catch (error) {
    return nothing(error)
  }
}

function namesOf(ports: Named): readonly string[] {
  return Array.from({ length: ports.getPortCount() }, (_, index) => ports.getPortName(index))
}

/** RtMidi throws where the machine has no MIDI system: a normal state, and said as one. */
function nothing(error: unknown): DriverNews & { readonly type: 'ports' } {
  const detail = error instanceof Error ? error.message : String(error)
  const cause = detail.includes('libasound')
    ? 'The ALSA library (libasound2) is not installed.'
    : 'This machine has no MIDI system.'
  const problem = `${cause} Real ports appear here once there is one; the virtual Digitakt works without. (${detail.split('\n')[0] ?? ''})`
  return { type: 'ports', inputs: [], outputs: [], problem }
}

/** After what was closed has closed: WinMM does not open a port twice. */
function open(port: number, id: string): void {
  setImmediate(() => { openNow(port, id) }) // prettier-ignore
}

function openNow(port: number, id: string): void {
  let input: Input | null = null
  try {
    input = new midi.Input()
    const mender = new DriverMender(faultsOf(process.platform))
    input.ignoreTypes(false, false, true)
    input.setBufferSize(SYSEX_BUFFER, 8)
    input.on('message', (delta, packet) => {
      collect(port, mender.push(delta, packet, now()), mender.pending)
    })
    const index = portIds(namesOf(input)).indexOf(id)
    if (index < 0) throw new Error('it is not there')
    input.openPort(index)
    inputs.set(port, input)
    tell({ type: 'opened', port })
  } catch (error) {
    input?.destroy()
    tell({ type: 'failed', port, reason: error instanceof Error ? error.message : String(error) })
  }
}

function close(port: number): void {
  const input = inputs.get(port)
  if (input === undefined) return
  inputs.delete(port)
  // Closing discards what is queued: it is given a turn to come out first.
  setImmediate(() => {
    input.closePort()
    input.destroy()
  })
}

function collect(port: number, messages: readonly DriverMessage[], pending: number): void {
  if (collected.length === 0) setImmediate(handOn)
  const last = collected.at(-1)
  if (last?.port === port) {
    last.messages.push(...messages)
    last.pending = pending
  } else collected.push({ port, messages: [...messages], pending })
}

function handOn(): void {
  tell({ type: 'messages', batches: collected })
  collected = []
}

/** Ended while a driver still calls, the whole program would fall with this thread: so the inputs go first. */
function leave(): void {
  for (const port of [...inputs.keys()]) close(port)
  scanner?.input.destroy()
  scanner?.output.destroy()
  setImmediate(() => setImmediate(() => process.exit()))
}

engine.on('message', (order: DriverOrder) => {
  if (order.type === 'open') open(order.port, order.id)
  else if (order.type === 'close') close(order.port)
  else leave()
})
scan()
setInterval(scan, SCAN_MS)
