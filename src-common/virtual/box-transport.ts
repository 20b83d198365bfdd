// Starts and stops the virtual box, and gives it another pattern: by its keys, or from outside.
import { NOTHING_YET } from '../domain/device/trig-outcome'
import { PULSE } from '../domain/time/ticks'
import { noteEnd, programChange, still, type Box, type BoxOutput, type BoxStep } from './box'

export function start(box: Box): BoxStep {
  const armed: Box = {
    ...box,
    transport: 'armed',
    next: 0,
    patternStart: 0,
    queued: null,
    outcomes: box.outcomes.map(() => NOTHING_YET),
    hits: [],
  }
  return still(armed, box.settings.transportSend ? [{ type: 'start' }] : [])
}

/** Held notes are ended, then FC is sent; the clock runs on (monitor log, xor-electronics.com forum). */
export function stop(box: Box, byKey: boolean): BoxStep {
  const ends = box.settings.missesNoteOffs ? [] : box.held.map((note): BoxOutput => noteEnd(note, 0))
  const stopped: Box = {
    ...box,
    transport: 'stopped',
    held: [],
    hits: [],
    queued: null,
    pattern: box.queued?.pattern ?? box.pattern,
  }
  const sent = still(stopped, byKey && box.settings.transportSend ? [{ type: 'stop' }] : [])
  return { ...sent, out: [...ends, ...sent.out] }
}

/** While playing, a selected pattern is cued; while stopped it is there at once (elektronauts.com/t/111944). */
export function selectPattern(box: Box, pattern: number, deadline: number, byKey: boolean): BoxStep {
  const announced = byKey && box.settings.programChangeSent === 'select' ? programChange(box, pattern) : []
  if (box.transport === 'stopped') {
    return still({ ...box, pattern }, byKey ? programChange(box, pattern) : [])
  }
  return still({ ...box, queued: { pattern, notBefore: box.next + deadline * PULSE } }, announced)
}
