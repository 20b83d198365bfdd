// What pages and the host tell each other of a recording of stems.
import type { AudioFormat } from '../domain/audio/wav'
import type { StemPass } from '../domain/stems/stem-pass'
import type { StemSettings } from '../domain/stems/stem-settings'
import type { Micros } from '../domain/time/ticks'

/** The input that a page opened. */
export type AudioInput = AudioFormat & { readonly label: string }

/** A piece of sound of the input, in order. */
export type StemAudio = {
  /** The number of its first frame, since the input was opened. */
  readonly first: number
  /** When its last frame was there, in the host's time. */
  readonly at: Micros
  /** 24-bit samples, channels interleaved, in base64. */
  readonly pcm: string
}

export type StemResult = {
  readonly seconds: number
  /** The loudest sample, and what was heard before anything was played; in decibels. */
  readonly peak: number
  readonly room: number
  /** Frames that are as loud as can be, and places at which the input left something out. */
  readonly clipped: number
  readonly holes: number
  /** From when the marker left to when it was heard; null without a marker. */
  readonly roundTrip: Micros | null
  /** By how many frames it was moved to lie on the mix; null where it was not found there, or there is none. */
  readonly shift: number | null
  /** How much of it is in the mix: 1 is all of it. */
  readonly share: number | null
  /** In words: what to look at. */
  readonly warnings: readonly string[]
}

/** One pass of a session; `result` is null until it is recorded. */
export type StemState = StemPass & { readonly result: StemResult | null }

export type StemSession = {
  /** Where the files are. */
  readonly folder: string
  readonly input: AudioInput
  readonly settings: StemSettings
  readonly passes: readonly StemState[]
  /** *paused*: it goes on at the first pass that is not recorded. */
  readonly state: 'recording' | 'paused' | 'done'
  /** What is recorded now; `seconds` into the song, negative before it. */
  readonly current: { readonly index: number; readonly seconds: number; readonly tail: boolean } | null
  /** How long one pass plays, and how long all that is still to be recorded takes, in seconds. */
  readonly length: number
  readonly left: number
  /** Why it was paused, in words; null where nothing went wrong. */
  readonly why: string | null
  /** The song was edited since. */
  readonly changed: boolean
  /** What is left of the mix where the stems are taken off it, in decibels; null until all are there. */
  readonly residual: number | null
}
