import { describe, expect, it } from 'vitest'
import type { Bytes } from '../../src-common/domain/midi/message'
import { MessageStream } from '../../src-common/domain/midi/message-stream'
import { PiecewiseOutput } from './piecewise'

const DUMP: Bytes = [0xf0, ...Array.from({ length: 1000 }, (_, at) => at % 128), 0xf7]
const NOTE: Bytes = [0x90, 60, 100]

describe('a long message', () => {
  it('leaves in pieces that make it whole again, with the clock between them and notes behind it', () => {
    const sent: Bytes[] = []
    const output = new PiecewiseOutput((bytes) => sent.push(bytes), true)
    output.send(DUMP)
    output.pump()
    output.send([0xf8])
    output.send(NOTE)
    for (let i = 0; i < 8; i++) output.pump()
    expect(Math.max(...sent.map(({ length }) => length))).toBe(256)
    const stream = new MessageStream()
    expect(sent.flatMap((packet) => stream.push(packet))).toEqual([[0xf8], DUMP, NOTE])
  })

  it('leaves whole where the driver takes it so', () => {
    const sent: Bytes[] = []
    new PiecewiseOutput((bytes) => sent.push(bytes), false).send(DUMP)
    expect(sent).toEqual([DUMP])
  })
})
