// The doctor's evidence as it grows, and the run through its gestures. It listens always, so that it knows what came
// before someone asks; it is shown a few times a second, and only while someone looks.
import type { DeviceProfile } from '../../src-common/domain/device/device'
import { NO_EVIDENCE, type Asked, type Evidence, type Gesture, type Observation, type QuestionId } from '../../src-common/domain/doctor/evidence' // prettier-ignore
import { stateOf, type GestureState } from '../../src-common/domain/doctor/gesture-state'
import { nextGesture } from '../../src-common/domain/doctor/gestures'
import { observe } from '../../src-common/domain/doctor/observe'
import type { PresetName } from '../../src-common/domain/doctor/presets'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { LiveBatch, Ports } from '../../src-common/rpc/engine-contract'
import { portSights } from './port-sights'

const LOOK_MS = 200
/** So long an answer is shown before the next gesture is asked for. */
const ANSWER_SHOWN_MS = 900

type Asking = { readonly gesture: Gesture; readonly asked: Asked; readonly state: GestureState }

export class Doctor {
  /** As it was when it was last looked at. */
  evidence = $state.raw<Evidence>(NO_EVIDENCE)
  /** Which gestures are being gone through: the three, or further ones; null while none are. */
  run = $state<'three' | 'further' | null>(null)
  /** Items of the presets that were ticked by hand. */
  ticked = $state.raw<ReadonlySet<string>>(new Set())

  /** The gesture in hand, and what came of it so far. */
  readonly asking = $derived.by((): Asking | null => {
    const asked = this.run === null ? undefined : this.evidence.asked.at(-1)
    if (asked?.to !== null) return null
    return { gesture: asked.gesture, asked, state: stateOf(this.evidence, this.#device(), asked) }
  })

  readonly #now: () => Micros
  readonly #device: () => DeviceProfile
  #evidence: Evidence = NO_EVIDENCE
  #watchers = 0
  #timer: ReturnType<typeof setInterval> | null = null
  /** When the gesture in hand was seen to be answered. */
  #answeredAt: number | null = null

  constructor(now: () => Micros, device: () => DeviceProfile) {
    this.#now = now
    this.#device = device
  }

  ports(ports: Ports): void {
    this.#see({ type: 'ports', time: this.#now(), ports: portSights(ports) })
  }

  push({ input, output, pulses }: LiveBatch): void {
    for (const { time, port, bytes } of output) this.#see({ type: 'sent', time, port, bytes })
    for (const { time, port, bytes } of input) this.#see({ type: 'heard', time, port, bytes })
    const time = this.#now()
    for (const { direction, port, count } of pulses) this.#see({ type: 'pulses', time, direction, port, count })
  }

  /** Keeps what is shown up to date until the returned function is called. */
  watch(): () => void {
    this.#watchers++
    this.#look()
    return () => {
      this.#watchers--
      this.#rest()
    }
  }

  /** Asks for the three gestures anew; or for further ones, those that were not asked for yet. */
  begin(run: 'three' | 'further'): void {
    if (run === 'three' || this.#next('further') === null) this.#see({ type: 'forget', time: this.#now() })
    this.run = run
    this.goOn()
  }

  /** The gesture in hand once more. */
  again(): void {
    if (this.asking !== null) this.#ask(this.asking.gesture)
  }

  /** The next gesture, whatever came of this one; after the last, the run is over. */
  goOn(): void {
    this.#ask(this.run === null ? null : this.#next(this.run))
  }

  end(): void {
    this.#ask(null)
  }

  answer(question: QuestionId, yes: boolean | null): void {
    this.#see({ type: 'answer', time: this.#now(), question, yes })
    this.#look()
  }

  forget(): void {
    this.run = null
    this.#see({ type: 'forget', time: this.#now() })
    this.#look()
  }

  tick(preset: PresetName, item: string, on: boolean): void {
    const key = `${preset} ${item}`
    this.ticked = new Set([...[...this.ticked].filter((each) => each !== key), ...(on ? [key] : [])])
  }

  isTicked(preset: PresetName, item: string): boolean {
    return this.ticked.has(`${preset} ${item}`)
  }

  #next(run: 'three' | 'further'): Gesture | null {
    return nextGesture(this.#evidence, this.#device(), run === 'further')
  }

  #ask(gesture: Gesture | null): void {
    this.#answeredAt = null
    this.#see({ type: 'asked', time: this.#now(), gesture })
    if (gesture === null) this.run = null
    this.#look()
  }

  #see(observation: Observation): void {
    this.#evidence = observe(this.#evidence, observation)
  }

  #look(): void {
    this.#see({ type: 'time', time: this.#now() })
    this.evidence = this.#evidence
    this.#endIfAnew()
    this.#advance()
    const wanted = this.#watchers > 0 || this.run !== null
    if (wanted)
      this.#timer ??= setInterval(() => {
        this.#look()
      }, LOOK_MS)
    else this.#rest()
  }

  #rest(): void {
    if (this.#watchers > 0 || this.run !== null || this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
  }

  /** Another input makes the evidence begin anew: then nothing is asked for any more. */
  #endIfAnew(): void {
    if (this.#evidence.asked.at(-1)?.to !== null) this.run = null
  }

  /** An answer is shown for a moment, then the next gesture is asked for; silence waits for the musician. */
  #advance(): void {
    if (this.asking?.state !== 'answered') return
    this.#answeredAt ??= performance.now()
    if (performance.now() - this.#answeredAt >= ANSWER_SHOWN_MS) this.goOn()
  }
}
