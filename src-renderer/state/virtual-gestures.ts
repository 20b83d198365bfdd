// The keys of the virtual box that a gesture presses, so that the doctor can do what it asks for.
import type { Gesture } from '../../src-common/domain/doctor/evidence'
import type { BoxPanel } from '../../src-common/rpc/engine-contract'
import type { BoxKey } from '../../src-common/virtual/box'

/** Empty for what the virtual box does not have. */
export function keysOfGesture({ type, track }: Gesture, { pattern, patternNames }: BoxPanel): readonly BoxKey[] {
  const number = track ?? 0
  switch (type) {
    case 'play':
      return [{ type: 'stop' }, { type: 'play' }]
    case 'stop':
      return [{ type: 'stop' }]
    case 'mute':
    case 'unmute':
      return [
        { type: 'muteMode', kind: 'global' },
        { type: 'mute', track: number },
      ]
    case 'patternMute':
    case 'patternUnmute':
      return [
        { type: 'muteMode', kind: 'pattern' },
        { type: 'mute', track: number },
        { type: 'muteMode', kind: 'global' },
      ]
    case 'pattern': {
      const other = Object.keys(patternNames).map(Number).find((each) => each !== pattern) // prettier-ignore
      return other === undefined ? [] : [{ type: 'pattern', pattern: other }]
    }
    case 'trig':
      return [true, false].map((down) => ({ type: 'trig', track: number, velocity: 100, down }))
    case 'knob':
      return []
  }
}
