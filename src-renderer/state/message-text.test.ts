import { expect, it } from 'vitest'
import { defaultProfile } from '../../src-common/domain/device/device'
import { channelOf, kindOf } from '../../src-common/domain/device/message-kind'
import { parse, type Bytes } from '../../src-common/domain/midi/message'
import type { KeptMessage } from './message-log'
import { bytesText, lineText, timeText, titleText, wordsText } from './message-text'

const device = defaultProfile('digitakt')
const kept = (bytes: Bytes): KeptMessage => ({
  time: 62_345_400,
  direction: 'in',
  port: 0,
  bytes,
  kind: kindOf(parse(bytes)),
  channel: channelOf(parse(bytes)),
  assembled: null,
})
const dump = [0xf0, 0, 0x20, 0x3c, ...Array<number>(1195).fill(1), 0xf7]

it('a time is told in minutes, seconds and thousandths, also before the first message', () => {
  expect([0, 62_345_400, 3_600_000_000].map((time) => timeText(time, 0))).toEqual(['0:00.000', '1:02.345', '60:00.000'])
  expect(timeText(59_999_700, 0)).toBe('1:00.000')
  expect(timeText(0, 12_000)).toBe('-0:00.012')
})

it('a long message is cut, and its length told', () => {
  expect(bytesText([0xb2, 94, 127])).toBe('B2 5E 7F')
  expect(bytesText(dump)).toBe('F0 00 20 3C 01 … 1,200 bytes')
  expect(wordsText(kept(dump), device)).toBe('SysEx, 1,200 bytes')
  expect(wordsText(kept(dump.slice(1)), device)).toBe('Unknown: 00 20 3C 01 01 … 1,199 bytes')
})

it('a copied line has the words and every byte', () => {
  expect(lineText(kept([0xb2, 94, 127]), 'Digitakt', 0, device)).toBe(
    '1:02.345\tin\tDigitakt\tTrack 3 mute on · CC 94 = 127 · ch 3\tB2 5E 7F',
  )
  expect(lineText(kept(dump), 'Digitakt', 0, device).split('\t')[4]?.split(' ')).toHaveLength(1200)
})

it('a row that is pointed at tells why its name is in doubt', () => {
  const effects = { ...device, fxChannel: 12 }
  expect(titleText(kept([0xbb, 2, 64]), effects).split('\n')).toEqual([
    'FX · Reverb shelving frequency (?) = 64 · CC 2 · ch 12',
    'CC 2 breaks the run 24, 25, 27 to 29, 31 of the reverb: probably 26.',
    'BB 02 40',
  ])
  expect(titleText(kept([0xb2, 94, 127]), device)).toBe('Track 3 mute on · CC 94 = 127 · ch 3\nB2 5E 7F')
})

it('a value of several messages is told as one', () => {
  const assembled = { type: 'nrpn', msb: 1, lsb: 100, value: 100 << 7, bits: 14 } as const
  expect(wordsText({ ...kept([0xb2, 38, 0]), assembled }, device)).toBe(
    'Track 3 · Track level, NRPN 1:100 = 100 · CC 38 = 0 · ch 3',
  )
})

it('what came back of what we sent is told as that', () => {
  expect(wordsText({ ...kept([0xb2, 94, 127]), echo: true }, device)).toBe(
    'Track 3 mute on · CC 94 = 127 · ch 3 · echo',
  )
})
