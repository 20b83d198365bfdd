// Entry: the command line. The same host and engine as the window's, without it.
import { USAGE, UsageError } from './cli/usage'
import { runCommand } from './cli/commands'

const fail = (error: unknown): never => {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`)
    process.exit(2)
  }
  process.stderr.write(`muteline: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

// A reader that goes away, as `head` does, is no fault.
process.stdout.on('error', () => process.exit(0))

runCommand(process.argv.slice(2)).catch(fail)
