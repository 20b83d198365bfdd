import { expect, it } from 'vitest'
import { sysexWords } from './describe-sysex'
import { writeFrame } from './dump/elektron-frame'
import { identityBytes } from './dump/identity'
import { requestBytes } from './dump/read-request'

it('SysEx is told in words where it is of a Digitakt, and by its length where it is not', () => {
  expect(sysexWords(requestBytes({ type: 'patternKit', device: 'digitakt', index: 17 }))).toBe(
    'Request for pattern B02',
  )
  const payload = new Uint8Array(27_648)
  const dump = writeFrame({ device: 'digitakt', type: 'patternKit', index: 0, payload })
  expect(sysexWords(dump)).toBe('Pattern A01 with its kit, 31,613 bytes')
  expect(sysexWords(dump.slice(0, 400))).toBe('Pattern A01 with its kit, 400 bytes')
  expect(sysexWords(requestBytes({ type: 'version', messageId: 20_000 }))).toBe('Question: which OS?')
  const answer = identityBytes({ type: 'version', inReplyTo: 1, build: '0097', version: '1.52A' }, 2)
  expect(sysexWords(answer)).toBe('Its OS is 1.52A, build 0097')
  expect(sysexWords([0xf0, 0x7e, 0x00, 0xf7])).toBe('SysEx, 4 bytes')
})
