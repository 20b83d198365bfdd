// Numbers of several bytes, the high one first, as all of a dump's are. What lies outside of the bytes reads as zero.

export const u16 = (bytes: ArrayLike<number>, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
export const u32 = (bytes: ArrayLike<number>, at: number): number => u16(bytes, at) * 0x10000 + u16(bytes, at + 2)
export const i8 = (bytes: ArrayLike<number>, at: number): number => ((bytes[at] ?? 0) << 24) >> 24

export function putU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >> 8
  bytes[at + 1] = value
}

export function putU32(bytes: Uint8Array, at: number, value: number): void {
  putU16(bytes, at, value >>> 16)
  putU16(bytes, at + 2, value & 0xffff)
}
