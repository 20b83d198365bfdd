// `muteline ports`: what there is to open.
import { parseWords } from './usage'
import { withHost } from './with-host'

export async function portsCommand(words: readonly string[]): Promise<void> {
  const { flags } = parseWords(words, ['json'], 0)
  await withHost({}, async ({ host }) => {
    const { inputs, outputs, problem } = await host.engine.call('ports', null)
    if (flags.has('json')) {
      process.stdout.write(`${JSON.stringify({ inputs, outputs, problem }, null, 2)}\n`)
      return
    }
    for (const [title, list] of [['Inputs', inputs], ['Outputs', outputs]] as const) {
      process.stdout.write(`${title}\n${list.map((port) => `  ${port.id}${port.model === null || port.virtual ? '' : `  (${port.model})`}\n`).join('')}`)
    }
    if (problem !== null) process.stdout.write(`${problem}\n`)
  })
} // prettier-ignore
