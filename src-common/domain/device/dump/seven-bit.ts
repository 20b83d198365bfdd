// Bytes of eight bits in messages of seven: each group of up to seven bytes follows one byte that holds their top bits.
// Source: elk-herd; real dumps of Digitakt, Digitakt II and Digitone II rebuilt byte for byte.

/** What `packed` holds. A last byte that no data follows holds nothing. */
export function unpack(packed: ArrayLike<number>, from = 0, to: number = packed.length): Uint8Array {
  const size = to - from
  const bytes = new Uint8Array(Math.max(0, size - Math.ceil(size / 8)))
  let written = 0
  for (let group = from; group < to; group += 8) {
    const tops = packed[group] ?? 0
    const end = Math.min(group + 8, to)
    for (let at = group + 1; at < end; at++) {
      bytes[written++] = (packed[at] ?? 0) | (((tops >> (7 - (at - group))) & 1) << 7)
    }
  }
  return bytes
}

export function pack(bytes: ArrayLike<number>): number[] {
  const packed: number[] = []
  for (let group = 0; group < bytes.length; group += 7) {
    const end = Math.min(group + 7, bytes.length)
    let tops = 0
    for (let at = group; at < end; at++) tops |= ((bytes[at] ?? 0) >> 7) << (6 - (at - group))
    packed.push(tops)
    for (let at = group; at < end; at++) packed.push((bytes[at] ?? 0) & 0x7f)
  }
  return packed
}
