// A SysEx message in plain words: what is asked of a Digitakt, and what it answers.
import { formatCount } from '../base/figures'
import type { Bytes } from '../midi/message'
import { patternName } from './device'
import { frameHead } from './dump/elektron-frame'
import { readIdentity } from './dump/identity'
import { readRequest, type ReadRequest } from './dump/read-request'

/** `Request for pattern A01`, `Pattern A01 with its kit, 31,613 bytes`; else its length. */
export function sysexWords(bytes: Bytes): string {
  const size = `${formatCount(bytes.length)} bytes`
  const request = readRequest(bytes)
  if (request !== null) return requestWords(request)
  const head = frameHead(bytes)
  if (head !== null) return `${dumpWords(head.type, patternName(head.index))}, ${size}`
  const identity = readIdentity(bytes)
  if (identity?.type === 'identity') return `It is ${identity.name}`
  if (identity?.type === 'version') return `Its OS is ${identity.version}, build ${identity.build}`
  return `SysEx, ${size}`
}

function requestWords(request: ReadRequest): string {
  switch (request.type) {
    case 'patternKit':
    case 'pattern':
      return `Request for pattern ${patternName(request.index)}`
    case 'settings':
      return "Request for the project's settings"
    case 'project':
      return 'Request for the whole project'
    case 'identity':
      return 'Question: who are you?'
    case 'version':
      return 'Question: which OS?'
  }
}

function dumpWords(type: 'patternKit' | 'pattern' | 'kit' | 'sound' | 'settings', slot: string): string {
  switch (type) {
    case 'patternKit':
      return `Pattern ${slot} with its kit`
    case 'pattern':
      return `Pattern ${slot}`
    case 'kit':
      return `Kit ${slot}`
    case 'sound':
      return 'A sound'
    case 'settings':
      return "The project's settings"
  }
}
