// `muteline monitor`: every message of an input, in words or as JSON lines. The clock's pulses are left out.
import { ParameterReader } from '../../src-common/domain/device/controllers/parameter-reader'
import { describe } from '../../src-common/domain/device/describe'
import { parameterOf } from '../../src-common/domain/device/describe-controller'
import { defaultProfile } from '../../src-common/domain/device/device'
import { parse, toHex } from '../../src-common/domain/midi/message'
import { numberOf, parseWords, required } from './usage'
import { playBuiltIn, portNamed, seconds, withHost } from './with-host'

export async function monitorCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['input', 'json', 'seconds'], 0)
  const name = required(args, 'input')
  const limit = numberOf(args, 'seconds', 0, 1e6)
  await withHost({}, async ({ host, interrupted }) => {
    const port = portNamed((await host.engine.call('ports', null)).inputs, name, 'input')
    const profile = defaultProfile(port.model ?? 'generic')
    const reader = new ParameterReader()
    let first: number | null = null
    host.engine.on('live', ({ input }) => {
      for (const { time, bytes } of input) {
        first ??= time
        const at = (time - first) / 1e6
        const message = parse(bytes)
        const assembled = reader.read(message)
        const text = describe(bytes, profile, assembled)
        const line = args.flags.has('json')
          ? JSON.stringify({ seconds: at, bytes, text, name: parameterOf(message, profile, assembled)?.name ?? null })
          : `${at.toFixed(6).padStart(12)}  ${toHex(bytes).padEnd(9)} ${text}`
        process.stdout.write(`${line}\n`)
      }
    })
    await host.handlers.openInput({ id: port.id })
    await playBuiltIn(host, port)
    await Promise.race([interrupted, seconds(limit)])
  })
}
