// The engine: reads inputs into the journal before anything else, keeps the clock, plays, and tells the host what it hears.
import { apply, type Patch } from '../../src-common/domain/edit/patch'
import { ELEKTRON } from '../../src-common/domain/device/dump/elektron-frame'
import { requestBytes, type ReadRequest } from '../../src-common/domain/device/dump/read-request'
import { parse, type Bytes } from '../../src-common/domain/midi/message'
import { emptyProject, type Project } from '../../src-common/domain/model/project'
import { PULSE, type Micros, type Tick } from '../../src-common/domain/time/ticks'
import type {
  ClockMode,
  Journalled,
  Kept,
  Owed,
  Pass,
  PassTimes,
  Ports,
  PortWishes,
  Probe,
  Transport as TransportState,
} from '../../src-common/rpc/engine-contract'
import { clockEvent } from './clock-event'
import type { Leaving } from './departures'
import type { DriverMessage } from './driver-mender'
import type { EngineDeps } from './engine-deps'
import { LiveFeed, liveMessage } from './live-feed'
import { PortDesk } from './port-desk'
import { assertFree, Probing } from './probing'
import { ReplayDesk } from './replay-desk'
import { Recorder } from './recorder'
import { SelfWatch } from './self-watch'
import { Told } from './told'
import type { Transport } from './transport'

export class Engine {
  readonly #deps: EngineDeps
  readonly #recorder: Recorder
  readonly #desk: PortDesk
  readonly #replay: ReplayDesk
  readonly #live = new LiveFeed()
  readonly #probing = new Probing()
  readonly watch = new SelfWatch()
  #project: Project = emptyProject('')
  /** The numbers of the inputs that count. */
  #roles = { box: -1, clock: -1 }
  /** As it was marked last, in the roll that is on. */
  #songOffset: Tick = 0
  readonly #told = new Told()

  constructor(deps: EngineDeps) {
    this.#deps = deps
    this.#recorder = new Recorder(deps.journals, deps.events, deps.journal)
    this.#replay = new ReplayDesk({
      now: deps.now,
      send: (leaving) => { this.#send(leaving) },
      open: () => this.#desk.output !== null,
    }) // prettier-ignore
    this.#desk = new PortDesk(
      deps.systems,
      {
        messages: (port, messages, pending) => {
          this.#receive(port, messages)
          if (pending > 0 && port === this.#roles.box) deps.events.sysexComing(pending)
        },
        opened: (port, id, again) => { this.#opened(port, id, again) },
        lost: (port) => { this.#lost(port) },
        outputLost: () => {
          this.#probing.lost(this.#deps.now())
          this.#replay.stop()
        },
        notice: (notice) => { deps.events.notice(notice) },
      },
      deps.now,
    ) // prettier-ignore
  }

  // --- ports

  /** What there is, once it is known. */
  async ports(): Promise<Ports> {
    await this.#desk.ready()
    return this.#desk.ports()
  }

  /** Looks for ports that came or went, and tells of them. */
  scan(): void {
    this.#desk.scan()
    if (!this.#recorder.isOpen && this.#desk.openInputs.length > 0) this.#openJournal()
    this.#tellPorts()
  }

  /** Rejects, naming the port, where one does not open. It stays wished for. */
  async choosePorts(wishes: PortWishes): Promise<void> {
    const before = this.#desk.wishes
    if (wishes.box !== before.box || (wishes.clock ?? wishes.box) !== (before.clock ?? before.box))
      this.#changeRoles(wishes)
    if (wishes.output !== before.output) this.#silenceOutput()
    if (wishes.output !== before.output || wishes.box !== before.box) {
      this.#replay.stop()
      this.#replay.watched.forget()
    }
    try {
      const chosen = this.#desk.choose(wishes)
      if (wishes.box === null && wishes.clock === null && wishes.also.length === 0) this.#recorder.close()
      await chosen
    } finally {
      this.#tellPorts()
    }
  }

  /** The box's input; the others stay. */
  openInput(id: string | null): Promise<void> {
    const { wishes } = this.#desk
    return this.choosePorts({ ...wishes, box: id, also: wishes.also.filter((each) => each !== id) })
  }

  openOutput(id: string | null): Promise<void> {
    const clockTo = this.#desk.wishes.clockTo.filter((each) => each !== id)
    return this.choosePorts({ ...this.#desk.wishes, output: id, clockTo })
  }

  #changeRoles({ box, clock }: PortWishes): void {
    this.#recorder.endRecord()
    const numberOf = (id: string | null): number => (id === null ? -1 : this.#desk.numberOf('in', id))
    const before = this.#roles
    this.#roles = { box: numberOf(box), clock: numberOf(clock ?? box) }
    if (before.clock !== this.#roles.clock) {
      this.#send(this.#transport.forgetClock(this.#deps.now()))
      this.#recorder.forgetClock()
    }
    if (this.#recorder.isOpen) this.#recorder.roles(this.#roles)
  }

  #opened(port: number, id: string, again: boolean): void {
    if (!this.#recorder.isOpen) this.#openJournal()
    this.#recorder.port(port, id)
    if (again) this.#recorder.mark({ type: 'back', port }, this.#deps.now())
  }

  #openJournal(): void {
    this.#recorder.open()
    for (const { number, id } of this.#desk.openInputs) this.#recorder.port(number, id)
    this.#recorder.roles(this.#roles)
  }

  /** A gap begins: the recording goes on, and what sounded from there is over. */
  #lost(port: number): void {
    this.#recorder.mark({ type: 'lost', port }, this.#deps.now())
    this.#recorder.flush()
    if (port === this.#roles.clock) this.#send(this.#transport.loseClock(this.#deps.now()))
  }

  #silenceOutput(): void {
    this.endProbe()
    this.#replay.stop()
    this.#desk.output?.silence()
  }

  #tellPorts(): void {
    const ports = this.#desk.ports()
    if (this.#told.isNews('ports', ports)) this.#deps.events.ports(ports)
  }

  // --- the song and its transport

  get #transport(): Transport {
    return this.#replay.transport
  }

  load(project: Project): void {
    this.#project = project
    this.#replay.follow(this.#project)
  }

  patched(patch: Patch): void {
    this.#project = apply(this.#project, patch)
    this.#replay.follow(this.#project)
  }

  setMode(mode: ClockMode): void {
    this.endProbe()
    this.#replay.setMode(mode)
  }

  play(): void {
    if (!this.#transport.rolling) this.#songOffset = 0
    if (this.#desk.output === null)
      throw new Error('There is no output to play to. Choose one beside the input, at the top left.')
    this.endProbe()
    this.#replay.play()
  }

  /** Plays a pass by our clock; what is sent before it is timed from the moment that the box begins. */
  playPass(pass: Pass): PassTimes {
    this.#assertFree()
    this.endProbe()
    return this.#replay.playPass(pass)
  }

  /** Ends the replay. A take ends with it where our clock drives the box; else the box plays on, and so does the take. */
  stop(): void {
    this.#halt(() => { this.#replay.stop() }) // prettier-ignore
  }

  /** Ends the replay for a while: play goes on where it was. */
  pause(): void {
    this.#halt(() => { this.#replay.pause() }) // prettier-ignore
  }

  #halt(end: () => void): void {
    this.endProbe()
    const { leads } = this.#transport
    end()
    if (leads && this.#recorder.rolled) this.endRecord()
  }

  /** Gives the box back what an earlier run owed it. */
  giveBack(owed: Owed): void {
    this.#replay.giveBack(owed)
  }

  /** Sends the box a request that only reads. */
  ask(request: ReadRequest): void {
    if (this.#desk.output === null || this.#roles.box < 0)
      throw new Error('To ask the box, both its input and its output have to be open. Choose them at the top left.')
    this.#sendNow(requestBytes(request))
  }

  locate(tick: Tick): void {
    this.#send(this.#transport.locate(tick, this.#deps.now()))
  }

  panic(): void {
    this.endProbe()
    this.#desk.output?.silence()
    this.#send(this.#transport.panic(this.#deps.now()))
  }

  // --- trying what the box takes

  /** Throws why not, in words. A mute or a note is undone a moment later, or on the way out; where the output is away, as it is back. */
  probe(probe: Probe): void {
    this.#assertFree()
    this.endProbe()
    this.#sendNow(this.#probing.begin(probe, this.#project.device, this.#deps.now()))
  }

  #assertFree(): void {
    const playing = this.transport().replay !== 'stopped'
    assertFree({ playing, recording: this.#recorder.recording, output: this.#desk.output !== null })
  }

  /** Undoes it now; nothing where nothing is being tried. */
  endProbe(): void {
    if (this.#desk.output === null) this.#probing.hurry()
    else this.#sendNow(this.#probing.end(this.#deps.now()))
  }

  #sendNow(bytes: Bytes | null): void {
    if (bytes !== null) this.#sendAt(this.#deps.now(), [bytes])
  }

  #sendAt(time: Micros, messages: readonly Bytes[]): void {
    this.#send(messages.map((bytes) => ({ time, bytes, clock: false })))
  }

  // --- recording

  record(): void {
    if (!this.#recorder.isOpen || this.#roles.box < 0)
      throw new Error('There is no input to record from. Choose one at the top left.')
    this.#recorder.record(this.#deps.now())
  }

  endRecord(): void {
    this.#recorder.endRecord()
  }

  flush(): Journalled | null {
    return this.#recorder.flush()
  }

  kept(kept: Kept): boolean {
    return this.#recorder.kept(this.#deps.now(), kept)
  }

  #receive(port: number, messages: readonly DriverMessage[]): void {
    for (const { time, bytes, mended } of messages) {
      const event = (bytes[0] ?? 0) >= 0xf0 ? clockEvent(parse(bytes)) : null
      const counts = port === this.#roles.clock ? event : null
      // While we lead, a box that answers with a clock of its own does not count.
      const echo = event === null && port === this.#roles.box && this.#replay.heard(bytes, time)
      this.#recorder.receive({ port, time, bytes, mended, echo }, this.#transport.leads ? null : counts, event !== null)
      if (mended) this.watch.mended(time)
      if (counts?.type === 'start' || counts?.type === 'stop') this.#songOffset = 0
      const midway = counts?.type === 'stop' && !this.#transport.known && this.#recorder.heardNotes
      if (counts !== null) this.#send(this.#transport.receive(counts, time, this.#deps.now()))
      if (counts?.type === 'continue') this.#recorder.mark({ type: 'position', tick: this.#transport.position }, time)
      if (counts?.type === 'clock' && this.#transport.rolling)
        this.#rolls(time, this.#transport.positionOf(time).tick - PULSE)
      // A box that was playing already when its input was opened has told of no Start; its Stop ends the take as well.
      if (counts?.type === 'stop' && (this.#recorder.rolled || midway)) this.endRecord()
      if (event?.type === 'clock') this.#live.pulse('in', port)
      else this.#live.heard(liveMessage({ time, port, bytes, at: this.#transport.positionOf(time) }, echo))
      if (port === this.#roles.box && ELEKTRON.every((byte, index) => bytes[index] === byte))
        this.#deps.events.sysex(bytes)
    }
  }

  /** The clock rolls; where a song plays along elsewhere than the clock counts, a mark says so, whether one records or not. */
  #rolls(time: Micros, tick: Tick): void {
    const offset = this.#transport.songOffset(time)
    if (offset !== this.#songOffset && tick >= 0) {
      this.#recorder.mark({ type: 'song', offset }, time)
      this.#songOffset = offset
    }
    if (this.#recorder.waits) this.#recorder.roll(tick)
  }

  #send(leaving: readonly Leaving[]): void {
    if (leaving.length === 0) return
    const { output, outputNumber, clockOutputs } = this.#desk
    output?.send(leaving.map(({ time, bytes }) => ({ time, bytes })))
    const clock = leaving.filter((each) => each.clock)
    for (const each of clock) this.#recorder.sent(each.time, each.bytes, clockEvent(parse(each.bytes)))
    for (const { time, bytes } of leaving) this.#live.sent(outputNumber, time, bytes)
    this.#replay.sent(leaving)
    if (clock.length === 0) return
    for (const { port, number } of clockOutputs) {
      port.send(clock.map(({ time, bytes }) => ({ time, bytes })))
      for (const { time, bytes } of clock) this.#live.sent(number, time, bytes)
    }
  }

  // --- time

  /** To be called every few milliseconds. */
  tick(): void {
    const now = this.#deps.now()
    // An output that is away is waited for: what was begun there is undone when it is back.
    if (this.#desk.output !== null) this.#sendNow(this.#probing.due(now))
    this.#replay.tick()
    this.#recorder.settleSent(now)
    const { pressed, tick } = this.#transport.positionOf(now)
    if (this.#transport.leads && pressed > 0) this.#rolls(now, tick)
  }

  transport(): TransportState {
    const { recording, recordedFrom } = this.#recorder
    return { ...this.#transport.state(this.#deps.now()), recording, recordedFrom }
  }

  /** To be called once a frame: writes to disk, and tells the host what is new. */
  frame(): void {
    this.#recorder.flush()
    this.tellTransport()
    const batch = this.#live.take()
    if (batch !== null) this.#deps.events.live(batch)
    const report = this.#replay.watched.news()
    if (report !== null) this.#deps.events.verified(report)
    const owed = this.#replay.owed(this.#desk.wishes.output)
    if (this.#told.isNews('owed', owed)) this.#deps.events.owed(owed)
  }

  /** Tells the host where the transport is, where that is news. */
  tellTransport(): void {
    const transport = this.transport()
    if (this.#told.isNews('transport', { ...transport, now: 0 })) this.#deps.events.transport(transport)
  }

  /** To be called once a second. */
  diagnose(): void {
    const list = this.#recorder.performances.list()
    if (this.#told.isNews('performances', list)) this.#deps.events.performances(list)
    this.#deps.events.diagnostics(this.watch.diagnostics(this.#deps.now(), this.#recorder.size))
  }

  /** The machine is about to sleep: nothing may sound meanwhile, and the disk is to hold everything. */
  async sleep(): Promise<void> {
    this.#silenceOutput()
    await this.#recorder.sync()
  }

  /** The machine slept until now. Its drivers are not trusted to have come through: every port is opened anew. */
  wake(): void {
    this.#silenceOutput()
    this.#recorder.mark({ type: 'slept', at: new Date().toISOString() }, this.#deps.now())
    this.#desk.reopen()
    this.#tellPorts()
  }

  /** Ends what sounds, and closes everything. */
  close(): void {
    this.#silenceOutput()
    this.#desk.close()
    this.#recorder.close()
  }
}
