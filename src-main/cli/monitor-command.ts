// `muteline monitor`: every message of an input, in words or as JSON lines. The clock's pulses are left out.
import { describe } from '../../src-common/domain/device/describe'
import { defaultProfile } from '../../src-common/domain/device/device'
import { toHex } from '../../src-common/domain/midi/message'
import { numberOf, parseWords, required } from './usage'
import { playBuiltIn, portNamed, seconds, withHost } from './with-host'

export async function monitorCommand(words: readonly string[]): Promise<void> {
  const args = parseWords(words, ['input', 'json', 'seconds'], 0)
  const name = required(args, 'input')
  const limit = numberOf(args, 'seconds', 0, 1e6)
  await withHost({}, async ({ host, interrupted }) => {
    const port = portNamed((await host.engine.call('ports', null)).inputs, name, 'input')
    const profile = defaultProfile(port.model ?? 'generic')
    let first: number | null = null
    host.engine.on('live', ({ input }) => {
      for (const { time, bytes } of input) {
        first ??= time
        const at = (time - first) / 1e6
        const text = describe(bytes, profile)
        const line = args.flags.has('json')
          ? JSON.stringify({ seconds: at, bytes, text })
          : `${at.toFixed(6).padStart(12)}  ${toHex(bytes).padEnd(9)} ${text}`
        process.stdout.write(`${line}\n`)
      }
    })
    await host.openInput(port.id)
    await playBuiltIn(host, port)
    await Promise.race([interrupted, seconds(limit)])
  })
}
