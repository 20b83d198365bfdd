// What an audio input would hear of the virtual box while stems are recorded, worked out beforehand, as a file for
// Chromium's fake input.
import { writeFileSync } from 'node:fs'
import { wavHead, WAV_HEAD_BYTES } from '../src-common/domain/audio/wav'
import type { Project } from '../src-common/domain/model/project'
import type { StemSettings } from '../src-common/domain/stems/stem-settings'
import { BoxSound } from '../src-common/virtual/box-sound'
import { PLAY_PRESET } from '../src-common/virtual/box-settings'
import { Rig } from '../src-main/engine/engine-rig'
import { planPass } from '../src-main/host/stems/pass-plan'

/** From a marker on, to where the song begins, and to after its tail. In seconds. */
export const MARKER_AHEAD = 3
const TAIL = 3

export type PassSound = { readonly samples: Float32Array; readonly songFrom: number; readonly songFrames: number }

/** What is heard of one pass, from its marker on; two channels. */
export function passSound(project: Project, settings: StemSettings, track: number | null, rate: number): PassSound {
  const plan = planPass(project, settings, track)
  const rig = new Rig()
  rig.box.press({ type: 'set', settings: PLAY_PRESET })
  rig.load(plan.song)
  const { now, begins } = rig.engine.playPass(plan.pass)
  const seconds = MARKER_AHEAD + plan.timing.song + TAIL
  rig.run((begins - now) / 1e6 - MARKER_AHEAD + seconds)
  const sound = new BoxSound(rate, 8)
  sound.add(rig.played)
  const samples = sound.render(begins - MARKER_AHEAD * 1e6, Math.round(seconds * rate))
  return { samples, songFrom: MARKER_AHEAD * rate, songFrames: Math.round(plan.timing.song * rate) }
}

/** A file that holds sounds at their seconds. */
export function writeTimeline(
  path: string,
  rate: number,
  sounds: readonly { readonly at: number; readonly samples: Float32Array }[],
): void {
  const frames = Math.max(...sounds.map(({ at, samples }) => Math.round(at * rate) + samples.length / 2))
  const whole = new Float32Array(frames * 2)
  for (const { at, samples } of sounds) whole.set(samples, Math.round(at * rate) * 2)
  // Chromium's fake input takes 16 bits, and no more.
  const size = whole.length * 2
  const file = Buffer.concat([wavHead({ rate, channels: 2 }, size), Buffer.alloc(size)])
  file.writeUInt32LE(rate * 4, 28)
  file.writeUInt16LE(4, 32)
  file.writeUInt16LE(16, 34)
  for (const [index, sample] of whole.entries())
    file.writeInt16LE(Math.max(-32768, Math.min(32767, Math.round(sample * 32768))), WAV_HEAD_BYTES + index * 2)
  writeFileSync(path, file)
}
