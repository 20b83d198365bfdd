// An audio input of this computer, as the browser gives it: its frames as they come, without any processing.
import type { AudioFormat } from '../../src-common/domain/audio/wav'
import { openFrames } from './capture-frames'
import { CapturedPieces, type Planes } from './captured-pieces'

export type Capture = AudioFormat & {
  readonly label: string
  readonly deviceId: string
  close(): void
}

type Listener = {
  /** Frames in order, channels interleaved. */
  readonly heard: (samples: Float32Array) => void
  /** It is gone, with why in words. */
  readonly lost: (why: string) => void
}

/** In one piece. */
const PIECE_SECONDS = 0.1

export type Choice = { readonly deviceId: string | null; readonly channels: 1 | 2 }

/** Rejects with words for people where it does not open. */
export async function openCapture({ deviceId, channels }: Choice, listener: Listener): Promise<Capture> {
  // Pages that are not from this machine, or not secured, have none (W3C, Media Capture and Streams).
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (devices === undefined)
    throw new Error('The browser gives audio inputs only to pages of this computer: open it at 127.0.0.1.')
  const stream = await devices.getUserMedia({ audio: constraints(deviceId, channels) }).catch((error: unknown) => {
    throw new Error(reasonOf(error))
  })
  const [track] = stream.getAudioTracks()
  if (track === undefined) throw new Error('The input has no sound.')
  try {
    let pieces: CapturedPieces | null = null
    const early: Planes[] = []
    const frames = await openFrames(track, (planes) => {
      if (pieces === null) early.push(planes)
      else pieces.push(planes)
    })
    pieces = new CapturedPieces(channels, Math.round(frames.rate * PIECE_SECONDS), listener.heard)
    for (const planes of early) pieces.push(planes)
    track.onended = () => {
      listener.lost(`${track.label} is gone: it was unplugged, or another program took it. Choose it again, and go on.`)
    }
    const { deviceId: opened = '' } = track.getSettings()
    const close = (): void => {
      track.onended = null
      track.stop()
      frames.close()
    }
    return { rate: frames.rate, channels, label: track.label, deviceId: opened, close }
  } catch (error) {
    track.stop()
    throw new Error(`The input cannot be listened to: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/** The inputs that there are; without names until the page may use one. */
export async function audioInputs(): Promise<readonly MediaDeviceInfo[]> {
  const devices = navigator.mediaDevices as MediaDevices | undefined
  const all = (await devices?.enumerateDevices().catch(() => [])) ?? []
  return all.filter(({ kind }) => kind === 'audioinput')
}

/** Whether an input can be opened without the browser asking first. */
export async function mayListen(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'microphone' })).state === 'granted'
  } catch {
    return false
  }
}

const constraints = (deviceId: string | null, channels: number): MediaTrackConstraints => ({
  ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
  channelCount: { ideal: channels },
  echoCancellation: false,
  autoGainControl: false,
  noiseSuppression: false,
})

/** By the names of `getUserMedia` (W3C, Media Capture and Streams). */
function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'This page may not use audio inputs. Allow the microphone for it: beside the address, and in the privacy settings of the system.'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'The input is not there. Plug it in, or choose another one.'
    case 'NotReadableError':
    case 'AbortError':
      return 'The input does not open: another program may hold it. Close that, and try again.'
    default:
      return `The input does not open: ${error instanceof Error ? error.message : String(error)}`
  }
}
