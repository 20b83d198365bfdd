// The thread that sends: it sleeps until shortly before a message is due, and waits out the rest awake. Nothing else
// runs here, and no input is open here: a thread that sleeps so hears none (measured: docs/timing.md).
import midi, { type Output } from '@julusian/midi/lazy'
import { receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import { SoundingNotes } from '../../src-common/domain/play/sounding-notes'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { TimedBytes } from '../../src-common/virtual/box-runner'
import { now } from './now'
import type { SenderData, SenderOrder } from './sender-link'

/** How long before a message is due the thread is to be awake. */
const MARGIN: Micros = 300

type OpenOutput = { readonly output: Output; readonly sounding: SoundingNotes }
type Due = TimedBytes & { readonly port: number }

const { signal, port, urgent } = workerData as SenderData
const wake = new Int32Array(signal)
const outputs = new Map<number, OpenOutput>()
let queue: Due[] = []

for (;;) {
  const seen = Atomics.load(wake, 0)
  for (const from of [urgent, port]) drain(from)
  const next = queue[0]
  const wait = next === undefined ? Infinity : (next.time - MARGIN - now()) / 1000
  if (wait > 0) Atomics.wait(wake, 0, seen, wait)
  sendDue()
}

function drain(from: MessagePort): void {
  for (let received = receiveMessageOnPort(from); received !== undefined; received = receiveMessageOnPort(from)) {
    obey(received.message as SenderOrder)
  }
}

function obey(order: SenderOrder): void {
  switch (order.type) {
    case 'open':
      open(order.port, order.index)
      return
    case 'send':
      for (const message of order.messages) insert({ port: order.port, time: message.time, bytes: message.bytes })
      return
    case 'silence':
      silence()
      return
    case 'close':
      close(order.port)
      return
    case 'exit':
      silence()
      for (const id of [...outputs.keys()]) close(id)
      process.exit()
  }
}

function open(id: number, index: number): void {
  try {
    const output = new midi.Output()
    output.openPort(index)
    outputs.set(id, { output, sounding: new SoundingNotes() })
  } catch (error) {
    fail(id, error)
  }
}

/** Keeps the queue in order of time; what is due at the same time leaves in the order in which it came. */
function insert(due: Due): void {
  const at = queue.findLastIndex((each) => each.time <= due.time)
  queue.splice(at + 1, 0, due)
}

function sendDue(): void {
  for (let next = queue[0]; next !== undefined && next.time - MARGIN <= now(); next = queue[0]) {
    queue.shift()
    while (now() < next.time);
    transmit(next)
  }
}

function transmit({ port: id, bytes }: Due): void {
  const open = outputs.get(id)
  if (open === undefined) return
  try {
    open.output.sendMessage([...bytes])
    open.sounding.note(bytes)
  } catch (error) {
    fail(id, error)
  }
}

/** Drops what waits, but for clock and transport, which the box counts on; and ends what sounds. */
function silence(): void {
  queue = queue.filter(({ bytes }) => (bytes[0] ?? 0) >= 0xf8)
  for (const [id, { sounding }] of outputs) for (const bytes of sounding.end()) transmit({ port: id, time: 0, bytes })
}

function close(id: number): void {
  const open = outputs.get(id)
  if (open === undefined) return
  // A Stop that is still to come is what matters most now; the clock before it is not waited for.
  for (const each of queue) if (each.port === id && each.bytes[0] === 0xfc) transmit(each)
  queue = queue.filter((each) => each.port !== id)
  for (const bytes of open.sounding.end()) transmit({ port: id, time: 0, bytes })
  outputs.delete(id)
  open.output.closePort()
  open.output.destroy()
}

function fail(id: number, error: unknown): void {
  const failed = outputs.get(id)
  outputs.delete(id)
  failed?.output.destroy()
  port.postMessage({ port: id, reason: error instanceof Error ? error.message : String(error) })
}
