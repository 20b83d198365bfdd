// Sends messages at their times: sleeps until shortly before the next is due, and waits out the rest awake. It never
// returns: the thread that runs it does nothing else, and hears its orders when it wakes.
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads'
import type { Bytes } from '../../src-common/domain/midi/message'
import { sendable, type Sendable } from '../../src-common/domain/device/dump/sendable'
import { SoundingNotes } from '../../src-common/domain/play/sounding-notes'
import type { Micros } from '../../src-common/domain/time/ticks'
import { now } from './now'
import { SendQueue, type Due } from './send-queue'
import { BUSY_SINCE, WAKE, type SenderData, type SenderNews, type SenderOrder } from './sender-link'
import { WakeMargin } from './wake-margin'

/** A port that was opened; both may throw, and may block as long as a driver likes. */
export type DriverOutput = { send(bytes: Sendable): void; close(): void }

/** How long a silence has to be for the lateness to be told in it. */
const ROOM_TO_TELL: Micros = 3000
const TELL_EVERY: Micros = 1_000_000

/** Milliseconds in 32 bits; 0 is for not at all. */
const busySince = (at: Micros): number => Math.round(at / 1000) | 0 || 1

type OpenOutput = { readonly output: DriverOutput; readonly sounding: SoundingNotes }

export class Sender {
  readonly #shared: Int32Array
  readonly #port: MessagePort
  readonly #urgent: MessagePort
  /** Opens the output of that id; throws where there is none, or it does not open. */
  readonly #open: (id: string) => DriverOutput
  readonly #outputs = new Map<number, OpenOutput>()
  readonly #queue = new SendQueue()
  readonly #margin = new WakeMargin()
  #late: number[] = []
  #toldAt = now()
  #ended = false

  constructor({ signal, port, urgent }: SenderData, open: (id: string) => DriverOutput) {
    this.#shared = new Int32Array(signal)
    this.#port = port
    this.#urgent = urgent
    this.#open = open
  }

  /** Until it is told to end. */
  run(): void {
    for (;;) {
      const seen = Atomics.load(this.#shared, WAKE)
      for (const from of [this.#urgent, this.#port]) this.#drain(from)
      if (this.#ended) break
      const due = this.#queue.nextTime()
      if (this.#late.length > 0 && now() - this.#toldAt > TELL_EVERY && due - now() > ROOM_TO_TELL) this.#tellLateness()
      this.#sleepUntil(due - this.#margin.length, seen)
      this.#sendDue()
    }
    // Also what was opened by an order that came after that to end.
    for (const port of [...this.#outputs.keys()]) {
      this.#silence(port)
      this.#close(port)
    }
  }

  #sleepUntil(time: Micros, seen: number): void {
    const from = now()
    const length = this.#late.length === 0 ? time - from : Math.min(time - from, TELL_EVERY)
    if (length <= 0) return
    const woken = Atomics.wait(this.#shared, WAKE, seen, length / 1000)
    if (woken === 'timed-out') this.#margin.woke(now() - from - length, now())
  }

  /** Between two messages that are due at once nothing is done that can wait. */
  #sendDue(): void {
    let at = now()
    if (this.#queue.nextTime() - this.#margin.length > at) return
    const left: Due[] = []
    Atomics.store(this.#shared, BUSY_SINCE, busySince(at))
    for (let due = this.#queue.nextTime(); due - this.#margin.length <= at; due = this.#queue.nextTime()) {
      do at = now()
      while (at < due)
      const next = this.#queue.take()
      if (next === null) break
      this.#late.push(at - due)
      if (this.#hand(next.port, next.bytes)) left.push(next)
    }
    Atomics.store(this.#shared, BUSY_SINCE, 0)
    for (const { port, bytes } of left) this.#outputs.get(port)?.sounding.note(bytes)
  }

  #tellLateness(): void {
    this.#tell({ type: 'lateness', late: this.#late, margin: this.#margin.length })
    this.#late = []
    this.#toldAt = now()
  }

  #tell(news: SenderNews): void {
    this.#port.postMessage(news)
  }

  #drain(from: MessagePort): void {
    for (let received = receiveMessageOnPort(from); received !== undefined; received = receiveMessageOnPort(from)) {
      this.#obey(received.message as SenderOrder)
    }
  }

  #obey(order: SenderOrder): void {
    switch (order.type) {
      case 'open':
        this.#openOutput(order.port, order.id)
        return
      case 'send':
        for (const { time, bytes } of order.messages) this.#queue.add({ port: order.port, time, bytes })
        return
      case 'silence':
        this.#silence(order.port)
        return
      case 'close':
        this.#close(order.port)
        return
      case 'exit':
        this.#ended = true
    }
  }

  /** Drivers may block, for seconds where a device was unplugged: whoever watches sees since when. */
  #inDriver<T>(call: () => T): T {
    Atomics.store(this.#shared, BUSY_SINCE, busySince(now()))
    try {
      return call()
    } finally {
      Atomics.store(this.#shared, BUSY_SINCE, 0)
    }
  }

  #openOutput(port: number, id: string): void {
    try {
      const output = this.#inDriver(() => this.#open(id))
      this.#outputs.set(port, { output, sounding: new SoundingNotes() })
      this.#tell({ type: 'opened', port })
    } catch (error) {
      this.#fail(port, error)
    }
  }

  #transmit(port: number, bytes: Bytes): void {
    if (this.#inDriver(() => this.#hand(port, bytes))) this.#outputs.get(port)?.sounding.note(bytes)
  }

  /** Hands a message to the driver; false where it must not leave, or the output does not take it, and is closed. */
  #hand(port: number, bytes: Bytes): boolean {
    const open = this.#outputs.get(port)
    const checked = sendable(bytes)
    if (open === undefined || checked === null) return false
    try {
      open.output.send(checked)
      return true
    } catch (error) {
      this.#fail(port, error)
      return false
    }
  }

  /** What is due leaves. Then drops what waits, but for clock and transport, which the box counts on; and ends what sounds. */
  #silence(port: number): void {
    this.#sendDue()
    this.#queue.drop((each) => each.port === port && (each.bytes[0] ?? 0) < 0xf8)
    for (const bytes of this.#outputs.get(port)?.sounding.end() ?? []) this.#transmit(port, bytes)
  }

  #close(port: number): void {
    const open = this.#outputs.get(port)
    if (open === undefined) return
    // A Stop that is still to come is what matters most now; the clock before it is not waited for.
    for (const { bytes } of this.#queue.drop((each) => each.port === port))
      if (bytes[0] === 0xfc) this.#transmit(port, bytes)
    for (const bytes of open.sounding.end()) this.#transmit(port, bytes)
    this.#outputs.delete(port)
    this.#shut(open.output)
  }

  #shut(output: DriverOutput): void {
    try {
      this.#inDriver(() => {
        output.close()
      })
    } catch {
      // What is gone may fail to close: it is gone all the same.
    }
  }

  #fail(port: number, error: unknown): void {
    const failed = this.#outputs.get(port)
    this.#outputs.delete(port)
    this.#queue.drop((each) => each.port === port)
    if (failed !== undefined) this.#shut(failed.output)
    this.#tell({ type: 'failed', port, reason: error instanceof Error ? error.message : String(error) })
  }
}
