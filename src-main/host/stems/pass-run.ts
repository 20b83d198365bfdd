// One pass: the song plays with one track let through, what is heard goes to disk, and becomes a file that begins where the
// song does, to the frame.
import { join } from 'node:path'
import type { Lag } from '../../../src-common/domain/audio/lag'
import { decibels } from '../../../src-common/domain/audio/levels'
import { fromPcm24 } from '../../../src-common/domain/audio/pcm'
import { frameBytes } from '../../../src-common/domain/audio/wav'
import { packProject } from '../../../src-common/domain/model/packed-notes'
import type { Project } from '../../../src-common/domain/model/project'
import type { ReplayReport } from '../../../src-common/domain/play/verify/report'
import { Listener } from '../../../src-common/domain/stems/listener'
import type { Micros } from '../../../src-common/domain/time/ticks'
import type { EngineContract, Transport } from '../../../src-common/rpc/engine-contract'
import type { Client } from '../../../src-common/rpc/rpc'
import type { StemResult, StemSession, StemState } from '../../../src-common/rpc/stems-contract'
import { placeInMix } from './compare-stems'
import { PartFile, WavFile } from './part-file'
import { planPass, type PassPlan } from './pass-plan'
import { isSilent, warningsOf } from './stem-warnings'

type Deps = {
  readonly engine: Pick<Client<EngineContract>, 'call'>
  readonly project: Project
  readonly session: StemSession
  readonly pass: StemState
  /** As the first pass heard it. */
  readonly marker: Float32Array | null
  readonly report: () => ReplayReport
  readonly progress: (seconds: number, tail: boolean) => void
}

export type Heard = { readonly first: number; readonly at: Micros; readonly pcm: Uint8Array }
type Recorded = { readonly result: StemResult; readonly marker: Float32Array | null }

/** A page that sends nothing for so long does not listen any more. */
const SILENT_PAGE_MS = 5000
const TELL_MS = 250
/** By how much a marker may be off where its way over the wire differs from time to time; and by how much none is. */
const OFF_MARKER = 0.005
const OFF_CLOCK = 0.06
/** Sound that comes round again and again is alike in many places: then the marker is right. */
const TRUSTED = 0.9
/** A sound that is in the mix is as loud there; with others around it that can be told to some part. */
const SHARE_OFF = 0.3

export class PassRun {
  readonly #deps: Deps
  readonly #plan: PassPlan
  readonly #listener: Listener
  #part: PartFile | null = null
  /** The number of the frame that this pass began with, and of the next. */
  #base: number | null = null
  #next = 0
  /** The earliest time at which frame 0 can have been there: pieces come late, never early. */
  #zeroAt: Micros = Infinity
  #playing = false
  #toldAt = 0
  #begins: Micros = 0
  #roundTrip: Micros | null = null
  #check: () => void = () => undefined
  #interrupt: (error: Error) => void = () => undefined
  readonly #interrupted: Promise<never>
  #alarm: NodeJS.Timeout | null = null

  constructor(deps: Deps) {
    const { session, project, pass } = deps
    this.#deps = deps
    this.#plan = planPass(project, session.settings, pass.track)
    this.#listener = new Listener(session.input, this.#plan.timing, deps.marker)
    this.#interrupted = new Promise((_, reject) => {
      this.#interrupt = reject
    })
    this.#interrupted.catch(() => undefined)
  }

  /** Rejects with what interrupted it; the box has then been told to stop, and nothing is left of the pass. */
  async record(): Promise<Recorded> {
    const { session, pass } = this.#deps
    const part = await PartFile.create(join(session.folder, `${pass.file}.sound`), session.input)
    this.#part = part
    this.#watchPage()
    try {
      await this.#until(() => this.#listener.phase !== 'room')
      await this.#play()
      await this.#until(() => ['done', 'deaf'].includes(this.#listener.phase))
      if (this.#listener.phase === 'deaf') throw new Error(DEAF)
      await this.#stop()
      return await this.#keep(part)
    } finally {
      if (this.#alarm !== null) clearTimeout(this.#alarm)
      await this.#stop()
      this.#part = null
      await part.discard()
    }
  }

  interrupt(why: string): void {
    this.#interrupt(new Error(why))
  }

  async hear({ first, at, pcm }: Heard): Promise<void> {
    const part = this.#part
    if (part === null) return
    const { input } = this.#deps.session
    if (pcm.length % frameBytes(input) !== 0) this.interrupt(LOST)
    this.#base ??= first
    if (this.#next !== 0 && first !== this.#next) this.interrupt(LOST)
    this.#next = first + pcm.length / frameBytes(input)
    this.#zeroAt = Math.min(this.#zeroAt, at - ((this.#next - this.#base) / input.rate) * 1e6)
    this.#watchPage()
    try {
      await part.append(pcm)
    } catch (error) {
      this.interrupt(`It could not be written to disk (${String(error)}). Make room, and go on.`)
      return
    }
    this.#listener.hear(fromPcm24(pcm))
    this.#measureRoundTrip()
    this.#progress()
    this.#check()
  }

  transported(replay: Transport['replay']): void {
    if (this.#playing && replay === 'stopped') this.interrupt('The song was stopped.')
  }

  /** Starts the song, and listens for the marker from when it leaves. */
  async #play(): Promise<void> {
    const { engine } = this.#deps
    const { song, pass, markerAhead } = this.#plan
    await engine.call('project', packProject(song))
    const { now, begins } = await engine.call('playPass', pass)
    this.#playing = true
    this.#begins = begins
    await this.#sleep((begins - (markerAhead ?? 0) - now) / 1000)
    if (markerAhead !== null) this.#listener.expectMarker()
    else this.#listener.beginAt(this.#frameAt(begins))
  }

  /** The frame that was there at a time, as far as that can be told. */
  #frameAt(time: Micros): number {
    return Math.round(((time - this.#zeroAt) / 1e6) * this.#deps.session.input.rate)
  }

  async #stop(): Promise<void> {
    if (!this.#playing) return
    this.#playing = false
    await this.#deps.engine.call('stop', null).catch(() => null)
  }

  async #keep(part: PartFile): Promise<Recorded> {
    const { session, pass, report } = this.#deps
    const listener = this.#listener
    const { folder, input } = session
    const [peak, room] = [decibels(listener.levels.peak), decibels(listener.roomPeak)]
    // What is to come would be silent, too, and nobody may be there to see it.
    if (pass.track === null && isSilent({ peak, room })) throw new Error(SILENT)
    const song = { from: listener.songFrom, to: listener.end }
    const place = await this.#place(part, song)
    const found = place !== null && Math.abs(place.share - 1) < SHARE_OFF
    // Other sounds of the mix may pull by a frame or two: that is settled once all stems are there.
    const byMarker = this.#plan.markerAhead !== null && place !== null && place.atOnce > TRUSTED
    const shift = found && !byMarker ? place.lag : 0
    await part.saveAs(join(folder, pass.file), song.from - shift, song.to - shift)
    const { clipped, holes } = listener.levels
    const result: Omit<StemResult, 'warnings'> = {
      seconds: (song.to - song.from) / input.rate,
      peak,
      room,
      clipped,
      holes,
      roundTrip: this.#roundTrip,
      shift: found ? shift : null,
      share: place?.share ?? null,
    }
    const warnings = warningsOf(result, { alike: listener.alike, isMix: pass.track === null, report: report() })
    return { result: { ...result, warnings }, marker: listener.marker ?? this.#deps.marker }
  }

  async #place(part: PartFile, song: { readonly from: number; readonly to: number }): Promise<Lag | null> {
    const { session, pass } = this.#deps
    const mix = session.passes.find(({ track, result }) => track === null && result !== null)
    if (mix === undefined || pass.track === null) return null
    const file = await WavFile.open(join(session.folder, mix.file), session.input).catch(() => null)
    // A mix that was moved away in the meantime keeps no stem from being kept.
    if (file === null) return null
    const most = this.#plan.markerAhead === null ? OFF_CLOCK : OFF_MARKER
    try {
      return await placeInMix(part, song, file, session.input, Math.round(most * session.input.rate))
    } finally {
      await file.close()
    }
  }

  /** Measured when the marker was found: later on, the two clocks have gone apart. */
  #measureRoundTrip(): void {
    const { onset } = this.#listener
    if (this.#roundTrip !== null || onset === null || this.#plan.markerAhead === null) return
    const heard = this.#zeroAt + (onset / this.#deps.session.input.rate) * 1e6
    this.#roundTrip = Math.max(0, Math.round(heard - (this.#begins - this.#plan.markerAhead)))
  }

  #progress(): void {
    const now = Date.now()
    if (now - this.#toldAt < TELL_MS) return
    this.#toldAt = now
    this.#deps.progress(this.#listener.position, this.#listener.phase === 'tail')
  }

  #until(test: () => boolean): Promise<void> {
    const met = new Promise<void>((resolve) => {
      this.#check = () => {
        if (test()) resolve()
      }
    })
    this.#check()
    return Promise.race([met, this.#interrupted])
  }

  #sleep(ms: number): Promise<void> {
    const slept = new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, ms)))
    return Promise.race([slept, this.#interrupted])
  }

  #watchPage(): void {
    if (this.#alarm !== null) clearTimeout(this.#alarm)
    this.#alarm = setTimeout(() => {
      this.interrupt(NO_SOUND)
    }, SILENT_PAGE_MS)
  }
}

const NO_SOUND =
  'No sound data comes from the page that listens: it was closed, or the input stopped. Choose the input again, and go on.'
const LOST = 'A piece of the sound was lost on its way here. The pass is recorded anew when you go on.'
const SILENT =
  'Nothing was heard of the mix but its marker: the box did not play along. Set SYNC > CLOCK RECEIVE and TRANSPORT RECEIVE on, and CLOCK SEND off, and see that its tracks are not muted.'
const DEAF =
  'The marker was not heard. Check that the input is the one that the box plays into, that its level is up, and that the track of the marker has a sound that is loud at once.'
