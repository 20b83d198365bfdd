// A Digitakt as a pure fold: a clock pulse, a message or a key goes in, messages come out. It does on the wire what is
// known of the real one, and like the real one it never sends the sequence of its audio tracks.
import { parse } from '../domain/midi/message'
import type { Box, BoxInput, BoxStep } from './box'
import { pressKey } from './box-keys'
import { pulse } from './box-pulse'
import { receive } from './box-receive'
import { throughWires } from './box-wires'

export const boxStep = (box: Box, input: BoxInput): BoxStep => throughWires(box, input, () => inside(box, input))

function inside(box: Box, input: BoxInput): BoxStep {
  switch (input.type) {
    case 'pulse':
      return pulse(box)
    case 'key':
      return pressKey(box, input.key)
    case 'message':
      return receive(box, parse(input.bytes))
  }
}
