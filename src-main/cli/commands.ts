// The commands by name.
import { serveWeb } from '../serve'
import { decodeCommand } from './decode-command'
import { exportCommand } from './export-command'
import { fetchCommand } from './fetch-command'
import { monitorCommand } from './monitor-command'
import { playCommand } from './play-command'
import { portsCommand } from './ports-command'
import { recordCommand } from './record-command'
import { numberOf, parseWords, USAGE, UsageError } from './usage'
import { virtualCommand } from './virtual-command'

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  ports: portsCommand,
  monitor: monitorCommand,
  record: recordCommand,
  play: playCommand,
  export: exportCommand,
  decode: decodeCommand,
  fetch: fetchCommand,
  virtual: virtualCommand,
  serve: (words) => {
    const port = numberOf(parseWords(words, ['port'], 0), 'port', 0, 65535) ?? 0
    return serveWeb({ port, openBrowser: false, say: (line) => { process.stdout.write(`${line}\n`) } }) // prettier-ignore
  },
  help: () => {
    process.stdout.write(USAGE)
    return Promise.resolve()
  },
}

export async function runCommand([name, ...words]: readonly string[]): Promise<void> {
  const command =
    name === undefined
      ? undefined
      : Object.hasOwn(COMMANDS, name.replace(/^--?/, ''))
        ? COMMANDS[name.replace(/^--?/, '')]
        : undefined
  if (command === undefined)
    throw new UsageError(name === undefined ? 'A command is missing.' : `There is no command "${name}".`)
  await command(words)
}
