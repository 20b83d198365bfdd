// What comes through the door is checked before anyone acts on it: every request of a page, field by field.
import * as v from 'valibot'
import { CALIBRATION_STEPS } from '../../src-common/domain/device/dump/calibration-step'
import type { HostContract } from '../../src-common/rpc/host-contract'
import { RpcError } from '../../src-common/rpc/rpc'
import { command } from './command-schema'
import { boxPattern } from './pattern-schema'
import { deviceProfile, interval } from './project-schema'
import { userKeys } from './settings'
import { audioInput, stemSettings } from './stems/session-file'
import { viewMemory } from './view-file'

const start = v.pipe(v.number(), v.finite(), v.integer(), v.minValue(0))
const track = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(63))
const data = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127))
const kind = v.picklist(['global', 'pattern'])
const name = v.pipe(v.string(), v.maxLength(200))

const destination = v.picklist(['INT', 'INT+EXT', 'EXT'])
const jacks = v.picklist(['DISABLED', 'MIDI', 'USB', 'MIDI+USB'])
const channel = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16))
const boxSettings = v.partial(
  v.object({
    clockSend: v.boolean(),
    clockReceive: v.boolean(),
    transportSend: v.boolean(),
    transportReceive: v.boolean(),
    programChangeSend: v.boolean(),
    programChangeReceive: v.boolean(),
    inputFrom: jacks,
    outputTo: jacks,
    muteDest: destination,
    paramOutput: v.picklist(['CC', 'NRPN']),
    trigKeyDest: destination,
    receiveNotes: v.boolean(),
    receiveControllers: v.boolean(),
    outputChannel: v.picklist(['AUTO', 'TRK']),
    autoChannel: channel,
    programIn: channel,
    programOut: channel,
    tracks: deviceProfile.entries.tracks,
    programChangeSent: v.picklist(['select', 'switch']),
    programChangeDeadline: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(96)),
    muteValue: v.object({ muted: data, unmuted: data }),
    masterLength: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024))),
    not2: v.pipe(v.number(), v.integer(), v.minValue(-64), v.maxValue(63)),
    cabling: v.picklist(['plain', 'double', 'thru', 'loop']),
    missesNoteOffs: v.boolean(),
    damagesSysex: v.boolean(),
  }),
)
const boxKey = v.variant('type', [
  v.object({ type: v.picklist(['play', 'stop']) }),
  v.object({ type: v.literal('mute'), track }),
  v.object({ type: v.literal('muteMode'), kind }),
  v.object({ type: v.literal('pattern'), pattern: data }),
  v.object({ type: v.literal('trig'), track, velocity: v.pipe(data, v.minValue(1)), down: v.boolean() }),
  v.object({ type: v.literal('dump'), pattern: data }),
  v.object({ type: v.literal('program'), pattern: data, to: boxPattern }),
  v.object({ type: v.literal('fill'), on: v.boolean() }),
  v.object({ type: v.literal('tempo'), bpm: v.nullable(v.pipe(v.number(), v.minValue(30), v.maxValue(300))) }),
  v.object({ type: v.literal('set'), settings: boxSettings }),
])

const nothing = v.null()
const existingPort = v.pipe(v.string(), v.maxLength(500))
const portId = v.nullable(existingPort)
const port = v.object({ id: portId })
/** Without groups: with them, the engine of regular expressions runs out of stack on some megabytes. */
const anyBase64 = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9+/]*={0,2}$/),
  v.check((text) => text.length % 4 === 0),
)
/** Some 8 MB of a file. */
const base64 = v.pipe(anyBase64, v.maxLength(12_000_000))
/** Some 32 MB. */
const dumps = v.pipe(anyBase64, v.maxLength(45_000_000))
/** A name, never a path: it becomes a folder's name. */
const projectName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(80),
  v.regex(/^[^\\/:*?"<>|\u0000-\u001f]+$/),
  v.regex(/^(?!\.)/),
)

const requests: Readonly<Record<keyof HostContract['requests'], v.GenericSchema>> = {
  hello: nothing,
  giveBack: v.boolean(),
  dispatch: command,
  undo: nothing,
  redo: nothing,
  goToHistory: v.object({ done: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  openInput: port,
  openOutput: port,
  setMode: v.picklist(['follow', 'lead']),
  play: nothing,
  stop: nothing,
  pause: nothing,
  locate: start,
  panic: nothing,
  record: nothing,
  endRecord: nothing,
  choosePorts: v.object({
    box: portId,
    clock: portId,
    also: v.pipe(v.array(existingPort), v.maxLength(32)),
    output: portId,
    clockTo: v.pipe(v.array(existingPort), v.maxLength(32)),
  }),
  keepLast: v.nullable(v.object({ entry: start, bars: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))) })),
  clockReport: v.object({ id: v.string() }),
  takeContent: v.object({ id: v.string() }),
  renameTake: v.object({ id: v.string(), name: v.pipe(name, v.trim(), v.minLength(1)) }),
  placeTake: v.object({
    id: v.string(),
    tracks: v.nullable(v.pipe(v.array(track), v.maxLength(64))),
    span: v.nullable(interval),
    at: v.nullable(start),
    parts: v.object({ mutes: v.boolean(), notes: v.boolean(), controllers: v.boolean(), patterns: v.boolean() }),
    mode: v.picklist(['replace', 'overdub']),
  }),
  probe: v.variant('type', [
    v.object({ type: v.literal('mute'), track, kind }),
    v.object({ type: v.literal('note'), track }),
    v.object({ type: v.literal('audition'), track, pitch: data, velocity: v.pipe(data, v.minValue(1)) }),
    v.object({ type: v.literal('pattern'), pattern: data }),
  ]),
  endProbe: nothing,
  boxKey,
  perform: v.object({ script: v.pipe(v.string(), v.maxLength(100_000)) }),
  exportSmf: v.object({ mutes: v.picklist(['applied', 'automation']) }),
  importSmf: v.object({ name, base64 }),
  fetchPatterns: v.object({
    patterns: v.pipe(v.array(data), v.minLength(1), v.maxLength(128)),
    whilePlaying: v.boolean(),
  }),
  cancelFetch: nothing,
  importPatterns: v.object({ name, base64: dumps }),
  provePatterns: v.object({ id: v.string() }),
  calibrate: v.variant('type', [
    v.object({ type: v.literal('begin'), pattern: data }),
    v.object({ type: v.literal('check'), step: v.picklist(CALIBRATION_STEPS) }),
  ]),
  identify: nothing,
  readChannels: nothing,
  saveView: viewMemory,
  listProjects: nothing,
  saveKeys: v.pipe(userKeys, v.maxEntries(1000)),
  openProject: v.object({ name: projectName }),
  beginStems: v.object({ settings: stemSettings, input: audioInput }),
  resumeStems: v.object({ input: audioInput, retake: v.nullable(track) }),
  pauseStems: v.object({ why: v.nullable(v.pipe(v.string(), v.maxLength(500))) }),
  stemAudio: v.object({
    first: start,
    at: v.pipe(v.number(), v.finite()),
    pcm: v.pipe(anyBase64, v.maxLength(4_000_000)),
  }),
}

/** The input of a request, as its schema lets it through; throws an `RpcError` that names what is wrong. */
export function checkRequest(method: string, input: unknown): unknown {
  const schema = Object.hasOwn(requests, method) ? requests[method as keyof HostContract['requests']] : undefined
  if (schema === undefined) throw new RpcError('unknown', `There is no request ${method}`)
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  const [issue] = result.issues
  throw new RpcError('invalid', `${method}: ${v.getDotPath(issue) ?? 'input'}: ${issue.message}`)
}
