// The frames of an audio track, by the one of two ways that this browser has.
import type { Planes } from './captured-pieces'
import workletUrl from './capture-worklet?worker&url'

/** Not known to TypeScript yet (W3C, MediaStreamTrack Insertable Media Processing using Streams). */
type TrackProcessor = new (options: { readonly track: MediaStreamTrack; readonly maxBufferSize: number }) => {
  readonly readable: ReadableStream<AudioData>
}

type Frames = { readonly rate: number; close(): void }

/** Pieces of some 10 ms that may wait while the page is busy. */
const MOST_WAITING = 1000

/**
 * Chromium hands frames on as they are captured. An audio graph, which others have, runs by the clock of the output: where
 * the two go apart, or the graph is late, it leaves out frames or puts silence between.
 */
export function openFrames(track: MediaStreamTrack, heard: (planes: Planes) => void): Promise<Frames> {
  const processor = (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor
  return processor === undefined ? byGraph(track, heard) : byProcessor(processor, track, heard)
}

async function byProcessor(
  Processor: TrackProcessor,
  track: MediaStreamTrack,
  heard: (planes: Planes) => void,
): Promise<Frames> {
  const reader = new Processor({ track, maxBufferSize: MOST_WAITING }).readable.getReader()
  const read = async (): Promise<number | null> => {
    const { value } = await reader.read()
    if (value === undefined) return null
    const planes = Array.from({ length: value.numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(value.numberOfFrames)
      value.copyTo(plane, { planeIndex, format: 'f32-planar' })
      return plane
    })
    const { sampleRate } = value
    value.close()
    heard(planes)
    return sampleRate
  }
  const rate = await read()
  if (rate === null) throw new Error('It ended before any sound came.')
  const readOn = async (): Promise<void> => {
    while ((await read().catch(() => null)) !== null);
  }
  void readOn()
  return { rate, close: () => void reader.cancel().catch(() => undefined) }
}

async function byGraph(track: MediaStreamTrack, heard: (planes: Planes) => void): Promise<Frames> {
  const { sampleRate } = track.getSettings()
  // The input's own rate, so that nothing is resampled.
  const context = new AudioContext({ latencyHint: 'playback', ...(sampleRate === undefined ? {} : { sampleRate }) })
  const close = (): void => void context.close().catch(() => undefined)
  try {
    await context.audioWorklet.addModule(workletUrl)
    const node = new AudioWorkletNode(context, 'capture')
    node.port.onmessage = ({ data }) => {
      heard(data as Planes)
    }
    context.createMediaStreamSource(new MediaStream([track])).connect(node)
    // What is not heard is not computed; the node itself plays nothing.
    node.connect(context.destination)
    await context.resume()
    return { rate: context.sampleRate, close }
  } catch (error) {
    close()
    throw error
  }
}
