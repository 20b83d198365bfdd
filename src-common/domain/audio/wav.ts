// The head of a WAV file of 24-bit PCM (Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0).
import { SAMPLE_BYTES } from './pcm'

export type AudioFormat = {
  /** Frames a second. */
  readonly rate: number
  readonly channels: number
}

export const WAV_HEAD_BYTES = 44
const PCM = 1
/** Sizes are 32-bit. */
export const MOST_WAV_BYTES = 0xffffffff - WAV_HEAD_BYTES

export const frameBytes = ({ channels }: AudioFormat): number => channels * SAMPLE_BYTES

/** Of a file that holds so many bytes of samples. */
export function wavHead(format: AudioFormat, bytes: number): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(WAV_HEAD_BYTES)
  const view = new DataView(head.buffer)
  const text = (at: number, word: string): void => {
    for (const [index, letter] of [...word].entries()) view.setUint8(at + index, letter.charCodeAt(0))
  }
  text(0, 'RIFF')
  view.setUint32(4, WAV_HEAD_BYTES - 8 + bytes, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, PCM, true)
  view.setUint16(22, format.channels, true)
  view.setUint32(24, format.rate, true)
  view.setUint32(28, format.rate * frameBytes(format), true)
  view.setUint16(32, frameBytes(format), true)
  view.setUint16(34, SAMPLE_BYTES * 8, true)
  text(36, 'data')
  view.setUint32(40, bytes, true)
  return head
}
