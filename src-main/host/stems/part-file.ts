// The sound of a pass as it comes in, on disk: it becomes a WAV file once it is known where the song begins in it.
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { fromPcm24 } from '../../../src-common/domain/audio/pcm'
import {
  frameBytes,
  MOST_WAV_BYTES,
  wavHead,
  WAV_HEAD_BYTES,
  type AudioFormat,
} from '../../../src-common/domain/audio/wav'

/** Read and written at a time. */
const PIECE_FRAMES = 1 << 16

export class PartFile {
  readonly #path: string
  readonly #file: FileHandle
  readonly #format: AudioFormat
  #bytes = 0
  #writing: Promise<unknown> = Promise.resolve()

  static async create(path: string, format: AudioFormat): Promise<PartFile> {
    return new PartFile(path, await open(path, 'w+'), format)
  }

  private constructor(path: string, file: FileHandle, format: AudioFormat) {
    this.#path = path
    this.#file = file
    this.#format = format
  }

  /** Rejects where the disk does not take it. */
  async append(pcm: Uint8Array): Promise<void> {
    const at = this.#bytes
    if (at + pcm.length > MOST_WAV_BYTES)
      throw new Error('A WAV file holds 4 GB. Record a part of the song at a time: the loop, instead of all of it.')
    this.#bytes += pcm.length
    this.#writing = this.#writing.then(() => writeAll(this.#file, pcm, at))
    await this.#writing
  }

  /** Frames `[from, to)`, channels interleaved; what is not there is silence. */
  async read(from: number, to: number): Promise<Float32Array> {
    await this.#writing
    return fromPcm24(await readFrames({ file: this.#file, format: this.#format, head: 0 }, from, to))
  }

  /** Writes the frames `[from, to)` as a WAV file, whole or not at all. */
  async saveAs(path: string, from: number, to: number): Promise<void> {
    await this.#writing
    await saveFrames({ file: this.#file, format: this.#format, head: 0 }, path, from, to)
  }

  async discard(): Promise<void> {
    await this.#writing.catch(() => undefined)
    await this.#file.close().catch(() => undefined)
    await rm(this.#path, { force: true })
  }
}

/** The samples of a WAV file that `saveAs` wrote. */
export class WavFile {
  readonly #file: FileHandle
  readonly #format: AudioFormat
  readonly frames: number

  static async open(path: string, format: AudioFormat): Promise<WavFile> {
    const file = await open(path, 'r')
    const { size } = await file.stat()
    return new WavFile(file, format, Math.max(0, Math.floor((size - WAV_HEAD_BYTES) / frameBytes(format))))
  }

  private constructor(file: FileHandle, format: AudioFormat, frames: number) {
    this.#file = file
    this.#format = format
    this.frames = frames
  }

  /** Frames `[from, to)`, channels interleaved; what is not there is silence. */
  async read(from: number, to: number): Promise<Float32Array> {
    return fromPcm24(await readFrames(this.#source, from, to))
  }

  /** Writes its sound so many frames later, or earlier, into another file. */
  async copyLater(path: string, shift: number): Promise<void> {
    await saveFrames(this.#source, path, -shift, this.frames - shift)
  }

  get #source(): Source {
    return { file: this.#file, format: this.#format, head: WAV_HEAD_BYTES }
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

type Source = { readonly file: FileHandle; readonly format: AudioFormat; readonly head: number }

async function readFrames({ file, format, head }: Source, from: number, to: number): Promise<Buffer> {
  const size = frameBytes(format)
  const bytes = Buffer.alloc(Math.max(0, to - from) * size)
  const skipped = Math.max(0, -from) * size
  if (skipped < bytes.length) await file.read(bytes, skipped, bytes.length - skipped, head + Math.max(0, from) * size)
  return bytes
}

async function saveFrames(source: Source, path: string, from: number, to: number): Promise<void> {
  const partial = `${path}.part`
  try {
    const out = await open(partial, 'w')
    try {
      const size = frameBytes(source.format)
      await writeAll(out, wavHead(source.format, (to - from) * size), 0)
      for (let at = from; at < to; at += PIECE_FRAMES) {
        const piece = await readFrames(source, at, Math.min(to, at + PIECE_FRAMES))
        await writeAll(out, piece, WAV_HEAD_BYTES + (at - from) * size)
      }
      await out.sync()
    } finally {
      await out.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
}

/** A full disk may take a part of it before it says so. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}
