// The engine's thread: puts the engine together and answers the host.
import { join } from 'node:path'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { unpackProject } from '../../src-common/domain/model/packed-notes'
import type { EngineContract } from '../../src-common/rpc/engine-contract'
import { portWire } from '../../src-common/rpc/port-wire'
import { emit, serve, type Handlers } from '../../src-common/rpc/rpc'
import { DriverLink, type DriverNews, type DriverThread } from './driver-link'
import { Engine } from './engine'
import { now } from './now'
import { RealPorts } from './real-ports'
import { SenderLink, type SenderLine } from './sender-link'
import { VirtualPorts } from './virtual-ports'

/** What the host hands over: where journals go and built workers lie, and the line to the sender thread. */
export type EngineData = {
  readonly journals: string
  readonly workers: string
  readonly sender: SenderLine
  readonly realPorts: boolean
}

/** From the host, beside requests: another sender thread took the place of one that is stuck. */
export type NewSender = { readonly type: 'sender'; readonly sender: SenderLine }

const TICK_MS = 4
const FRAME_MS = 16
const PANEL_MS = 50
const SCAN_MS = 500
const SECOND_MS = 1000

if (parentPort === null) throw new Error('The engine runs in a worker thread.')
const host = portWire(parentPort)
const { journals, workers, sender, realPorts } = workerData as EngineData
const tell = <E extends keyof EngineContract['events']>(event: E, payload: EngineContract['events'][E]): void => {
  emit<EngineContract, E>(host, event, payload)
}

const link = new SenderLink(sender, {
  lateness: (late, margin) => { engine.watch.lateness(late, margin, now()) },
  stuck: () => { tell('senderStuck', null) },
}) // prettier-ignore
const real = new RealPorts(() => driver(), link)
let driverLink: DriverLink | null = null
const driver = (): DriverLink =>
  (driverLink ??= new DriverLink(
    {
      start: startDriver,
      onPorts: (listed) => { real.found(listed) },
      onStuck: (text) => {
        real.stuck()
        tell('notice', { level: 'error', text })
      },
    },
  )) // prettier-ignore

/** A thread that ends when it is asked to, or never, if its driver never returns: it keeps nothing from ending. */
function startDriver(onNews: (news: DriverNews) => void, onDeath: (reason: string) => void): DriverThread {
  const worker = new Worker(join(workers, 'driver-worker.js'))
  let reason = 'it ended by itself'
  let ended = false
  worker.on('message', onNews)
  worker.on('error', (error) => { reason = error.message }) // prettier-ignore
  worker.on('exit', () => { if (!ended) onDeath(reason) }) // prettier-ignore
  return {
    send: (order) => { worker.postMessage(order) },
    end: () => {
      ended = true
      worker.postMessage({ type: 'exit' })
      worker.unref()
      return new Promise((resolve) => worker.once('exit', () => { resolve() }))
    },
  } // prettier-ignore
}

const box = new VirtualPorts(now, (received) => {
  tell('received', received)
})
const engine = new Engine({
  systems: realPorts ? [box, real] : [box],
  journals,
  now,
  events: {
    ports: (ports) => { tell('ports', ports) },
    transport: (transport) => { tell('transport', transport) },
    live: (batch) => { tell('live', batch) },
    owed: (owed) => { tell('owed', owed) },
    verified: (report) => { tell('verified', report) },
    performances: (performances) => { tell('performances', performances) },
    diagnostics: (diagnostics) => { tell('diagnostics', diagnostics) },
    recorded: (recorded) => { tell('recorded', recorded) },
    sysex: (bytes) => { tell('sysex', bytes) },
    sysexComing: (bytes) => { tell('sysexComing', bytes) },
    notice: (notice) => { tell('notice', notice) },
  },
}) // prettier-ignore
if (realPorts) driver()

let panel = ''
const timers = [
  setInterval(() => {
    box.advance()
    engine.tick()
  }, TICK_MS),
  setInterval(() => { engine.frame() }, FRAME_MS),
  setInterval(showPanel, PANEL_MS),
  setInterval(() => {
    engine.scan()
    driverLink?.watch()
    link.watch(now())
  }, SCAN_MS),
  setInterval(() => { engine.diagnose() }, SECOND_MS),
] // prettier-ignore

function showPanel(): void {
  const next = box.panel()
  const text = JSON.stringify(next)
  if (text !== panel) tell('box', next)
  panel = text
}

const DRIVER_MS = 500

const handlers: Handlers<EngineContract> = {
  ports: () => engine.ports(),
  choosePorts: async (wishes) => done(await engine.choosePorts(wishes)),
  openInput: async ({ id }) => done(await engine.openInput(id)),
  openOutput: async ({ id }) => done(await engine.openOutput(id)),
  project: (packed) => done(engine.load(unpackProject(packed))),
  patched: (patch) => done(engine.patched(patch)),
  setMode: (mode) => done(engine.setMode(mode)),
  play: () => done(engine.play()),
  playPass: (pass) => {
    const times = engine.playPass(pass)
    engine.tellTransport()
    return times
  },
  stop: () => done(engine.stop()),
  ask: (request) => done(engine.ask(request)),
  pause: () => done(engine.pause()),
  giveBack: (owed) => done(engine.giveBack(owed)),
  locate: (tick) => done(engine.locate(tick)),
  panic: () => done(engine.panic()),
  record: () => done(engine.record()),
  endRecord: () => done(engine.endRecord()),
  flush: () => engine.flush(),
  kept: (kept) => engine.kept(kept),
  transport: () => engine.transport(),
  probe: (probe) => done(engine.probe(probe)),
  endProbe: () => done(engine.endProbe()),
  boxKey: (key) => done(box.press(key)),
  perform: ({ script }) => done(box.perform(script)),
  sleep: async () => done(await engine.sleep()),
  wake: () => done(engine.wake()),
  shutdown: async () => {
    for (const timer of timers) clearInterval(timer)
    engine.close()
    // A driver that holds its thread is not waited for.
    await Promise.race([driverLink?.end(), new Promise((resolve) => setTimeout(resolve, DRIVER_MS))])
    return null
  },
}

/** The answer to a request that only does something. */
/** Who is answered knows already what it did to the transport. */
function done(_: unknown): null {
  engine.tellTransport()
  return null
}

serve<EngineContract>(host, handlers)
parentPort.on('message', (message: unknown) => {
  if (isNewSender(message)) link.replace(message.sender)
})

const isNewSender = (message: unknown): message is NewSender =>
  typeof message === 'object' && message !== null && (message as { readonly type?: unknown }).type === 'sender'
