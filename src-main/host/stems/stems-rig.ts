// A desk of stems with an engine, the virtual box, and a page that hears the box: in time that only a test moves.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { toPcm24 } from '../../../src-common/domain/audio/pcm'
import { unpackProject } from '../../../src-common/domain/model/packed-notes'
import type { Project } from '../../../src-common/domain/model/project'
import type { Notice } from '../../../src-common/rpc/engine-contract'
import type { AudioInput, StemSession } from '../../../src-common/rpc/stems-contract'
import { BoxSound } from '../../../src-common/virtual/box-sound'
import { PLAY_PRESET } from '../../../src-common/virtual/box-settings'
import { Rig } from '../../engine/engine-rig'
import { StemDesk } from './stem-desk'

export const INPUT: AudioInput = { label: 'Interface', rate: 48_000, channels: 2 }
const PIECE_MS = 100
const DISK_MS = 3000
/** How much later than the wire the box is heard. */
export const ROUND_TRIP_MS = 12

type Call = (method: string, input: unknown) => Promise<unknown>

export class StemsRig {
  readonly engine = new Rig()
  readonly folder: string
  readonly notices: Notice[] = []
  readonly told: (StemSession | null)[] = []
  readonly #sound = new BoxSound(INPUT.rate, 8)
  readonly desk: StemDesk
  project: Project
  /** What is done to the sound on its way. */
  onTheWay: (sound: Float32Array, first: number) => Float32Array = (sound) => sound
  /** Whether the page sends what it hears. */
  hears = true
  #first = 0

  constructor(project: Project, folder = mkdtempSync(join(tmpdir(), 'muteline-stems-'))) {
    this.project = project
    this.folder = folder
    this.engine.box.press({ type: 'set', settings: PLAY_PRESET })
    this.desk = new StemDesk({
      open: () => ({ folder: this.folder, project: this.project }),
      engine: () => ({ call: this.#call as never }),
      transport: () => this.engine.engine.transport(),
      told: (session) => this.told.push(session),
      notice: (level, text) => this.notices.push({ level, text }),
    })
  }

  get session(): StemSession {
    if (this.desk.session === null) throw new Error('There is no session.')
    return this.desk.session
  }

  /** Lets time pass in pieces, and the page send what it hears, until something is so. */
  async until(test: () => boolean, most = 300): Promise<void> {
    const end = this.engine.time + most * 1e6
    while (!test() && this.engine.time < end) await this.piece()
    // The disk takes real time, of which none passes here.
    const since = performance.now()
    while (!test() && performance.now() - since < DISK_MS) await new Promise((resolve) => setImmediate(resolve))
    if (!test()) throw new Error(`${String(most)} seconds passed: ${JSON.stringify(this.session)}`)
  }

  async piece(): Promise<void> {
    this.engine.run(PIECE_MS / 1000)
    const { transport } = this.engine
    if (transport !== null) this.desk.transported(transport)
    this.desk.verified(this.engine.report)
    await vi.advanceTimersByTimeAsync(PIECE_MS)
    await this.hear()
  }

  /** A piece gets lost. */
  skip(): void {
    this.#first += (INPUT.rate * PIECE_MS) / 1000
  }

  async hear(): Promise<void> {
    if (!this.hears) return
    this.#sound.add(this.engine.played.splice(0))
    const frames = (INPUT.rate * PIECE_MS) / 1000
    const from = this.engine.time - (PIECE_MS + ROUND_TRIP_MS) * 1000
    const sound = this.onTheWay(this.#sound.render(from, frames), this.#first)
    const pcm = Buffer.from(toPcm24(sound)).toString('base64')
    const first = this.#first
    this.#first += frames
    await this.desk.requests.stemAudio({ first, at: this.engine.time, pcm })
  }

  readonly #call: Call = (method, input) => {
    const { engine } = this.engine
    switch (method) {
      case 'project':
        engine.load(unpackProject(input as never))
        break
      case 'playPass':
        return Promise.resolve(engine.playPass(input as never))
      case 'stop':
        engine.stop()
        break
      case 'locate':
        engine.locate(input as never)
        break
      case 'setMode':
        engine.setMode(input as never)
        break
      default:
        throw new Error(method)
    }
    return Promise.resolve(null)
  }
}
