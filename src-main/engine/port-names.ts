// What a port is called from one plugging-in to the next. RtMidi adds numbers to names that change each time.
import { modelOfPort } from '../../src-common/domain/device/digitakt-ports'
import type { PortInfo } from '../../src-common/rpc/engine-contract'

/** What an opened port of ours looks like from elsewhere: nothing that one would play to or record from. */
const OWN_PORT = /^RtMidi (Input|Output) Client:RtMidi (Input|Output)\b/

/**
 * The part of a name that stays. ALSA: `Client:Port 24:0`, the numbers given out as things come; WinMM: `Name 3`, its
 * place in the list (RtMidi 6.0.0, `getPortName` of MidiInAlsa and MidiInWinMM).
 */
export function lastingName(name: string, platform: NodeJS.Platform): string {
  if (platform === 'linux') return name.replace(/ \d+:\d+$/, '')
  return platform === 'win32' ? name.replace(/ \d+$/, '') : name
}

/** Ids by the lasting name, numbered where several have the same. */
export function portIds(names: readonly string[], platform: NodeJS.Platform = process.platform): readonly string[] {
  const seen = new Map<string, number>()
  return names.map((name) => {
    const lasting = lastingName(name, platform)
    const count = (seen.get(lasting) ?? 0) + 1
    seen.set(lasting, count)
    return count === 1 ? lasting : `${lasting} #${String(count)}`
  })
}

/** What there is to open, our own ports left out. */
export function portInfos(names: readonly string[]): readonly PortInfo[] {
  const ids = portIds(names)
  return names
    .map((name, index): PortInfo => ({ id: ids[index] ?? name, name, virtual: false, model: modelOfPort(name) }))
    .filter(({ name }) => !OWN_PORT.test(name))
}
