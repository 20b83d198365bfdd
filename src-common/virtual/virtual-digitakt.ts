// A Digitakt as a pure fold: a clock pulse, a message or a key goes in, messages come out. It does on the wire what is
// known of the real one, and like the real one it never sends the sequence of its audio tracks.
import { seededRandom } from '../domain/base/random'
import { MUTE_CONTROLLER, type DeviceModel, type MuteKind, type TrackNumber } from '../domain/device/device'
import { stepsUntilChange, type Condition, type Pattern } from '../domain/device/pattern'
import { encode, parse, type Bytes, type Channel, type Message } from '../domain/midi/message'
import { PULSE, STEP, type Tick } from '../domain/time/ticks'
import { dueTrigs, type DueTrig } from './box-sequencer'
import { boxSettings, type BoxSettings } from './box-settings'
import { demoPatterns } from './demo-patterns'

export type Box = {
  readonly model: DeviceModel
  readonly settings: BoxSettings
  readonly patterns: Readonly<Record<string, Pattern>>
  readonly transport: 'stopped' | 'armed' | 'playing'
  /** The position of the next pulse, since Start. */
  readonly next: Tick
  readonly pattern: number
  /** Where the playing pattern began, since Start. */
  readonly patternStart: Tick
  /** A cued pattern, and the first boundary that it may begin at. */
  readonly queued: { readonly pattern: number; readonly notBefore: Tick } | null
  readonly globalMutes: readonly boolean[]
  /** Stored with each pattern. */
  readonly patternMutes: Readonly<Record<string, readonly boolean[]>>
  readonly muteMode: MuteKind
  readonly fill: boolean
  /** Set by the TEMPO knob; null plays at the pattern's own. */
  readonly tempo: number | null
  /** The outcome of the last condition on each track, for PRE and NEI. */
  readonly outcomes: readonly boolean[]
  readonly held: readonly HeldNote[]
  readonly seed: number
}

type HeldNote = { readonly channel: Channel; readonly pitch: number; readonly until: number }

export type BoxKey =
  | { readonly type: 'play' | 'stop' }
  | { readonly type: 'mute'; readonly track: TrackNumber }
  | { readonly type: 'muteMode'; readonly kind: MuteKind }
  | { readonly type: 'pattern'; readonly pattern: number }
  | { readonly type: 'trig'; readonly track: TrackNumber; readonly velocity: number; readonly down: boolean }
  | { readonly type: 'fill'; readonly on: boolean }
  | { readonly type: 'tempo'; readonly bpm: number | null }
  | { readonly type: 'set'; readonly settings: Partial<BoxSettings> }

export type BoxInput =
  | { readonly type: 'pulse' }
  | { readonly type: 'message'; readonly bytes: Bytes }
  | { readonly type: 'key'; readonly key: BoxKey }

/** A message that leaves, `offset` ticks after what caused it. */
type BoxOutput = { readonly offset: number; readonly bytes: Bytes }

/** A trig as it sounded, or as a mute silenced it: what one hears, which the wire does not tell. */
export type Played = {
  readonly tick: number
  readonly track: TrackNumber
  readonly pitch: number
  readonly velocity: number
  readonly source: 'sequence' | 'key' | 'midi'
  readonly audible: boolean
}

export type BoxStep = { readonly box: Box; readonly out: readonly BoxOutput[]; readonly played: readonly Played[] }

export function createBox(model: DeviceModel, seed = 1): Box {
  const settings = boxSettings(model)
  return {
    model,
    settings,
    patterns: demoPatterns(),
    transport: 'stopped',
    next: 0,
    pattern: 0,
    patternStart: 0,
    queued: null,
    globalMutes: settings.tracks.map(() => false),
    patternMutes: {},
    muteMode: 'global',
    fill: false,
    tempo: null,
    outcomes: settings.tracks.map(() => false),
    held: [],
    seed,
  }
}

const EMPTY: Pattern = { name: '', bpm: 120, swing: 50, masterLength: 16, changeLength: null, tracks: [] }
const patternOf = (box: Box): Pattern => box.patterns[String(box.pattern)] ?? EMPTY

export const tempoOf = (box: Box): number => box.tempo ?? patternOf(box).bpm

/** With both on, a start from outside does not work (elektronauts.com/t/92207); so sending wins. */
export const followsClock = ({ settings }: Box): boolean => settings.clockReceive && !settings.clockSend

/** The mutes that hold now, of one kind. */
export function mutesOf(box: Box, kind: MuteKind): readonly boolean[] {
  return kind === 'global'
    ? box.globalMutes
    : (box.patternMutes[String(box.pattern)] ?? box.settings.tracks.map(() => false))
}

/** Both masks are ORed: either drops the trig (videomusik/dt_og_plus_plus). */
export const isMuted = (box: Box, track: TrackNumber): boolean =>
  mutesOf(box, 'global')[track] === true || mutesOf(box, 'pattern')[track] === true

export function boxStep(box: Box, input: BoxInput): BoxStep {
  switch (input.type) {
    case 'pulse':
      return pulse(box)
    case 'key':
      return pressKey(box, input.key)
    case 'message':
      return receive(box, parse(input.bytes))
  }
}

const still = (box: Box, messages: readonly Message[] = [], played: readonly Played[] = []): BoxStep => ({
  box,
  out: messages.map((message) => ({ offset: 0, bytes: encode(message) })),
  played,
})

// --- the sequencer

function pulse(box: Box): BoxStep {
  const clock: BoxOutput[] = box.settings.clockSend ? [{ offset: 0, bytes: encode({ type: 'clock' }) }] : []
  if (box.transport === 'stopped') return { box, out: clock, played: [] }
  const changed = changePattern({ ...box, transport: 'playing' })
  const position = changed.box.next - changed.box.patternStart
  const run = dueTrigs(patternOf(changed.box), position, nextChange(changed.box)).reduce(fire, {
    ...changed,
    box: changed.box,
  })
  const ended = endNotes(run.box, changed.box.next + PULSE)
  const out = [...clock, ...run.out, ...ended.out].sort((a, b) => a.offset - b.offset)
  return { box: { ...ended.box, next: ended.box.next + PULSE }, out, played: run.played }
}

/** How far, since the pattern began, its own trigs reach: to where a cued pattern takes over. */
function nextChange(box: Box): number {
  if (box.queued === null) return Infinity
  const length = stepsUntilChange(patternOf(box)) * STEP
  const earliest = Math.max(box.queued.notBefore, box.next + 1) - box.patternStart
  return Math.ceil(earliest / length) * length
}

/** "Once the last step of the pattern has played, the new pattern will start" (manual, mk I, p. 28). */
function changePattern(box: Box): BoxStep {
  const { queued } = box
  const length = stepsUntilChange(patternOf(box)) * STEP
  const position = box.next - box.patternStart
  if (queued === null || position === 0 || position % length !== 0 || box.next < queued.notBefore) return still(box)
  const changed: Box = { ...box, pattern: queued.pattern, patternStart: box.next, queued: null }
  return still(changed, box.settings.programChangeSent === 'switch' ? programChange(changed, queued.pattern) : [])
}

function fire(step: BoxStep, due: DueTrig): BoxStep {
  const { box } = step
  const held = holds(box, due)
  const outcomes =
    due.trig.condition === null ? box.outcomes : box.outcomes.map((each, track) => (track === due.track ? held : each))
  const next = { ...step, box: { ...box, outcomes } }
  if (!held) return next
  const audible = !isMuted(box, due.track)
  const { pitch, velocity } = due.trig
  const played: Played = { tick: box.next + due.offset, track: due.track, pitch, velocity, source: 'sequence', audible }
  const sounding = audible ? soundMidiTrack(next.box, due) : still(next.box)
  return { box: sounding.box, out: [...step.out, ...sounding.out], played: [...step.played, played] }
}

/** Only a MIDI track sends; on its CHAN, never on the channel of the CHANNELS menu. */
function soundMidiTrack(box: Box, { track, trig, offset }: DueTrig): BoxStep {
  const channel = box.settings.tracks[track]?.noteChannel ?? null
  if (channel === null) return still(box)
  const same = (note: HeldNote): boolean => note.channel === channel && note.pitch === trig.pitch
  // A note that is still held is ended first (same source, midi_loopback.md).
  const ends = box.held.filter(same).map((note): BoxOutput => noteEnd(note, offset))
  const until = box.next + offset + Math.max(1, Math.round(trig.length * STEP))
  const on: BoxOutput = {
    offset,
    bytes: encode({ type: 'noteOn', channel, pitch: trig.pitch, velocity: trig.velocity }),
  }
  const held = [...box.held.filter((note) => !same(note)), { channel, pitch: trig.pitch, until }]
  return { box: { ...box, held }, out: [...ends, on], played: [] }
}

const noteEnd = ({ channel, pitch }: HeldNote, offset: number): BoxOutput => ({
  offset,
  bytes: encode({ type: 'noteOff', channel, pitch }),
})

function endNotes(box: Box, before: number): BoxStep {
  const over = box.held.filter((note) => note.until < before)
  const out = over.map((note) => noteEnd(note, Math.max(0, note.until - box.next)))
  return { box: { ...box, held: box.held.filter((note) => note.until >= before) }, out, played: [] }
}

/** Trig conditions (manual, mk I, p. 34): PRE is this track's last outcome, NEI that of the track before it. */
function holds(box: Box, { track, trig, pass }: DueTrig): boolean {
  const condition = trig.condition
  if (condition === null) return true
  const positive = condition.replace('!', '') as Condition
  return meets(box, positive, track, trig.step, pass) !== condition.startsWith('!')
}

function meets(box: Box, condition: Condition, track: TrackNumber, step: number, pass: number): boolean {
  switch (condition) {
    case 'FILL':
      return box.fill
    case 'PRE':
      return box.outcomes[track] === true
    case 'NEI':
      return box.outcomes[track - 1] === true
    case '1ST':
      return pass === 0
    case 'LST':
      return box.queued !== null
    default: {
      if (condition.endsWith('%')) {
        const draw = seededRandom(
          box.seed + box.patternStart * 7919 + track * 104729 + step * 1299709 + pass * 15485863,
        )()
        return draw * 100 < parseFloat(condition)
      }
      const [a = 1, b = 1] = condition.split(':').map(Number)
      return pass % b === a - 1
    }
  }
}

// --- keys

function pressKey(box: Box, key: BoxKey): BoxStep {
  switch (key.type) {
    case 'play':
      return box.transport === 'stopped' ? start(box) : still(box)
    case 'stop':
      return stop(box, true)
    case 'mute':
      return toggleMute(box, key.track)
    case 'muteMode':
      return still({ ...box, muteMode: key.kind })
    case 'pattern':
      return selectPattern(box, key.pattern, 0, true)
    case 'trig':
      return playKey(box, key.track, key.velocity, key.down)
    case 'fill':
      return still({ ...box, fill: key.on })
    case 'tempo':
      return still({ ...box, tempo: key.bpm })
    case 'set':
      return still({ ...box, settings: { ...box.settings, ...key.settings } })
  }
}

function start(box: Box): BoxStep {
  const armed: Box = {
    ...box,
    transport: 'armed',
    next: 0,
    patternStart: 0,
    queued: null,
    outcomes: box.outcomes.map(() => false),
  }
  return still(armed, box.settings.transportSend ? [{ type: 'start' }] : [])
}

/** Held notes are ended, then FC is sent; the clock runs on (monitor log, xor-electronics.com forum). */
function stop(box: Box, byKey: boolean): BoxStep {
  const ends = box.held.map((note): BoxOutput => noteEnd(note, 0))
  const stopped: Box = {
    ...box,
    transport: 'stopped',
    held: [],
    queued: null,
    pattern: box.queued?.pattern ?? box.pattern,
  }
  const sent = still(stopped, byKey && box.settings.transportSend ? [{ type: 'stop' }] : [])
  return { ...sent, out: [...ends, ...sent.out] }
}

function toggleMute(box: Box, track: TrackNumber): BoxStep {
  const { muteDest, muteValue } = box.settings
  const muted = mutesOf(box, box.muteMode)[track] !== true
  // EXT sends, and does not mute here (manual, mk I, p. 61).
  const next = muteDest === 'EXT' ? box : withMute(box, box.muteMode, track, muted)
  const channel = outChannel(box, track)
  if (muteDest === 'INT' || channel === null) return still(next)
  const value = muted ? muteValue.muted : muteValue.unmuted
  return still(next, [{ type: 'controller', channel, controller: MUTE_CONTROLLER[box.muteMode], value }])
}

function withMute(box: Box, kind: MuteKind, track: TrackNumber, muted: boolean): Box {
  const mutes = mutesOf(box, kind).map((each, number) => (number === track ? muted : each))
  if (kind === 'global') return { ...box, globalMutes: mutes }
  return { ...box, patternMutes: { ...box.patternMutes, [String(box.pattern)]: mutes } }
}

/** OUTPUT CH = AUTO sends keys and mutes of every track on the auto channel (thought so; TRK is what to set). */
function outChannel({ settings }: Box, track: TrackNumber): Channel | null {
  const own = settings.tracks[track]?.channel ?? null
  return own !== null && settings.outputChannel === 'AUTO' ? settings.autoChannel : own
}

function playKey(box: Box, track: TrackNumber, velocity: number, down: boolean): BoxStep {
  const channel = outChannel(box, track)
  const sends = box.settings.trigKeyDest !== 'INT' && channel !== null
  const message: Message = down
    ? { type: 'noteOn', channel: channel ?? 1, pitch: 60, velocity }
    : { type: 'noteOff', channel: channel ?? 1, pitch: 60 }
  const sounds = down && box.settings.trigKeyDest !== 'EXT'
  const played: Played = { tick: box.next, track, pitch: 60, velocity, source: 'key', audible: true }
  return still(box, sends ? [message] : [], sounds ? [played] : [])
}

/** While playing, a selected pattern is cued; while stopped it is there at once (elektronauts.com/t/111944). */
function selectPattern(box: Box, pattern: number, deadline: number, byKey: boolean): BoxStep {
  const announced = byKey && box.settings.programChangeSent === 'select' ? programChange(box, pattern) : []
  if (box.transport === 'stopped') {
    return still({ ...box, pattern }, byKey ? programChange(box, pattern) : [])
  }
  return still({ ...box, queued: { pattern, notBefore: box.next + deadline * PULSE } }, announced)
}

const programChange = ({ settings }: Box, program: number): readonly Message[] =>
  settings.programChangeSend ? [{ type: 'programChange', channel: settings.programChannel, program }] : []

// --- messages from outside

function receive(box: Box, message: Message): BoxStep {
  const { settings } = box
  switch (message.type) {
    case 'clock':
      return followsClock(box) ? pulse(box) : still(box)
    case 'start':
      return followsClock(box) && settings.transportReceive ? start({ ...box, held: [] }) : still(box)
    case 'stop':
      return followsClock(box) && settings.transportReceive ? stop(box, false) : still(box)
    case 'controller':
      return settings.receiveControllers
        ? receiveMute(box, message.channel, message.controller, message.value)
        : still(box)
    case 'programChange': {
      const taken = settings.programChangeReceive && message.channel === settings.programChannel
      return taken ? selectPattern(box, message.program, settings.programChangeDeadline, false) : still(box)
    }
    case 'noteOn':
    case 'noteOff':
      return settings.receiveNotes ? receiveNote(box, message) : still(box)
    default:
      return still(box)
  }
}

function receiveMute(box: Box, channel: Channel, controller: number, value: number): BoxStep {
  const kind = (['global', 'pattern'] as const).find((each) => MUTE_CONTROLLER[each] === controller)
  const { muted, unmuted } = box.settings.muteValue
  if (kind === undefined || (value !== muted && value !== unmuted)) return still(box)
  const tracks = tracksOn(box, channel)
  return still(tracks.reduce((next, track) => withMute(next, kind, track, value === muted), box))
}

/** Every track on the channel plays, and notes bypass mutes; those for a MIDI track go out on its CHAN (same source). */
function receiveNote(box: Box, message: Message & { readonly type: 'noteOn' | 'noteOff' }): BoxStep {
  const tracks = tracksOn(box, message.channel)
  const forwarded = tracks.flatMap((track): Message[] => {
    const channel = box.settings.tracks[track]?.noteChannel ?? null
    return channel === null ? [] : [{ ...message, channel }]
  })
  if (message.type === 'noteOff') return still(box, forwarded)
  const played = tracks.map((track): Played => ({
    tick: box.next,
    track,
    pitch: message.pitch,
    velocity: message.velocity,
    source: 'midi',
    audible: true,
  }))
  return still(box, forwarded, played)
}

const tracksOn = ({ settings }: Box, channel: Channel): readonly TrackNumber[] =>
  settings.tracks.flatMap((track, number) => (track.channel === channel ? [number] : []))
