// The virtual box as a port in the same list: it runs in this thread, in time that is handed to it, so that its stamps
// are exact however late the loop is.
import type { Bytes } from '../../src-common/domain/midi/message'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { BoxPanel, BoxReceived, PortInfo } from '../../src-common/rpc/engine-contract'
import { parseScript } from '../../src-common/virtual/perform-script'
import { BoxRunner, type TimedBytes, type TimedPlayed } from '../../src-common/virtual/box-runner'
import { createBox, followsClock, isMuted, tempoOf, type BoxKey } from '../../src-common/virtual/box'
import { SoundingNotes } from '../../src-common/domain/play/sounding-notes'
import type { InputEvents, InputPort, OutputPort, PortList, PortNews, PortSystem } from './ports'

const BOXES: readonly PortInfo[] = [
  { id: 'virtual:digitakt', name: 'Virtual Digitakt', virtual: true, model: 'digitakt' },
  { id: 'virtual:digitakt2', name: 'Virtual Digitakt II', virtual: true, model: 'digitakt2' },
]

type OpenBox = {
  readonly id: string
  readonly runner: BoxRunner
  listener: InputEvents | null
  sends: TimedBytes[]
  hits: Set<number>
}

export class VirtualPorts implements PortSystem {
  readonly #now: () => Micros
  readonly #onReceived: (received: readonly BoxReceived[]) => void
  readonly #onPlayed: (played: readonly TimedPlayed[]) => void
  readonly #boxes = new Map<string, OpenBox>()
  /** The one whose panel is shown: that which was opened last. */
  #open: OpenBox | null = null

  /** `onPlayed`: what one would hear of the boxes. */
  constructor(
    now: () => Micros,
    onReceived: (received: readonly BoxReceived[]) => void,
    onPlayed: (played: readonly TimedPlayed[]) => void = () => undefined,
  ) {
    this.#now = now
    this.#onReceived = onReceived
    this.#onPlayed = onPlayed
  }

  list(): PortList {
    return { inputs: BOXES, outputs: BOXES, problem: null }
  }

  ready(): Promise<void> {
    return Promise.resolve()
  }

  has(_: 'in' | 'out', id: string): boolean {
    return BOXES.some((box) => box.id === id)
  }

  openInput(id: string, events: InputEvents): InputPort {
    const box = this.#boxOf(id)
    box.listener = events
    events.opened()
    return {
      close: () => {
        if (box.listener === events) box.listener = null
      },
    }
  }

  openOutput(id: string, events: PortNews): OutputPort {
    const box = this.#boxOf(id)
    events.opened()
    const sounding = new SoundingNotes()
    const silence = (): void => {
      const last = Math.max(this.#now(), ...box.sends.map((each) => each.time))
      box.sends.push(...sounding.end().map((bytes) => ({ time: last, bytes })))
    }
    return {
      send: (messages) => {
        for (const { bytes } of messages) sounding.note(bytes)
        box.sends.push(...messages)
      },
      silence,
      close: silence,
    }
  }

  press(key: BoxKey): void {
    this.#open?.runner.press(key, this.#now())
  }

  /** Lets the box perform a script by itself; throws what is wrong with it. */
  perform(text: string): void {
    const script = parseScript(text)
    if (!script.ok) throw new Error(`The performance was not begun: ${script.reason}`)
    this.#open?.runner.perform(script.lines, this.#now())
  }

  /** Lets the boxes run up to now, and delivers what they sent. */
  advance(): void {
    const time = this.#now()
    for (const box of this.#boxes.values()) {
      this.#deliverTo(box, time)
      this.#runUntil(box, time)
    }
  }

  /** What the panel shows; the hits since it was asked last. */
  panel(): BoxPanel | null {
    if (this.#open === null) return null
    const { runner, hits } = this.#open
    const { box } = runner
    this.#open.hits = new Set()
    return {
      model: box.model,
      transport: box.transport,
      position: box.next,
      bpm: tempoOf(box),
      pattern: box.pattern,
      queued: box.queued?.pattern ?? null,
      patternNames: Object.fromEntries(Object.entries(box.patterns).map(([number, pattern]) => [number, pattern.name])),
      muteMode: box.muteMode,
      mutes: box.settings.tracks.map((_, track) => isMuted(box, track)),
      fill: box.fill,
      follows: followsClock(box),
      settings: box.settings,
      hits: [...hits],
    }
  }

  /** Messages reach the box at their times; it notes for each where it was. */
  #deliverTo(box: OpenBox, time: Micros): void {
    const due = box.sends.filter((each) => each.time <= time).sort((a, b) => a.time - b.time)
    if (due.length === 0) return
    box.sends = box.sends.filter((each) => each.time > time)
    const received = due.flatMap(({ time: at, bytes }): BoxReceived[] => {
      this.#runUntil(box, at)
      box.runner.receive(bytes, at)
      this.#runUntil(box, at)
      return isPulse(bytes)
        ? []
        : [{ tick: box.runner.box.next, playing: box.runner.box.transport === 'playing', bytes }]
    })
    if (received.length > 0) this.#onReceived(received)
  }

  #runUntil(box: OpenBox, time: Micros): void {
    const { out, played } = box.runner.advance(time)
    if (out.length > 0) box.listener?.messages(out.map(({ time: at, bytes }) => ({ time: at, bytes, mended: false })))
    for (const each of played) if (each.audible) box.hits.add(each.track)
    if (played.length > 0) this.#onPlayed(played)
  }

  /** The box of an id that is in the list. */
  #boxOf(id: string): OpenBox {
    const model = BOXES.find((each) => each.id === id)?.model ?? 'digitakt'
    const box = this.#boxes.get(id) ?? {
      id,
      runner: new BoxRunner(createBox(model), this.#now()),
      listener: null,
      sends: [],
      hits: new Set<number>(),
    }
    this.#boxes.set(id, box)
    this.#open = box
    return box
  }
}

const isPulse = (bytes: Bytes): boolean => bytes[0] === 0xf8
