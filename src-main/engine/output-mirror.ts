// What sounds through an output, kept while the output is away: nothing can end that until it is back.
import { SoundingNotes } from '../../src-common/domain/play/sounding-notes'
import type { Micros } from '../../src-common/domain/time/ticks'
import type { OutputPort } from './ports'

export class OutputMirror {
  readonly #sounding = new SoundingNotes()

  /** The port, with note taken of all that is sent to it. */
  over(port: OutputPort): OutputPort {
    return {
      send: (messages) => {
        for (const { bytes } of messages) this.#sounding.note(bytes)
        port.send(messages)
      },
      silence: () => {
        this.#sounding.end()
        port.silence()
      },
      close: () => { port.close() },
    } // prettier-ignore
  }

  /** The output is back: ends what sounded when it went away. */
  endLeft(port: OutputPort, now: Micros): void {
    const ends = this.#sounding.end()
    if (ends.length > 0) port.send(ends.map((bytes) => ({ time: now, bytes })))
  }
}
