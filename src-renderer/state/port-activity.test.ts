import { expect, it } from 'vitest'
import { DARK, PortActivity } from './port-activity'

it('the light of a message is held for a moment, and then goes out', () => {
  const port = new PortActivity()
  expect(port.light(0)).toEqual(DARK)
  port.messageAt(1000)
  expect([1000, 1119, 1120].map((now) => port.light(now).lit)).toEqual([true, true, false])
  expect([port.alive(1119), port.alive(1120)]).toEqual([true, false])
})

it('the rate is that of the pulses, however they are bundled', () => {
  const port = new PortActivity()
  for (let i = 0; i <= 100; i++) port.pulsesAt(i * 20.8333, 1)
  expect(port.light(2084).rate).toBeCloseTo(48, 1)
  const bundled = new PortActivity()
  for (let i = 0; i <= 50; i++) bundled.pulsesAt(i * 41.6667, 2)
  expect(bundled.light(2084).rate).toBeCloseTo(48, 1)
})

it('a clock that ends has no rate, and is counted anew when it comes back', () => {
  const port = new PortActivity()
  for (let now = 0; now <= 2000; now += 20) port.pulsesAt(now, 1)
  expect(port.light(2500).rate).not.toBeNull()
  expect(port.light(2501)).toEqual(DARK)
  port.pulsesAt(9000, 1)
  expect(port.light(9000).rate).toBeNull()
})

it('the beat of the clock is lit for its first quarter, from Start on', () => {
  const port = new PortActivity()
  port.pulsesAt(0, 7)
  port.restart()
  const lit = Array.from({ length: 48 }, (_, i) => {
    port.pulsesAt(i * 20, 1)
    return port.light(i * 20).beat
  })
  expect(lit).toEqual(Array.from({ length: 48 }, (_, i) => i % 24 < 6))
})
