// Asks the box who it is: model, OS and build; only while it is stopped.
import { readIdentity, type IdentityAnswer } from '../../src-common/domain/device/dump/identity'
import { defaultProfile, type DeviceModel } from '../../src-common/domain/device/device'
import type { Bytes } from '../../src-common/domain/midi/message'
import type { EngineContract, Transport } from '../../src-common/rpc/engine-contract'
import type { BoxIdentity } from '../../src-common/rpc/host-contract'
import type { Client } from '../../src-common/rpc/rpc'
import type { Session } from './session'

export type IdentityDeskOptions = {
  readonly session: () => Session
  readonly engine: () => Client<EngineContract>
  readonly transport: () => Transport
  /** Whether something else is being asked. */
  readonly isBusy: () => boolean
  /** Whether nothing was made yet that a change of the model could spoil. */
  readonly isUntouched: () => boolean
}

/** elk-herd waits as long for each answer, and asks twice more. */
const LIMIT_MS = 5000
const TRIES = 3
/** Transfer numbers its own questions from 0 on. */
const FIRST_QUESTION = 20_000

export class IdentityDesk {
  readonly #options: IdentityDeskOptions
  #question = FIRST_QUESTION
  #asking: Promise<BoxIdentity> | null = null
  #waiting: ((answer: IdentityAnswer) => void) | null = null

  constructor(options: IdentityDeskOptions) {
    this.#options = options
  }

  /** A whole SysEx message of the box. */
  heard(bytes: Bytes): void {
    const answer = readIdentity(bytes)
    if (answer !== null) this.#waiting?.(answer)
  }

  /** Answers what the box said, which is kept with the device. Throws where it plays, or does not answer. */
  ask(): Promise<BoxIdentity> {
    // Two pages may want to know at once: that is one question.
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  async #ask(): Promise<BoxIdentity> {
    const { transport, session, isBusy, isUntouched } = this.#options
    if (isBusy()) throw new Error('Patterns are being fetched. Ask again when they are there.')
    if (transport().clock === 'rolling') throw new Error(ROLLING)
    const who = await this.#answerTo('identity')
    const what = await this.#answerTo('version')
    if (who?.type !== 'identity' || what?.type !== 'version') throw new Error(SILENT)
    const os = { version: what.version, build: what.build }
    const { device } = session().project
    if (who.model === null) throw new Error(noDigitakt(who.name))
    if (who.model === device.model) session().amendDevice({ ...device, os })
    else if (isUntouched()) session().adopt({ device: { ...defaultProfile(who.model), os }, tracks: [] })
    else throw new Error(otherModel(who.name, device.model))
    return { name: who.name, model: who.model, ...os }
  }

  async #answerTo(type: 'identity' | 'version'): Promise<IdentityAnswer | null> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const messageId = this.#question++
      const heard = new Promise<IdentityAnswer | null>((resolve) => {
        const timer = setTimeout(() => { resolve(null) }, LIMIT_MS).unref() // prettier-ignore
        this.#waiting = (answer) => {
          if (answer.inReplyTo !== messageId) return
          clearTimeout(timer)
          resolve(answer)
        }
      })
      await this.#options.engine().call('ask', { type, messageId })
      const answer = await heard
      this.#waiting = null
      if (answer !== null) return answer
    }
    return null
  }
}

const ROLLING = 'The box is playing. It is asked who it is only while it is stopped: stop it first.'
const SILENT =
  'The box did not answer. SETTINGS > MIDI CONFIG > PORT CONFIG: INPUT FROM and OUTPUT TO have to include this port; Transfer and Overbridge have to be closed.'
const MODELS: Readonly<Record<DeviceModel, string>> = {
  digitakt: 'a Digitakt',
  digitakt2: 'a Digitakt II',
  generic: 'a generic box',
}
const noDigitakt = (name: string): string =>
  `What answers is "${name}", and no Digitakt. Nothing was changed: is the right port chosen at the top left?`
const otherModel = (name: string, model: DeviceModel): string =>
  `The box says that it is "${name}", and this project is set for ${MODELS[model]}. Nothing was changed: choose the model under "How the box is set" (B).`
