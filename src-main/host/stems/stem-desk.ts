// Recordings of stems: pass after pass, the song plays with one track let through, and what a page hears goes to disk.
import { fromPcm24, toPcm24 } from '../../../src-common/domain/audio/pcm'
import { packProject } from '../../../src-common/domain/model/packed-notes'
import type { Project } from '../../../src-common/domain/model/project'
import type { ReplayReport } from '../../../src-common/domain/play/verify/report'
import { spanOf, stemPasses } from '../../../src-common/domain/stems/stem-pass'
import type { StemSettings } from '../../../src-common/domain/stems/stem-settings'
import { durationOf } from '../../../src-common/domain/stems/pass-song'
import { NO_REPORT } from '../../../src-common/domain/play/verify/report'
import type { Tick } from '../../../src-common/domain/time/ticks'
import type { ClockMode, EngineContract, Notice, Transport } from '../../../src-common/rpc/engine-contract'
import type { HostContract } from '../../../src-common/rpc/host-contract'
import type { Client, Handlers } from '../../../src-common/rpc/rpc'
import type { AudioInput, StemSession } from '../../../src-common/rpc/stems-contract'
import { PassRun } from './pass-run'
import { settleStems } from './settle-stems'
import { fingerprintOf, newFolder, lastSession, sessionFileOf, writeSession } from './session-file'

type Deps = {
  /** The project as it is now, and its folder. */
  readonly open: () => { readonly folder: string; readonly project: Project }
  readonly engine: () => Pick<Client<EngineContract>, 'call'>
  readonly transport: () => Transport
  readonly told: (session: StemSession | null) => void
  readonly notice: (level: Notice['level'], text: string) => void
  readonly now?: () => Date
}

export type StemRequests = 'beginStems' | 'resumeStems' | 'pauseStems' | 'stemAudio'

/** Between a pass and the next, besides what it plays: the room, the warm-up, the disk. In seconds. */
const AROUND = 5
const COMPARE_MS = 400

export class StemDesk {
  readonly #deps: Deps
  #session: StemSession | null = null
  /** The fingerprint of the song that is recorded. */
  #song = ''
  #marker: Float32Array | null = null
  #run: PassRun | null = null
  #report: ReplayReport = NO_REPORT
  #records = false
  /** Why it is to be paused before the next pass; null where it is not. */
  #pausing: string | null = null
  #going: Promise<void> | null = null
  /** How many passes are still to be recorded, while some are. */
  #ahead = 0
  #comparing: NodeJS.Timeout | null = null

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** What pages ask. */
  readonly requests: Pick<Handlers<HostContract>, StemRequests> = {
    beginStems: async ({ settings, input }) => {
      await this.begin(settings, input)
      return null
    },
    resumeStems: ({ input, retake }) => {
      if (retake === null) this.resume(input)
      else this.retake(retake, input)
      return null
    },
    pauseStems: async ({ why }) => {
      await this.pause(why)
      return null
    },
    stemAudio: async ({ first, at, pcm }) => {
      await this.#run?.hear({ first, at, pcm: Buffer.from(pcm, 'base64') })
      return null
    },
  }

  get session(): StemSession | null {
    return this.#session
  }

  /** Whether the engine plays passes now, and not the song as it is. */
  get records(): boolean {
    return this.#records
  }

  /** A project was opened: what was recorded of it last, where it was not finished, can go on. */
  async opened(): Promise<void> {
    const { folder, project } = this.#deps.open()
    const last = await lastSession(folder)
    this.#session = null
    if (last !== null) {
      const { input, settings, passes, residual, song, marker, done } = last.session
      this.#song = song
      this.#marker = marker === null ? null : fromPcm24(Buffer.from(marker, 'base64'))
      const length = durationOf(project, spanOf(project, settings)) / 1e6
      this.#session = this.#withTimes({
        folder: last.folder, input, settings, passes, residual, length,
        state: done ? 'done' : 'paused', current: null, left: 0, changed: false, why: done ? null : INTERRUPTED,
      }) // prettier-ignore
    }
    this.#compare()
    this.#deps.told(this.#session)
  }

  /** The project was edited: the passes to come would not be of the song that was recorded. Looked at once that is over. */
  edited(): void {
    if (this.#session === null) return
    if (this.#comparing !== null) clearTimeout(this.#comparing)
    this.#comparing = setTimeout(() => {
      this.#compare()
    }, COMPARE_MS)
    this.#comparing.unref()
  }

  #compare(): void {
    if (this.#session === null) return
    const changed = fingerprintOf(this.#deps.open().project) !== this.#song
    if (changed !== this.#session.changed) this.#tell({ ...this.#session, changed })
  }

  /** Begins to record into a folder of its own. Throws where there is nothing to record. */
  async begin(settings: StemSettings, input: AudioInput): Promise<void> {
    this.#assertIdle()
    const { folder: root, project } = this.#deps.open()
    const span = spanOf(project, settings)
    if (settings.tracks.length === 0 && !settings.mix) throw new Error('Choose at least one track to record.')
    if (span.to <= span.from) throw new Error('The song is empty: there is nothing to record yet.')
    assertTracks(project, settings)
    // Nothing else may begin while the folder is made.
    const made = newFolder(root, this.#deps.now?.() ?? new Date())
    this.#going = made.then(ignore, ignore)
    const folder = await made.finally(() => {
      this.#going = null
    })
    this.#song = fingerprintOf(project)
    this.#marker = null
    const passes = stemPasses(project, settings).map((pass) => ({ ...pass, result: null }))
    const length = durationOf(project, span) / 1e6
    this.#start({
      folder, input, settings: { ...settings, span }, passes, length,
      state: 'recording', current: null, left: 0, why: null, changed: false, residual: null,
    }) // prettier-ignore
  }

  /** Goes on at the first pass that is not recorded. */
  resume(input: AudioInput): void {
    this.#assertIdle()
    this.#compare()
    const session = this.#assertSession()
    if (session.state === 'done') throw new Error('All passes are recorded.')
    this.#assertSame(session, input)
    this.#start({ ...session, input, state: 'recording', why: null })
  }

  /** Records one pass again; its file is replaced once the new one is whole. */
  retake(index: number, input: AudioInput): void {
    this.#assertIdle()
    this.#compare()
    const session = this.#assertSession()
    if (session.passes[index] === undefined) throw new Error('There is no such pass.')
    this.#assertSame(session, input)
    this.#start({ ...session, input, state: 'recording', why: null }, [index])
  }

  /** Ends the pass that is being recorded; it is recorded anew when the session goes on. */
  async pause(why: string | null = null): Promise<void> {
    if (this.#going === null) return
    this.#pausing = why ?? PAUSED
    this.#run?.interrupt(this.#pausing)
    await this.#going
  }

  /** What was seen of the replay. */
  verified(report: ReplayReport): void {
    this.#report = report
  }

  transported({ replay }: Transport): void {
    this.#run?.transported(replay)
  }

  #assertIdle(): void {
    if (this.#going !== null) throw new Error('Stems are being recorded. Pause them first.')
    const { replay, recording, clock } = this.#deps.transport()
    if (replay !== 'stopped' || recording || clock === 'rolling')
      throw new Error('The box plays, or a take is being recorded. Stop that first, then begin.')
  }

  #assertSession(): StemSession {
    if (this.#session === null) throw new Error('No stems were begun for this project.')
    return this.#session
  }

  #assertSame({ input: { rate, channels, label }, changed }: StemSession, input: AudioInput): void {
    if (changed) throw new Error(CHANGED)
    if (input.label !== label)
      throw new Error(
        `The stems so far are of ${label}, and this input is ${input.label}. Choose that one, or begin anew.`,
      )
    if (input.rate !== rate || input.channels !== channels)
      throw new Error(
        `The stems so far have ${formatText(rate, channels)}, and this input has ${formatText(input.rate, input.channels)}. Choose the input of before, or begin anew.`,
      )
  }

  /** `wanted`: the passes to record, by their index; else all that are not recorded. */
  #start(session: StemSession, wanted: readonly number[] = unrecorded(session)): void {
    this.#pausing = null
    this.#records = true
    this.#ahead = wanted.length
    this.#tell(session)
    this.#going = this.#recordThem(wanted).then((after) => {
      this.#going = null
      this.#tell(after)
      if (after.why !== null) this.#deps.notice('warning', `The recording of stems was paused. ${after.why}`)
      else if (after.state === 'done') this.#deps.notice('info', `All stems are recorded, in ${after.folder}`)
    })
  }

  /** Answers the session as it is afterwards; it is on disk so, and the engine has the song again. */
  async #recordThem(wanted: readonly number[]): Promise<StemSession> {
    const { mode, locate } = this.#deps.transport()
    const after = await this.#recordAll(wanted)
      .finally(() => this.#giveBack(mode, locate))
      .then(() => this.#finished(), (error: unknown) => this.#broken(error)) // prettier-ignore
    await this.#save(after)
    return after
  }

  async #recordAll(wanted: readonly number[]): Promise<void> {
    const { project } = this.#deps.open()
    await this.#save(this.#assertSession())
    for (const index of wanted) {
      const session = this.#assertSession()
      const pass = session.passes[index]
      if (pass === undefined) return
      if (this.#pausing !== null) throw new Error(this.#pausing)
      this.#report = NO_REPORT
      this.#run = new PassRun({
        engine: this.#deps.engine(),
        project,
        session,
        pass,
        marker: this.#marker,
        report: () => this.#report,
        progress: (seconds, tail) => { this.#tell({ ...this.#assertSession(), current: { index, seconds, tail } }) },
      }) // prettier-ignore
      const { result, marker } = await this.#run.record()
      this.#marker = marker
      this.#ahead--
      this.#tell(withResult(this.#assertSession(), index, result))
      await this.#save(this.#assertSession())
    }
  }

  async #finished(): Promise<StemSession> {
    const session = this.#assertSession()
    if (unrecorded(session).length > 0) return { ...session, state: 'paused', current: null }
    this.#tell({ ...session, current: null })
    try {
      return { ...session, ...(await settleStems(session)), state: 'done', current: null }
    } catch (error) {
      const why = `They were not compared with the mix: ${String(error)}`
      return { ...session, state: 'done', current: null, why }
    }
  }

  #broken(error: unknown): StemSession {
    const why = error instanceof Error ? error.message : String(error)
    const session = this.#assertSession()
    // What was to be recorded again is still there as it was.
    const state = unrecorded(session).length === 0 ? 'done' : 'paused'
    return { ...session, state, current: null, why: why === PAUSED ? null : why }
  }

  /** The engine has the song again as it is, and the clock as it was. */
  async #giveBack(mode: ClockMode, locate: Tick): Promise<void> {
    this.#run = null
    this.#records = false
    const engine = this.#deps.engine()
    await engine.call('project', packProject(this.#deps.open().project)).catch(ignore)
    await engine.call('setMode', mode).catch(ignore)
    await engine.call('locate', locate).catch(ignore)
  }

  async #save(session: StemSession): Promise<void> {
    const marker = this.#marker === null ? null : Buffer.from(toPcm24(this.#marker)).toString('base64')
    await writeSession(session.folder, sessionFileOf(session, this.#song, marker)).catch((error: unknown) => {
      this.#deps.notice('warning', `Where the stems are could not be written down: ${String(error)}`)
    })
  }

  #tell(session: StemSession): void {
    this.#session = this.#withTimes(session)
    this.#deps.told(this.#session)
  }

  #withTimes(session: StemSession): StemSession {
    const { length, passes, current } = session
    const waiting = this.#records ? this.#ahead : unrecorded(session).length
    const tails = passes.flatMap(({ result }) => (result === null ? [] : [result.seconds - length]))
    const tail = tails.length === 0 ? session.settings.tail.hold : Math.max(...tails)
    const gone = current === null ? 0 : Math.max(0, Math.min(length, current.seconds)) + AROUND
    return { ...session, left: Math.max(0, waiting * (length + tail + AROUND) - gone) }
  }
}

function assertTracks({ tracks }: Project, { tracks: wanted, marker }: StemSettings): void {
  const there = (track: number): boolean => tracks[track] !== undefined
  if (!wanted.every(there) || (marker !== null && !there(marker)) || new Set(wanted).size < wanted.length)
    throw new Error('These are not tracks of this project.')
}

const unrecorded = ({ passes }: StemSession): readonly number[] =>
  passes.flatMap(({ result }, index) => (result === null ? [index] : []))

const withResult = (
  session: StemSession,
  index: number,
  result: StemSession['passes'][number]['result'],
): StemSession => ({
  ...session,
  current: null,
  passes: session.passes.map((each, at) => (at === index ? { ...each, result } : each)),
})

const formatText = (rate: number, channels: number): string =>
  `${channels === 1 ? 'one channel' : 'two channels'} of ${String(rate)} Hz`

const PAUSED = 'It was paused.'
const INTERRUPTED = 'Muteline ended in the middle of it. What was recorded is kept.'
const CHANGED = 'The song was edited since these stems were begun. Undo the edits to go on with them, or begin anew.'
const ignore = (): undefined => undefined
