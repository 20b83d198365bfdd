// The thread that sends. No input is open here: a thread that sleeps so hears none (measured: docs/timing.md).
import midi from '@julusian/midi/lazy'
import { workerData } from 'node:worker_threads'
import { portIds } from './port-names'
import { raisePriority } from './raise-priority'
import { Sender, type DriverOutput } from './sender'
import type { SenderData } from './sender-link'

function open(id: string): DriverOutput {
  const output = new midi.Output()
  try {
    const names = Array.from({ length: output.getPortCount() }, (_, index) => output.getPortName(index))
    const index = portIds(names).indexOf(id)
    if (index < 0) throw new Error('it is not there')
    output.openPort(index)
  } catch (error) {
    output.destroy()
    throw error
  }
  return {
    send: (bytes) => { output.sendMessage([...bytes]) },
    close: () => {
      output.closePort()
      output.destroy()
    },
  } // prettier-ignore
}

raisePriority()
new Sender(workerData as SenderData, open).run()
process.exit()
