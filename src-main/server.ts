// Entry: the web host by itself, as `npm start` runs it where there is no Electron.
import { parseArgs } from 'node:util'
import { serveWeb } from './serve'

const { values } = parseArgs({
  options: { port: { type: 'string' }, open: { type: 'boolean' } },
  allowPositionals: true,
})

serveWeb({ port: Number(values.port ?? process.env.PORT ?? 0), openBrowser: values.open === true, say: (line) => { console.log(line) } }).catch(
  (error: unknown) => {
    console.error(`Muteline could not start: ${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  },
) // prettier-ignore
