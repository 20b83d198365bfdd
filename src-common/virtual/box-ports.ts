// The two ports of the virtual box, as the doctor sees them, for its tests.
import type { PortSight } from '../domain/doctor/evidence'

const PORT = { id: 'box', name: 'Virtual Digitakt', model: 'digitakt', virtual: true, there: true, number: 0, state: 'open', box: true } as const // prettier-ignore
export const BOX_PORTS: readonly PortSight[] = [
  { ...PORT, direction: 'in' },
  { ...PORT, direction: 'out' },
]
