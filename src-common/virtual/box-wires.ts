// What stands between the virtual box and us: the jacks that it uses, how it is cabled, and what that does to messages.
import { parse } from '../domain/midi/message'
import { still, type Box, type BoxInput, type BoxOutput, type BoxStep } from './box'
import type { BoxSettings, Jacks } from './box-settings'

export function throughWires(box: Box, input: BoxInput, run: () => BoxStep): BoxStep {
  if (box.frozen) return isSet(input) ? awake(run()) : still(box)
  const step = input.type === 'message' && !hasUsb(box.settings.inputFrom) ? still(box) : run()
  const back = input.type === 'message' && box.settings.cabling === 'thru' ? [{ offset: 0, bytes: input.bytes }] : []
  return { ...step, box: afterLoop(step, input), out: outward([...back, ...step.out], step.box.settings) }
}

const isSet = (input: BoxInput): boolean => input.type === 'key' && input.key.type === 'set'
const awake = (step: BoxStep): BoxStep => ({ ...step, box: { ...step.box, frozen: false, transport: 'stopped', held: [] } }) // prettier-ignore
const hasUsb = (jacks: Jacks): boolean => jacks === 'USB' || jacks === 'MIDI+USB'

/** What leaves the box, as it reaches us. */
function outward(out: readonly BoxOutput[], settings: BoxSettings): readonly BoxOutput[] {
  if (!hasUsb(settings.outputTo)) return []
  const whole = settings.damagesSysex ? out.map(damaged) : out
  return settings.cabling === 'double' ? whole.flatMap((each) => (isClock(each) ? [each] : [each, each])) : whole
}

const isClock = ({ bytes }: BoxOutput): boolean => (bytes[0] ?? 0) >= 0xf8

function damaged(output: BoxOutput): BoxOutput {
  const middle = Math.floor(output.bytes.length / 2)
  return output.bytes[0] === 0xf0 ? { ...output, bytes: output.bytes.filter((_, index) => index !== middle) } : output
}

/** A note for a MIDI track goes out, comes back in and goes out again: a unit froze so (elektronauts.com/t/143867). */
function afterLoop({ box, out }: BoxStep, input: BoxInput): Box {
  const sentOn = input.type === 'message' && out.some(({ bytes }) => parse(bytes).type === 'noteOn')
  return sentOn && box.settings.cabling === 'loop' ? { ...box, frozen: true } : box
}
