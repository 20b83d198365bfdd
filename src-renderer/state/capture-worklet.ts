// Runs on the audio thread, and hands on the input's frames as they come. It plays nothing.

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

class CaptureProcessor extends AudioWorkletProcessor {
  process([input]: readonly (readonly Float32Array[])[]): boolean {
    if (input !== undefined && input.length > 0) {
      const planes = input.map((plane) => plane.slice())
      this.port.postMessage(
        planes,
        planes.map(({ buffer }) => buffer),
      )
    }
    return true
  }
}

registerProcessor('capture', CaptureProcessor)
