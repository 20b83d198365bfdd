// The ports as the doctor looks at them.
import type { PortSight } from '../../src-common/domain/doctor/evidence'
import type { PortInfo, Ports } from '../../src-common/rpc/engine-contract'

/** Those that are listed, and those that are wished for and not there. */
export function portSights({ inputs, outputs, wishes, wished }: Ports): readonly PortSight[] {
  return (['in', 'out'] as const).flatMap((direction): readonly PortSight[] => {
    const box = direction === 'in' ? wishes.box : wishes.output
    const listed = direction === 'in' ? inputs : outputs
    const ofIt = wished.filter((port) => port.direction === direction)
    const sight = (port: PortInfo, there: boolean): PortSight => {
      const found = ofIt.find(({ id }) => id === port.id)
      const { id, name, model, virtual } = port
      return { direction, id, name, model, virtual, there, number: found?.number ?? null, state: found?.state ?? null, box: id === box } // prettier-ignore
    }
    const away = ofIt.filter(({ id }) => listed.every((port) => port.id !== id))
    return [
      ...listed.map((port) => sight(port, true)),
      ...away.map(({ id }) => sight({ id, name: id, model: null, virtual: false }, false)),
    ]
  })
}
