// Digitakt (mk I): what its controllers and NRPNs reach. From pencilresearch/midi, commit dd5a716, CC BY-SA 4.0; changed:
// sections and names made alike with Digitakt II's, roles added, a doubt noted (LICENSE.md beside this file).
import { section, type Controller } from './controller'

const SHELF = 'CC 2 breaks the run 24, 25, 27 to 29, 31 of the reverb: probably 26.'

/** As of OS 1.30: what came later (LFO 2, base and width, compressor, external inputs) is not in the source. */
export const DIGITAKT_CONTROLLERS: readonly Controller[] = [
  ...section('track', 'Track', [
    ['Solo', 93, [1, 102]],
    ['Global mute', 94, [1, 101]],
    ['Pattern mute', 110, [1, 104]],
    ['Track level', 95, [1, 100]],
  ]),
  ...section('track', 'Trig', [
    ['Trig note', 3, [3, 0]],
    ['Trig velocity', 4, [3, 1]],
    ['Trig length', 5, [3, 2]],
    ['Filter trig', 13, null],
    ['LFO trig', 14, null],
  ]),
  ...section('track', 'Source', [
    ['Source tune', 16, [1, 0]],
    ['Source play mode', 17, [1, 1]],
    ['Source bit reduction', 18, [1, 2]],
    ['Source sample slot', 19, [1, 3]],
    ['Source start', 20, [1, 4]],
    ['Source length', 21, [1, 5]],
    ['Source loop position', 22, [1, 6]],
    ['Source sample level', 23, [1, 7]],
  ]),
  ...section('track', 'Filter', [
    ['Filter frequency', 74, [1, 20]],
    ['Filter resonance', 75, [1, 21]],
    ['Filter type', 76, [1, 22]],
    ['Filter attack time', 70, [1, 16]],
    ['Filter decay time', 71, [1, 17]],
    ['Filter sustain level', 72, [1, 18]],
    ['Filter release time', 73, [1, 19]],
    ['Filter envelope depth', 77, [1, 23]],
  ]),
  ...section('track', 'Amp', [
    ['Amp attack time', 78, [1, 24]],
    ['Amp hold time', 79, [1, 25]],
    ['Amp decay time', 80, [1, 26]],
    ['Amp overdrive', 81, [1, 27]],
    ['Amp delay send', 82, [1, 28]],
    ['Amp reverb send', 83, [1, 29]],
    ['Amp pan', 10, [1, 30]],
    ['Amp volume', 7, [1, 31]],
  ]),
  ...section('track', 'LFO', [
    ['LFO speed', 102, [1, 32]],
    ['LFO multiplier', 103, [1, 33]],
    ['LFO fade in/out', 104, [1, 34]],
    ['LFO destination', 105, [1, 35]],
    ['LFO waveform', 106, [1, 36]],
    ['LFO start phase', 107, [1, 37]],
    ['LFO trig mode', 108, [1, 38]],
    ['LFO depth', 109, [1, 39], { ccLsb: 118 }],
  ]),
  ...section('fx', 'Delay', [
    ['Delay time', 85, [2, 0]],
    ['Delay ping-pong', 86, [2, 1]],
    ['Delay stereo width', 87, [2, 2]],
    ['Delay feedback', 88, [2, 3]],
    ['Delay high-pass filter', 89, [2, 4]],
    ['Delay low-pass filter', 90, [2, 5]],
    ['Delay reverb send', 91, [2, 6]],
    ['Delay mix volume', 92, [2, 7]],
  ]),
  ...section('fx', 'Reverb', [
    ['Reverb predelay', 24, [2, 8]],
    ['Reverb decay time', 25, [2, 9]],
    ['Reverb shelving frequency', 2, [2, 10], { doubt: SHELF }],
    ['Reverb shelving gain', 27, [2, 11]],
    ['Reverb high-pass filter', 28, [2, 12]],
    ['Reverb low-pass filter', 29, [2, 13]],
    ['Reverb mix volume', 31, [2, 15]],
  ]),
]
