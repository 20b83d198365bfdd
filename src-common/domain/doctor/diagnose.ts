// Asks every detector, and puts the likeliest finding first.
import type { DeviceProfile } from '../device/device'
import { frozen, damagedSysex, failedPort, noPort, silentDin, silentPort } from './detect-ports'
import {
  audioTracks,
  hungNotes,
  keysOnly,
  keysSilent,
  midiTrackOff,
  notesTwice,
  oneChannel,
  staleControllers,
  strangePitch,
} from './detect-notes'
import { muteOnlySent, mutesSilent, patternMutes, wrongPolarity } from './detect-mutes'
import {
  ignoresNotes,
  ignoresProgram,
  ignoresStart,
  lateProgram,
  ownTempo,
  soundsThroughMute,
  wrongTrack,
} from './detect-back'
import type { Evidence } from './evidence'
import type { Detector, Finding } from './finding'
import { ROW_IDS, type RowId } from './rows'

const DETECTORS: Readonly<Record<RowId, Detector>> = {
  1: noPort,
  2: silentPort,
  3: silentDin,
  4: audioTracks,
  5: midiTrackOff,
  6: keysOnly,
  7: keysSilent,
  8: oneChannel,
  9: notesTwice,
  10: strangePitch,
  11: mutesSilent,
  12: muteOnlySent,
  13: wrongPolarity,
  14: patternMutes,
  15: ignoresStart,
  16: ownTempo,
  17: ignoresProgram,
  18: lateProgram,
  19: ignoresNotes,
  20: wrongTrack,
  21: soundsThroughMute,
  22: hungNotes,
  23: staleControllers,
  24: frozen,
  25: damagedSysex,
  26: failedPort,
}

/** Faults first, then what is normal; the likeliest of each first. */
export const diagnose = (evidence: Evidence, profile: DeviceProfile): readonly Finding[] =>
  ROW_IDS.flatMap((row) => DETECTORS[row](evidence, profile) ?? []).sort(
    (a, b) => Number(a.kind === 'normal') - Number(b.kind === 'normal') || b.likelihood - a.likelihood,
  )
