// Stems as the page sees them: the input that it listens to, what is chosen, and how far the recording is.
import { decibels, peakOf } from '../../src-common/domain/audio/levels'
import { toPcm24 } from '../../src-common/domain/audio/pcm'
import { spanOf } from '../../src-common/domain/stems/stem-pass'
import { stemTrack, usualTracks, type StemTrack } from '../../src-common/domain/stems/stem-track'
import { USUAL_TAIL, type StemSettings } from '../../src-common/domain/stems/stem-settings'
import type { Project } from '../../src-common/domain/model/project'
import type { Interval } from '../../src-common/domain/model/intervals'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { HostContract } from '../../src-common/rpc/host-contract'
import type { AudioInput, StemSession } from '../../src-common/rpc/stems-contract'
import { toBase64 } from './base64'
import { audioInputs, mayListen, openCapture, type Capture } from './capture'

type Requests = HostContract['requests']
type Deps = {
  readonly project: () => Project
  readonly now: () => Micros
  readonly request: <M extends keyof Requests>(method: M, input: Requests[M]['in']) => Promise<Requests[M]['out']>
  readonly notify: (text: string) => void
}

/** Longer, and the page cannot keep up: in pieces. */
const MOST_WAITING = 300
const CLIPPED = 1 - 2 ** -14
const SOFTEST = -144
/** How fast the meter falls, in decibels a piece. */
const FALL = 2.5

export class Stems {
  session = $state.raw<StemSession | null>(null)
  inputs = $state.raw<readonly MediaDeviceInfo[]>([])
  /** Whether it is known which there are. */
  looked = $state(false)
  /** The input that is listened to. */
  capture = $state.raw<Capture | null>(null)
  /** Why none is, in words. */
  fault = $state<string | null>(null)
  channels = $state<1 | 2>(2)
  /** How loud it is now, by channel, in decibels; and whether it was too loud since it was looked at last. */
  levels = $state.raw<readonly number[]>([SOFTEST, SOFTEST])
  clipped = $state(false)
  /** Whether only the loop is recorded, as it is when that begins. */
  looped = $state(false)
  /** What the musician chose; null for the usual. */
  chosen = $state.raw<StemSettings | null>(null)
  readonly #deps: Deps
  readonly span = $derived.by((): Interval | null => (this.looped ? this.#deps.project().loop : null))
  /** All tracks, as they would be recorded. */
  readonly tracks = $derived.by((): readonly StemTrack[] => {
    const project = this.#deps.project()
    const span = spanOf(project, { span: this.span })
    return project.tracks.map((_, number) => stemTrack(project, number, span))
  })
  readonly settings = $derived(this.chosen ?? { ...usualTracks(this.tracks), mix: true, span: null, tail: USUAL_TAIL })
  #mine = false
  /** The input that counts: one that was opened before is listened to no more. */
  #turn = 0
  #opening = false
  #asking = false
  #first = 0
  #waiting = 0
  #sending: Promise<unknown> = Promise.resolve()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Whether this page is the one that listens for the recording. */
  get listens(): boolean {
    return this.#mine
  }

  change(change: Partial<StemSettings>): void {
    this.chosen = { ...this.settings, ...change }
  }

  /** What the host tells of the recording. */
  told(session: StemSession | null): void {
    this.session = session
    if (session?.state !== 'recording' && !this.#asking) this.#mine = false
  }

  /** Another project: what was chosen belonged to the one before. */
  forget(): void {
    this.chosen = null
    this.looped = false
  }

  /** Looks for inputs, and opens the one of last time where it is there and the browser need not ask. */
  async look(): Promise<void> {
    this.inputs = await audioInputs()
    this.looked = true
    const last = lastInput()
    const isThere = this.inputs.some(({ deviceId }) => deviceId === last)
    if (last === null || this.capture !== null || this.#opening || !(await mayListen())) return
    if (isThere) await this.listen(last)
    else this.fault ??= GONE
  }

  /** Opens an input; null is the system's own choice. */
  async listen(deviceId: string | null): Promise<void> {
    this.close()
    this.fault = null
    const turn = this.#turn
    this.#opening = true
    const isMine = (): boolean => turn === this.#turn
    try {
      const capture = await openCapture(
        { deviceId, channels: this.channels },
        {
          heard: (samples) => {
            if (isMine()) this.#heard(samples)
          },
          lost: (why) => {
            if (isMine()) this.#lost(why)
          },
        },
      )
      // Closed, or another one chosen, while it opened.
      if (!isMine()) capture.close()
      else {
        this.#first = 0
        this.capture = capture
        keepInput(capture.deviceId)
      }
    } catch (error) {
      if (isMine()) this.fault = error instanceof Error ? error.message : String(error)
    }
    if (isMine()) this.#opening = false
    this.inputs = await audioInputs()
  }

  async setChannels(channels: 1 | 2): Promise<void> {
    this.channels = channels
    if (this.capture !== null) await this.listen(this.capture.deviceId)
  }

  /** Listens no more. */
  close(): void {
    this.#turn++
    this.#opening = false
    this.capture?.close()
    this.capture = null
    this.levels = [SOFTEST, SOFTEST]
  }

  async begin(): Promise<void> {
    const settings = { ...this.settings, span: this.span }
    await this.#ask((input) => this.#deps.request('beginStems', { settings, input }))
  }

  async resume(retake: number | null = null): Promise<void> {
    await this.#ask((input) => this.#deps.request('resumeStems', { input, retake }))
  }

  async pause(why: string | null = null): Promise<void> {
    await this.#deps.request('pauseStems', { why }).catch(() => undefined)
  }

  async #ask(request: (input: AudioInput) => Promise<unknown>): Promise<void> {
    const { capture } = this
    if (capture === null || this.#asking || this.#mine) return
    const { label, rate, channels } = capture
    this.#asking = true
    this.#mine = true
    try {
      await request({ label, rate, channels })
    } catch (error) {
      this.#mine = false
      this.#deps.notify(error instanceof Error ? error.message : String(error))
    } finally {
      this.#asking = false
    }
  }

  #heard(samples: Float32Array): void {
    const channels = this.capture?.channels ?? this.channels
    this.#meter(samples, channels)
    const first = this.#first
    this.#first += samples.length / channels
    if (!this.#mine) return
    if (this.#waiting > MOST_WAITING) {
      this.#lost('This page cannot hand its sound on fast enough. Close what keeps the computer busy, and go on.')
      return
    }
    const at = this.#deps.now()
    const pcm = toBase64(toPcm24(samples))
    this.#waiting++
    this.#sending = this.#sending
      .then(() => this.#deps.request('stemAudio', { first, at, pcm }))
      .catch(() => undefined)
      .finally(() => {
        this.#waiting--
      })
  }

  #meter(samples: Float32Array, channels: number): void {
    const levels = Array.from({ length: channels }, (_, channel) => {
      const own = channels === 1 ? samples : samples.filter((__, index) => index % channels === channel)
      return Math.max(decibels(peakOf(own)), (this.levels[channel] ?? SOFTEST) - FALL)
    })
    this.levels = levels
    if (peakOf(samples) >= CLIPPED) this.clipped = true
  }

  #lost(why: string): void {
    this.close()
    this.fault = why
    if (this.#mine) void this.pause(why)
  }
}

const GONE = 'The input of last time is not there. Plug it in, or choose another one.'
const KEPT = 'muteline.audio-input'
const lastInput = (): string | null => localStorage.getItem(KEPT) ?? null
const keepInput = (deviceId: string): void => {
  localStorage.setItem(KEPT, deviceId)
}
