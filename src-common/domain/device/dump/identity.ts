// Who a box says that it is: the answers to the two requests that ask for model and operating system. Source: elk-herd,
// and a version answer of a real Digitakt.
import type { Bytes } from '../../midi/message'
import type { DumpDevice } from '../pattern-dump'
import { END } from './elektron-frame'
import { CALL } from './read-request'
import { pack, unpack } from './seven-bit'
import { nameBytes, readName } from './windows-1252'

export type IdentityAnswer = {
  /** The `messageId` of the request that this answers. */
  readonly inReplyTo: number
} & (
  | {
      readonly type: 'identity'
      readonly product: number
      /** Null for any other product. */
      readonly model: DumpDevice | null
      readonly name: string
      readonly operations: readonly number[]
    }
  | { readonly type: 'version'; readonly build: string; readonly version: string }
)

/** elk-herd. */
const PRODUCT: Readonly<Record<DumpDevice, number>> = { digitakt: 12, digitakt2: 42 }
const ANSWER = { identity: 0x81, version: 0x82 } as const
/** Message number, number of the request, operation. */
const HEADER = 5
/** Longer names are none. */
const LONGEST = 64

/** Null for anything else than a whole answer. */
export function readIdentity(bytes: Bytes): IdentityAnswer | null {
  const isCall = CALL.every((byte, at) => bytes[at] === byte) && bytes.at(-1) === END
  const body = unpack(bytes.slice(CALL.length, -1))
  if (!isCall || body.length <= HEADER) return null
  const inReplyTo = ((body[2] ?? 0) << 8) | (body[3] ?? 0)
  if (body[4] === ANSWER.identity) {
    const [product = 0, count = 0] = body.subarray(HEADER)
    const operations = [...body.subarray(HEADER + 2, HEADER + 2 + count)]
    const name = textAt(body, HEADER + 2 + count)
    return name === null ? null : { type: 'identity', inReplyTo, product, model: modelOf(product), name, operations }
  }
  if (body[4] !== ANSWER.version) return null
  const build = textAt(body, HEADER)
  const version = build === null ? null : textAt(body, HEADER + build.length + 1)
  return build === null || version === null ? null : { type: 'version', inReplyTo, build, version }
}

/** What the virtual box answers with; `messageId` is its own. */
export function identityBytes(answer: IdentityAnswer, messageId: number): Bytes {
  const head = [messageId >> 8, messageId & 0xff, answer.inReplyTo >> 8, answer.inReplyTo & 0xff, ANSWER[answer.type]]
  const body =
    answer.type === 'version'
      ? [...zeroEnded(answer.build), ...zeroEnded(answer.version)]
      : [answer.product, answer.operations.length, ...answer.operations, ...zeroEnded(answer.name)]
  return [...CALL, ...pack([...head, ...body]), END]
}

export const productOf = (device: DumpDevice): number => PRODUCT[device]

function modelOf(product: number): DumpDevice | null {
  if (product === PRODUCT.digitakt) return 'digitakt'
  return product === PRODUCT.digitakt2 ? 'digitakt2' : null
}

/** Null where it does not end. */
function textAt(body: Uint8Array, at: number): string | null {
  const end = body.indexOf(0, at)
  return end < 0 || end - at > LONGEST ? null : readName(body, at, end - at)
}

const zeroEnded = (text: string): readonly number[] => nameBytes(text, text.length + 1)
