// The ports as a list to choose from: those that are there, and those that are wished for and are not.
import { defaultProfile } from '../../src-common/domain/device/device'
import type { PortInfo, Ports, PortWishes, WishedPort } from '../../src-common/rpc/engine-contract'

type Direction = WishedPort['direction']

export type PortRow = {
  readonly id: string
  /** As the OS gives it, numbered where several have the same. */
  readonly name: string
  /** The model in words, where the name tells it. */
  readonly model: string | null
  /** Null for a port that is not wished for. */
  readonly state: WishedPort['state'] | null
}

export const STATE_WORDS: Readonly<Record<WishedPort['state'], string>> = {
  open: 'open',
  opening: 'opening',
  gone: 'unplugged; opens again by itself',
  failed: 'does not open; another program may have it',
}

/** What a name is followed by in a list where there is no room for more. */
export const STATE_MARKS: Readonly<Record<WishedPort['state'], string>> = {
  open: '',
  opening: ' — opening',
  gone: ' — unplugged',
  failed: ' — does not open',
}

export function portRows(ports: Ports, direction: Direction): readonly PortRow[] {
  const listed = direction === 'in' ? ports.inputs : ports.outputs
  const there = listed.map((port) => ({
    id: port.id,
    name: port.virtual ? port.name : port.id,
    model: modelWords(port),
    state: stateOf(ports, direction, port.id),
  }))
  const away = [...new Set(wishedIds(ports.wishes, direction))]
    .filter((id) => listed.every((port) => port.id !== id))
    .map((id) => ({ id, name: id, model: null, state: stateOf(ports, direction, id) ?? 'gone' }))
  return [...there, ...away]
}

const modelWords = ({ model }: PortInfo): string | null => (model === null ? null : defaultProfile(model).name)

const stateOf = ({ wished }: Ports, direction: Direction, id: string): WishedPort['state'] | null =>
  wished.find((port) => port.direction === direction && port.id === id)?.state ?? null

function wishedIds({ box, clock, also, output, clockTo }: PortWishes, direction: Direction): readonly string[] {
  const ids = direction === 'in' ? [box, clock, ...also] : [output, ...clockTo]
  return ids.filter((id) => id !== null)
}

export const listenTo = (wishes: PortWishes, id: string, on: boolean): PortWishes => ({
  ...wishes,
  also: withOrWithout(wishes.also, id, on).filter((each) => each !== wishes.box),
})

/** The box's input, or null, stands for the box's own clock, whichever input is the box's. */
export const takeClockFrom = (wishes: PortWishes, id: string | null): PortWishes => ({
  ...wishes,
  clock: id === wishes.box ? null : id,
})

export const sendClockTo = (wishes: PortWishes, id: string, on: boolean): PortWishes => ({
  ...wishes,
  clockTo: withOrWithout(wishes.clockTo, id, on).filter((each) => each !== wishes.output),
})

const withOrWithout = (ids: readonly string[], id: string, on: boolean): readonly string[] => [
  ...ids.filter((each) => each !== id),
  ...(on ? [id] : []),
]
