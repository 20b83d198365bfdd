// Runs on the audio thread: gathers the input's frames, and hands them on in pieces. Nothing is left out however busy the
// page is. It plays nothing.

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(
  name: string,
  processor: new (options: ProcessorOptions) => AudioWorkletProcessor,
): void

type ProcessorOptions = { readonly processorOptions: { readonly channels: number; readonly frames: number } }

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #channels: number
  readonly #frames: number
  #piece: Float32Array<ArrayBuffer>
  #filled = 0

  constructor({ processorOptions: { channels, frames } }: ProcessorOptions) {
    super()
    this.#channels = channels
    this.#frames = frames
    this.#piece = new Float32Array(channels * frames)
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const length = input?.[0]?.length ?? 128
    for (let frame = 0; frame < length; frame++) {
      for (let channel = 0; channel < this.#channels; channel++)
        this.#piece[this.#filled * this.#channels + channel] = input?.[channel]?.[frame] ?? 0
      this.#filled++
      if (this.#filled === this.#frames) this.#handOn()
    }
    return true
  }

  #handOn(): void {
    this.port.postMessage(this.#piece, [this.#piece.buffer])
    this.#piece = new Float32Array(this.#channels * this.#frames)
    this.#filled = 0
  }
}

registerProcessor('capture', CaptureProcessor)
