// The engine's thread: puts the engine together and answers the host.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import type { EngineContract } from '../../src-common/rpc/engine-contract'
import { emit, serve, type Handlers } from '../../src-common/rpc/rpc'
import { Engine } from './engine'
import { now } from './now'
import { portWire } from '../../src-common/rpc/port-wire'
import { RtMidiPorts } from './rtmidi-ports'
import { SenderLink } from './sender-link'
import { VirtualPorts } from './virtual-ports'

/** What the host hands over: where journals go, and the line to the sender thread. */
export type EngineData = {
  readonly journals: string
  readonly signal: SharedArrayBuffer
  readonly sender: MessagePort
  readonly realPorts: boolean
}

const TICK_MS = 4
const FRAME_MS = 16
const PANEL_MS = 50
const SCAN_MS = 1000

if (parentPort === null) throw new Error('The engine runs in a worker thread.')
const host = portWire(parentPort)
const { journals, signal, sender, realPorts } = workerData as EngineData
const tell = <E extends keyof EngineContract['events']>(event: E, payload: EngineContract['events'][E]): void => {
  emit<EngineContract, E>(host, event, payload)
}

const link = new SenderLink(sender, signal, (reason) => {
  engine.outputFailed(reason)
})
const box = new VirtualPorts(now, (received) => {
  tell('received', received)
})
const engine = new Engine({
  systems: realPorts ? [box, new RtMidiPorts(link)] : [box],
  journals,
  now,
  events: {
    ports: (ports) => { tell('ports', ports) },
    transport: (transport) => { tell('transport', transport) },
    live: (batch) => { tell('live', batch) },
    recorded: (recorded) => { tell('recorded', recorded) },
    notice: (notice) => { tell('notice', notice) },
  },
}) // prettier-ignore

let panel = ''
const timers = [
  setInterval(() => {
    box.advance()
    engine.tick()
  }, TICK_MS),
  setInterval(() => { engine.frame() }, FRAME_MS),
  setInterval(showPanel, PANEL_MS),
  setInterval(() => { engine.scan() }, SCAN_MS),
] // prettier-ignore

function showPanel(): void {
  const next = box.panel()
  const text = JSON.stringify(next)
  if (text !== panel) tell('box', next)
  panel = text
}

const handlers: Handlers<EngineContract> = {
  ports: () => engine.ports(),
  openInput: ({ id }) => done(engine.openInput(id)),
  openOutput: ({ id }) => done(engine.openOutput(id)),
  project: (project) => done(engine.load(project)),
  patched: (patch) => done(engine.patched(patch)),
  setMode: (mode) => done(engine.setMode(mode)),
  play: () => done(engine.play()),
  stop: () => done(engine.stop()),
  locate: (tick) => done(engine.locate(tick)),
  panic: () => done(engine.panic()),
  record: () => done(engine.record()),
  endRecord: () => done(engine.endRecord()),
  flush: () => engine.flush(),
  kept: ({ take, from }) => done(engine.kept(take, from)),
  transport: () => engine.transport(),
  boxKey: (key) => done(box.press(key)),
  perform: ({ script }) => done(box.perform(script)),
  shutdown: () => {
    for (const timer of timers) clearInterval(timer)
    engine.close()
    return null
  },
}

/** The answer to a request that only does something. */
function done(_: unknown): null {
  return null
}

serve<EngineContract>(host, handlers)
