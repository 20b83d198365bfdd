// Whether a SysEx message arrived as it was sent, as far as that shows.
import { readFrame } from '../device/dump/elektron-frame'
import type { Bytes } from '../midi/message'

/** It ends with F7 and has data bytes only; a dump holds as many as it says, and their sum. */
export const isWholeSysex = (bytes: Bytes): boolean =>
  bytes.at(-1) === 0xf7 && bytes.slice(1, -1).every((byte) => byte < 0x80) && readFrame(bytes).type !== 'damaged'
