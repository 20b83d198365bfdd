// An engine whose input says what a bench tells it to.
import { Engine } from '../../src-main/engine/engine'
import { now } from '../../src-main/engine/now'
import type { InputEvents, PortSystem } from '../../src-main/engine/ports'
import type { LiveBatch, Recorded } from '../../src-common/rpc/engine-contract'

export type World = {
  readonly engine: Engine
  readonly inject: InputEvents['messages']
  readonly recorded: Recorded[]
}

const PORT = { id: 'bench', name: 'bench', virtual: false, model: 'digitakt' } as const

export async function openWorld(
  journals: string,
  onLive: (batch: LiveBatch) => void = () => undefined,
): Promise<World> {
  let inject: InputEvents['messages'] = () => undefined
  const recorded: Recorded[] = []
  const system: PortSystem = {
    list: () => ({ inputs: [PORT], outputs: [], problem: null }),
    ready: () => Promise.resolve(),
    has: (direction, id) => direction === 'in' && id === PORT.id,
    openInput: (_, events) => {
      inject = events.messages
      events.opened()
      return { close: () => undefined }
    },
    openOutput: () => {
      throw new Error('There is no output here.')
    },
  }
  const engine = new Engine({
    systems: [system],
    journals,
    now,
    events: {
      ports: () => undefined,
      transport: () => undefined,
      owed: () => undefined,
    verified: () => undefined,
      live: onLive,
      performances: () => undefined,
      diagnostics: () => undefined,
      sysex: () => undefined,
      sysexComing: () => undefined,
      recorded: (each) => recorded.push(each),
      notice: ({ level, text }) => { if (level !== 'info') throw new Error(text) },
    },
  }) // prettier-ignore
  await engine.openInput(PORT.id)
  return { engine, inject: (messages) => { inject(messages) }, recorded } // prettier-ignore
}
