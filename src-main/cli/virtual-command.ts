// `muteline virtual`: the virtual Digitakt as a program of its own, on virtual MIDI ports of the system.
import midi from '@julusian/midi/lazy'
import { readFile } from 'node:fs/promises'
import { parse, toHex, type Bytes } from '../../src-common/domain/midi/message'
import { MessageStream } from '../../src-common/domain/midi/message-stream'
import { PLAY_PRESET, RECORD_PRESET } from '../../src-common/virtual/box-settings'
import { BoxRunner } from '../../src-common/virtual/box-runner'
import { parseScript, type ScriptLine } from '../../src-common/virtual/perform-script'
import { createBox } from '../../src-common/virtual/box'
import { now } from '../engine/now'
import { PiecewiseOutput } from './piecewise'
import { choiceOf, numberOf, parseWords, type Arguments } from './usage'
import { seconds } from './with-host'

const TICK_MS = 1
/** Others need a moment to connect before the first message, or they miss it. */
const SETTLE_MS = 300

export async function virtualCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(
    words,
    ['name', 'model', 'play', 'bpm', 'perform', 'settings', 'answers', 'seconds', 'json'],
    0,
  )
  const model = choiceOf(args, 'model', ['digitakt', 'digitakt2'])
  const name = args.values.name ?? (model === 'digitakt2' ? 'Virtual Digitakt II' : 'Virtual Digitakt')
  const limit = numberOf(args, 'seconds', 0, 1e6)
  const tempo = numberOf(args, 'bpm', 30, 300)
  const settings = choiceOf(args, 'settings', ['record', 'play'])
  const script = await scriptOf(args)
  const ports = openPorts(name)
  const output = new PiecewiseOutput((bytes) => { ports.output.sendMessage([...bytes]) }) // prettier-ignore
  const runner = new BoxRunner({ ...createBox(model), tempo }, now())
  const say = teller(args.flags.has('json'))
  const stream = new MessageStream()
  ports.input.on('message', (_, packet) => {
    for (const bytes of stream.push(packet)) {
      run()
      runner.receive(bytes, now())
      run()
      if (bytes[0] !== 0xf8)
        say({ type: 'received', tick: runner.box.next, playing: runner.box.transport === 'playing', bytes })
    }
  })
  const run = (): void => {
    const { out, played } = runner.advance(now())
    for (const { bytes } of out) output.send(bytes)
    output.pump()
    for (const each of out) if (each.bytes[0] !== 0xf8) say({ type: 'sent', tick: runner.box.next, bytes: each.bytes })
    for (const { time: _, ...each } of played) say({ type: 'played', ...each })
  }
  await seconds(SETTLE_MS / 1000)
  say({ type: 'ready', name, model })
  const preset = settings === 'record' ? RECORD_PRESET : PLAY_PRESET
  runner.press({ type: 'set', settings: { ...preset, answers: args.flags.has('answers') } }, now())
  const begin = (): void => {
    runner.perform(script, now())
    runner.press({ type: 'play' }, now())
  }
  // Others may want to listen before it begins; a box that follows begins with the other's Start.
  process.once('SIGUSR2', begin)
  if (args.flags.has('play')) begin()
  else if (settings === 'play') runner.perform(script, now())
  const timer = setInterval(run, TICK_MS)
  await Promise.race([seconds(limit), signalled()])
  clearInterval(timer)
  runner.press({ type: 'stop' }, now())
  run()
  ports.close()
}

type Event =
  | { readonly type: 'ready'; readonly name: string; readonly model: string }
  | { readonly type: 'received' | 'sent'; readonly tick: number; readonly playing?: boolean; readonly bytes: Bytes }
  | { readonly type: 'played'; readonly tick: number; readonly track: number; readonly audible: boolean }

/** What happens, as JSON lines; or, for people, only what is received. */
function teller(json: boolean): (event: Event) => void {
  return (event) => {
    if (json) process.stdout.write(`${JSON.stringify(event)}\n`)
    else if (event.type === 'ready')
      process.stdout.write(`${event.name} is there, as input and output. Ctrl+C ends it.\n`)
    else if (event.type === 'received')
      process.stdout.write(`received ${toHex(event.bytes)} (${parse(event.bytes).type})\n`)
  }
}

async function scriptOf(args: Arguments): Promise<readonly ScriptLine[]> {
  const path = args.values.perform
  if (path === undefined) return []
  const parsed = parseScript(await readFile(path, 'utf8'))
  if (!parsed.ok) throw new Error(`${path}: ${parsed.reason}`)
  return parsed.lines
}

type VirtualPortPair = {
  readonly input: InstanceType<typeof midi.Input>
  readonly output: InstanceType<typeof midi.Output>
  close(): void
}

function openPorts(name: string): VirtualPortPair {
  if (process.platform === 'win32') {
    throw new Error('Windows has no virtual MIDI ports of its own. The virtual Digitakt inside the app works there.')
  }
  try {
    const input = new midi.Input()
    const output = new midi.Output()
    input.ignoreTypes(false, false, true)
    input.openVirtualPort(name)
    output.openVirtualPort(name)
    return { input, output, close: () => { input.closePort(); output.closePort() } } // prettier-ignore
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new Error(
      `This machine has no MIDI system to open virtual ports on (${detail}). The virtual Digitakt inside the app works without.`,
    )
  }
}

const signalled = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { resolve() }) // prettier-ignore
  })
