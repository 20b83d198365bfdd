// `muteline record`: one take from an input, settled, as a Standard MIDI File or as a project folder.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { DeviceProfile } from '../../src-common/domain/device/device'
import { writeSmf } from '../../src-common/domain/smf/smf-write'
import { formatPosition } from '../../src-common/domain/time/ticks'
import type { PortInfo } from '../../src-common/rpc/engine-contract'
import { profileOfPort } from '../../src-common/virtual/box-settings'
import { choiceOf, numberOf, parseWords, required, type Arguments } from './usage'
import { playBuiltIn, portNamed, seconds, withHost } from './with-host'

export async function recordCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['input', 'device', 'seconds', 'until-stop', 'out'], 0)
  const name = required(args, 'input')
  const out = required(args, 'out')
  const limit = numberOf(args, 'seconds', 0, 1e6)
  const toFile = /\.midi?$/i.test(out)
  await withHost(toFile ? {} : { project: resolve(out) }, async ({ host, interrupted }) => {
    const port = portNamed((await host.engine.call('ports', null)).inputs, name, 'input')
    void host.handlers.dispatch({ type: 'setDevice', device: deviceOf(args, port) })
    const recorded = new Promise<void>((done) => host.engine.on('recorded', () => { done() })) // prettier-ignore
    await host.handlers.openInput({ id: port.id })
    await host.handlers.record(null)
    await playBuiltIn(host, port)
    process.stderr.write(
      `Recording from ${port.id}; ${limit === null ? "the box's Stop or Ctrl+C ends it" : `${String(limit)} seconds`}.\n`,
    )
    await Promise.race([interrupted, recorded, seconds(limit)])
    await host.handlers.endRecord(null)
    await host.settled()
    const take = host.project.takes.at(-1)
    if (take === undefined)
      throw new Error(`Nothing arrived from ${port.id}, so nothing was recorded. Is the box set to send?`)
    if (toFile) await writeFile(out, writeSmf(host.project, 'automation'))
    process.stderr.write(
      `${take.name}: ${formatPosition(take.from)} to ${formatPosition(take.to)}, ${take.clock.bpm.toFixed(2)} BPM, ${String(take.clock.pulses)} pulses. Written to ${out}.\n`,
    )
  })
}

/** What the port's name says, unless it is said otherwise. */
function deviceOf(args: Arguments, port: PortInfo): DeviceProfile {
  const model =
    args.values.device === undefined ? port.model : choiceOf(args, 'device', ['digitakt', 'digitakt2', 'generic'])
  return profileOfPort({ name: port.name, model })
}
