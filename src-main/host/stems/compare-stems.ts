// Compares stems on disk with their mix: where one lies in it, and what is left of it where all are taken off.
import { lagOf, type Lag } from '../../../src-common/domain/audio/lag'
import { monoOf, peakOf } from '../../../src-common/domain/audio/levels'
import { NullTest } from '../../../src-common/domain/audio/null-test'
import type { AudioFormat } from '../../../src-common/domain/audio/wav'
import type { PartFile, WavFile } from './part-file'

const PIECE_SECONDS = 0.5
/** So loud a piece has to be to say anything. */
const AUDIBLE = 0.001
/** By how much a stem may still be off once it was placed, with other sounds around it. */
const STILL_OFF = 64
const ROUNDS = 4
/** What is less alike is something else. */
const ALIKE = 0.5

const pieceOf = ({ rate }: AudioFormat): number => Math.round(PIECE_SECONDS * rate)

/**
 * Where in the mix the loudest half second of a pass lies, whose song is the frames `[from, to)`: the lag tells by how much
 * later. Null where the pass is silent.
 */
export async function placeInMix(
  part: PartFile,
  { from, to }: { readonly from: number; readonly to: number },
  mix: WavFile,
  format: AudioFormat,
  most: number,
): Promise<Lag | null> {
  const piece = pieceOf(format)
  const at = await loudestPiece((begin) => part.read(from + begin, from + begin + piece), to - from, piece)
  if (at === null) return null
  const own = await part.read(from + at, from + at + piece)
  const heard = await mix.read(at - most, at + piece + most)
  return lagOf(monoOf(own, format.channels), monoOf(heard, format.channels), most, most)
}

/** By how many frames each stem is still too early: found in what is left of the mix where the others are taken off. */
export async function stillEarly(
  mix: WavFile,
  stems: readonly WavFile[],
  format: AudioFormat,
): Promise<readonly number[]> {
  const piece = pieceOf(format)
  const shifts = stems.map(() => 0)
  const places = await Promise.all(
    stems.map((stem) => loudestPiece((begin) => stem.read(begin, begin + piece), stem.frames, piece)),
  )
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false
    for (const [index, stem] of stems.entries()) {
      const at = places[index] ?? null
      if (at === null) continue
      const read = async (file: WavFile, shift: number): Promise<Float32Array> =>
        monoOf(await file.read(at - STILL_OFF - shift, at + piece + STILL_OFF - shift), format.channels)
      const rest = (await read(mix, 0)).slice()
      for (const [number, other] of stems.entries())
        if (number !== index) takeOff(rest, await read(other, shifts[number] ?? 0))
      const own = monoOf(await stem.read(at, at + piece), format.channels)
      // What is alike there and nearest: each move leaves less of the mix, so that none makes it worse.
      const { lag, alike } = lagOf(own, rest, STILL_OFF, STILL_OFF)
      if (alike < ALIKE || lag === shifts[index]) continue
      shifts[index] = lag
      moved = true
    }
    if (!moved) break
  }
  return shifts
}

/** What is left of the mix, in decibels below it; null where it is silent. */
export async function residualOf(mix: WavFile, stems: readonly WavFile[], format: AudioFormat): Promise<number | null> {
  const piece = pieceOf(format)
  const test = new NullTest()
  const frames = Math.max(mix.frames, ...stems.map((stem) => stem.frames))
  for (let at = 0; at < frames; at += piece)
    test.add(await mix.read(at, at + piece), await Promise.all(stems.map((stem) => stem.read(at, at + piece))))
  return test.residual
}

/** Where the loudest of pieces of so many frames begins; null where all are silent. */
async function loudestPiece(
  read: (begin: number) => Promise<Float32Array>,
  frames: number,
  piece: number,
): Promise<number | null> {
  let loudest = { at: 0, peak: 0 }
  for (let at = 0; at < frames; at += piece) {
    const peak = peakOf(await read(at))
    if (peak > loudest.peak * 1.05) loudest = { at, peak }
  }
  return loudest.peak < AUDIBLE ? null : loudest.at
}

function takeOff(from: Float32Array, other: Float32Array): void {
  for (let index = 0; index < from.length; index++) from[index] = (from[index] ?? 0) - (other[index] ?? 0)
}
