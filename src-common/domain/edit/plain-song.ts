// A song so plain that edits of it cannot be wrong, for tests to compare with: lanes are rows of bars that are muted or not,
// and notes a list in no order.
import type { MuteKind } from '../device/device'

/** More bars than any edit of a test reaches beyond the last. */
const LONGEST_REACH = 48

/** In bars. */
type PlainNote = { readonly at: number; readonly length: number; readonly pitch: number }
export type PlainTrack = Readonly<Record<MuteKind, readonly boolean[]>> & { readonly notes: readonly PlainNote[] }
/** `end`: the song lasts at least so many bars. */
export type Plain = { readonly end: number; readonly tracks: readonly PlainTrack[] }
export type Steps = { readonly from: number; readonly to: number }

export const blank: PlainTrack = { global: [], pattern: [], notes: [] }
export const isIn = ({ from, to }: Steps, bar: number): boolean => bar >= from && bar < to
export const row = (length: number, muted: (bar: number) => boolean): readonly boolean[] =>
  Array.from({ length }, (_, bar) => muted(bar))
export const lengthOf = ({ end, tracks }: Plain): number =>
  Math.max(
    end,
    ...tracks.flatMap(({ global, pattern, notes }) => [
      global.lastIndexOf(true) + 1,
      pattern.lastIndexOf(true) + 1,
      ...notes.map(({ at, length }) => at + length),
    ]),
  )

/** The same in one form, so that two can be compared. */
export const plainest = ({ end, tracks }: Plain): unknown => ({
  length: lengthOf({ end, tracks }),
  tracks: tracks.map(({ global, pattern, notes }) => ({
    global: global.flatMap((muted, bar) => (muted ? [bar] : [])),
    pattern: pattern.flatMap((muted, bar) => (muted ? [bar] : [])),
    notes: notes.map(({ at, length, pitch }) => [at, length, pitch].join(' ')).sort(),
  })),
})

export const mapTrack = (plain: Plain, wanted: number, change: (track: PlainTrack) => PlainTrack): Plain => ({
  ...plain,
  tracks: plain.tracks.map((track, number) => (number === wanted ? change(track) : track)),
})
const mapAll = (plain: Plain, change: (track: PlainTrack) => PlainTrack): Plain => ({
  ...plain,
  tracks: plain.tracks.map(change),
})
export const mapLane = (
  plain: Plain,
  track: number,
  kind: MuteKind,
  muted: (bar: number, was: boolean) => boolean,
): Plain =>
  mapTrack(plain, track, (each) => ({
    ...each,
    [kind]: row(LONGEST_REACH + each[kind].length, (bar) => muted(bar, each[kind][bar] ?? false)),
  }))

/** A span of a track; what sounds beyond it is cut. */
export const cutOut = ({ global, pattern, notes }: PlainTrack, { from, to }: Steps): PlainTrack => ({
  global: row(to - from, (bar) => global[from + bar] ?? false),
  pattern: row(to - from, (bar) => pattern[from + bar] ?? false),
  notes: notes
    .filter(({ at }) => isIn({ from, to }, at))
    .map(({ at, length, pitch }) => ({ at: at - from, length: Math.min(length, to - at), pitch })),
})
export const cleared = (track: PlainTrack, span: Steps): PlainTrack => ({
  global: track.global.map((muted, bar) => muted && !isIn(span, bar)),
  pattern: track.pattern.map((muted, bar) => muted && !isIn(span, bar)),
  notes: track.notes.filter(({ at }) => !isIn(span, at)),
})
export const laid = (track: PlainTrack, piece: PlainTrack, at: number): PlainTrack => {
  const put = (kind: MuteKind): readonly boolean[] =>
    row(track[kind].length + piece[kind].length + at, (bar) => (track[kind][bar] ?? false) || (piece[kind][bar - at] ?? false))
  const notes = piece.notes.map((note) => ({ ...note, at: note.at + at }))
  return { global: put('global'), pattern: put('pattern'), notes: [...track.notes, ...notes] }
} // prettier-ignore

function inserted(plain: Plain, at: number, length: number): Plain {
  if (at >= lengthOf(plain)) return plain
  const open = (lane: readonly boolean[]): readonly boolean[] => {
    const goesOn = at > 0 && lane[at - 1] === true && lane[at] === true
    return [...row(at, (bar) => lane[bar] ?? false), ...row(length, () => goesOn), ...lane.slice(at)]
  }
  const opened = mapAll(plain, ({ global, pattern, notes }) => ({
    global: open(global),
    pattern: open(pattern),
    notes: notes.map((note) => (note.at >= at ? { ...note, at: note.at + length } : note)),
  }))
  return { ...opened, end: lengthOf(plain) + length }
}

/** The same for who inserts bars: what held before them holds in them. */
export function insertedBars(plain: Plain, at: number, length: number): Plain {
  if (at >= lengthOf(plain)) return plain
  const filled = (lane: readonly boolean[], before: readonly boolean[]): readonly boolean[] =>
    lane.map((muted, bar) => (bar >= at && bar < at + length ? at > 0 && before[at - 1] === true : muted))
  const opened = inserted(plain, at, length)
  return {
    ...opened,
    tracks: opened.tracks.map((track, index) => ({
      ...track,
      global: filled(track.global, plain.tracks[index]?.global ?? []),
      pattern: filled(track.pattern, plain.tracks[index]?.pattern ?? []),
    })),
  }
}

export function deleted(plain: Plain, span: Steps): Plain {
  const { from, to } = span
  if (to <= from || from >= lengthOf(plain)) return plain
  const close = (bar: number): number => (bar <= from ? bar : Math.max(from, bar - (to - from)))
  const shut = (lane: readonly boolean[]): readonly boolean[] => lane.filter((_, bar) => !isIn(span, bar))
  const closed = mapAll(plain, ({ global, pattern, notes }) => ({
    global: shut(global),
    pattern: shut(pattern),
    notes: notes
      .filter(({ at }) => !isIn(span, at))
      .map(({ at, length, pitch }) => ({ at: close(at), length: close(at + length) - close(at), pitch })),
  }))
  return { ...closed, end: close(lengthOf(plain)) }
}

/** Puts pieces of all tracks at a bar, so many times; what comes later moves on. */
export function squeezedIn(
  plain: Plain,
  pieces: readonly PlainTrack[],
  length: number,
  at: number,
  times: number,
): Plain {
  const whole = times * length
  const cut = mapAll(plain, (track) => ({
    ...track,
    notes: track.notes.map((note) =>
      note.at < at && note.at + note.length > at ? { ...note, length: at - note.at } : note,
    ),
  }))
  const room = inserted({ ...cut, end: lengthOf(plain) }, at, whole)
  const tracks = room.tracks.map((track, number) => {
    const emptied = cleared(track, { from: at, to: at + whole })
    const copies = Array.from({ length: times }, (_, index) => at + index * length)
    return copies.reduce((next, bar) => laid(next, pieces[number] ?? blank, bar), emptied)
  })
  return { end: Math.max(room.end, at + whole, lengthOf(plain) + whole), tracks }
}

export const piecesOf = ({ tracks }: Plain, span: Steps): readonly PlainTrack[] =>
  tracks.map((track) => cutOut(track, span))
