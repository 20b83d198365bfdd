// What the virtual box answers to requests for its patterns, its name and its settings: as a real one would.
import type { DumpDevice } from '../domain/device/pattern-dump'
import { writeFrame, type DumpFrame } from '../domain/device/dump/elektron-frame'
import { identityBytes, productOf } from '../domain/device/dump/identity'
import { writtenLayout } from '../domain/device/dump/pattern-blank'
import { encodeEmpty, encodePattern } from '../domain/device/dump/pattern-encode'
import { settingsFrame } from '../domain/device/dump/project-settings'
import { readRequest, type ReadRequest } from '../domain/device/dump/read-request'
import { NEW_TRACK, type Pattern, type PatternTrack } from '../domain/device/pattern'
import type { Bytes } from '../domain/midi/message'
import { patternIn, tempoOf, type Box } from './box'

const PATTERNS = 128
/** The newest that were seen: OS 1.52A and 1.15C. */
const VERSION: Readonly<Record<DumpDevice, { readonly version: string; readonly build: string }>> = {
  digitakt: { version: '1.52A', build: '0097' },
  digitakt2: { version: '1.15C', build: '0070' },
}
const NAME: Readonly<Record<DumpDevice, string>> = { digitakt: 'Virtual Digitakt', digitakt2: 'Virtual Digitakt II' }
/** What a box tells that it can do is not needed by anyone: these are the two requests that it answers. */
const OPERATIONS = [0x01, 0x02]
const OWN_MESSAGE = 1

/** In the order in which they are sent; none for what is no request, or is for another box. */
export function answersTo(box: Box, bytes: Bytes): readonly Bytes[] {
  const { model } = box
  const request = readRequest(bytes)
  if (request === null || model === 'generic') return []
  if ('device' in request && request.device !== model) return []
  return answers(box, model, request)
}

function answers(box: Box, device: DumpDevice, request: ReadRequest): readonly Bytes[] {
  switch (request.type) {
    case 'identity': {
      const who = { product: productOf(device), model: device, name: NAME[device], operations: OPERATIONS }
      return [identityBytes({ type: 'identity', inReplyTo: request.messageId, ...who }, OWN_MESSAGE)]
    }
    case 'version':
      return [identityBytes({ type: 'version', inReplyTo: request.messageId, ...VERSION[device] }, OWN_MESSAGE)]
    case 'patternKit':
      return [writeFrame(patternFrame(box, device, request.index))]
    case 'pattern':
      return [writeFrame(withoutKit(patternFrame(box, device, request.index)))]
    case 'settings':
      return [settings(box, device)]
    case 'project':
      return [
        ...Array.from({ length: PATTERNS }, (_, index) => writeFrame(patternFrame(box, device, index))),
        settings(box, device),
      ]
  }
}

/** A slot that the box has no pattern in holds an empty one. */
function patternFrame(box: Box, device: DumpDevice, index: number): DumpFrame {
  const pattern = patternIn(box, index)
  return pattern === null ? encodeEmpty(device, index) : encodePattern(asKept(box, pattern), device, index)
}

/** Which tracks are MIDI tracks, and where they send, stands in the kit of each pattern. */
export function asKept({ settings: { tracks } }: Box, pattern: Pattern): Pattern {
  return {
    ...pattern,
    kit: pattern.kit ?? '',
    tracks: tracks.map(({ kind, noteChannel }, number): PatternTrack => {
      const track = pattern.tracks[number] ?? { ...NEW_TRACK, speed: pattern.tracks[0]?.speed ?? 1 }
      const isMidi = kind === 'midi'
      return { ...track, kind, channel: isMidi ? noteChannel : null, sound: isMidi ? null : (track.sound ?? '') }
    }),
  }
}

const withoutKit = (frame: DumpFrame): DumpFrame => ({
  ...frame,
  type: 'pattern',
  payload: frame.payload.subarray(0, writtenLayout(frame.device).patternSize),
})

const settings = (box: Box, device: DumpDevice): Bytes =>
  writeFrame(
    settingsFrame({
      device,
      bpm: tempoOf(box),
      autoChannel: box.settings.autoChannel,
      channels: box.settings.tracks.map(({ channel }) => channel),
    }),
  )
