// Records until it is killed, and says of every message whose write returned that it did.
import { writeSync } from 'node:fs'
import { now } from '../../src-main/engine/now'
import { openWorld } from './world'

const [folder = ''] = process.argv.slice(2)
const { engine, inject } = await openWorld(folder)
engine.record()
const message = (bytes: readonly number[]) => ({ time: now(), bytes, mended: false })
inject([message([0xfa])])
let number = 0
setInterval(() => {
  // A pulse, and a dozen notes, each another pitch or channel than the one before.
  inject([
    message([0xf8]),
    ...Array.from({ length: 12 }, () => message([0x90 + ((number >> 7) % 8), number++ & 127, 100])),
  ])
  engine.tick()
  engine.frame()
  writeSync(1, `${String(number)}\n`)
}, 1)
