// `muteline play`: an arrangement into the box, to its end.
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { DriveMode } from '../../src-common/domain/model/project'
import { endOf } from '../../src-common/domain/model/project'
import { BAR, type Tick } from '../../src-common/domain/time/ticks'
import { profileOfPort } from '../../src-common/virtual/box-settings'
import { now } from '../engine/now'
import { readProject } from '../host/project-files'
import type { Host } from '../host/host'
import { choiceOf, numberOf, parseWords, required, UsageError, type Arguments } from './usage'
import { portNamed, withHost, type CommandHost } from './with-host'
import type { PortInfo, Transport } from '../../src-common/rpc/engine-contract'
import { tickAt } from '../../src-common/domain/time/timeline'

const LOOK_MS = 40

export async function playCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['output', 'input', 'clock', 'bpm', 'from', 'drive'], 1)
  const [what = ''] = args.positional
  const output = required(args, 'output')
  const mode = choiceOf(args, 'clock', ['lead', 'follow'])
  const bpm = numberOf(args, 'bpm', 20, 400)
  const from = ((numberOf(args, 'from', 1, 100_000) ?? 1) - 1) * BAR
  if (mode === 'follow' && args.values.input === undefined)
    throw new UsageError('--clock follow needs the --input that the clock comes from.')
  const isFile = (await stat(what).catch(() => null))?.isFile() === true
  const read = isFile ? null : await readProject(resolve(what))
  if (!isFile && read === null) throw new Error(`${what} is no MIDI file and no project folder.`)
  if (read?.ok === false) throw new Error(`${what} could not be read (${read.reason}). It was left as it is.`)
  // A copy is played: the project itself stays as it is, whatever the options say.
  await withHost(read === null ? {} : { seed: { ...read.project, loop: null } }, async (command) => {
    const { host } = command
    const ports = await host.engine.call('ports', null)
    const port = portNamed(ports.outputs, output, 'output')
    await prepare(host, args, isFile ? what : null, port)
    if (bpm !== null) void host.handlers.dispatch({ type: 'setTempo', bpm })
    await host.handlers.openOutput({ id: port.id })
    if (args.values.input !== undefined)
      await host.handlers.openInput({ id: portNamed(ports.inputs, args.values.input, 'input').id })
    await host.handlers.setMode(mode)
    await host.handlers.locate(from)
    await playToEnd(command, from)
  })
}

/** What is sent: a file's notes, unless said otherwise; a project as it was left. */
async function prepare(host: Host, args: Arguments, file: string | null, port: PortInfo): Promise<void> {
  if (file !== null) {
    void host.handlers.dispatch({ type: 'setDevice', device: profileOfPort(port) })
    for (const notice of (await host.importSmf(basename(file), await readFile(file))).notices)
      process.stderr.write(`${notice}\n`)
  }
  const drive = driveOf(args, file)
  if (drive === null) return
  host.project.tracks.forEach((_, track) => { void host.handlers.dispatch({ type: 'setTrack', track, drive }) }) // prettier-ignore
}

/** A file holds notes and so plays them; a project plays as it was left, unless said otherwise. */
function driveOf(args: Arguments, file: string | null): DriveMode | null {
  if (file !== null) return choiceOf(args, 'drive', ['notes', 'box'])
  return args.values.drive === undefined ? null : choiceOf(args, 'drive', ['box', 'notes'])
}

async function playToEnd({ host, interrupted }: CommandHost, from: Tick): Promise<void> {
  const seen: { transport: Transport | null; interrupted: boolean } = { transport: null, interrupted: false }
  host.engine.on('transport', (next) => { seen.transport = next }) // prettier-ignore
  const end = endOf(host.project)
  if (end <= from)
    throw new Error(
      end === 0 ? 'There is nothing to play.' : `The arrangement ends before bar ${String(from / BAR + 1)}.`,
    )
  await host.handlers.play(null)
  void interrupted.then(() => { seen.interrupted = true }) // prettier-ignore
  let played = false
  for (;;) {
    await new Promise((done) => setTimeout(done, LOOK_MS))
    const at: Tick | null = seen.transport === null ? null : songTick(seen.transport)
    played ||= at !== null
    // The box's own stop ends it as well.
    if (seen.interrupted || (at !== null && at >= end) || (played && at === null)) break
  }
  await host.handlers.stop(null)
  process.stderr.write('Played.\n')
}

function songTick({ replay, song, timeline, clock }: Transport): number | null {
  if (replay !== 'playing') return null
  const tick = clock === 'rolling' ? tickAt(timeline, now()) : timeline.tick
  const piece = song.findLast((each) => each.clock <= tick) ?? song[0]
  return piece === undefined ? null : piece.song + tick - piece.clock
}
