// The wished ports as the monitor names them.
import type { Ports, WishedPort } from '../../src-common/rpc/engine-contract'
import { portKey, type HiddenPort } from './message-filter'

/** Its name in the list of ports; its id where it is not there now. */
export function portName({ inputs, outputs }: Ports, { direction, id }: WishedPort): string {
  return (direction === 'in' ? inputs : outputs).find((port) => port.id === id)?.name ?? id
}

const ofDirection = ({ wished }: Ports, direction: WishedPort['direction']): readonly WishedPort[] =>
  wished.filter((port) => port.direction === direction)

type PortChoice = { readonly key: HiddenPort; readonly text: string }

/** What can be hidden: a direction as a whole, or its ports one by one where it has several. */
export function portChoices(ports: Ports): readonly PortChoice[] {
  return (['in', 'out'] as const).flatMap((direction): readonly PortChoice[] => {
    const several = ofDirection(ports, direction)
    const word = direction === 'in' ? 'In' : 'Out'
    if (several.length < 2) return [{ key: direction, text: word }]
    return several.map((port) => ({
      key: portKey(direction, port.number),
      text: `${word} ${String(port.number + 1)} ${portName(ports, port)}`,
    }))
  })
}

/** The port's number from 1, where its direction has several; else nothing needs to be said. */
export function portMark(ports: Ports, direction: WishedPort['direction'], number: number): string {
  return ofDirection(ports, direction).length < 2 ? '' : String(number + 1)
}
