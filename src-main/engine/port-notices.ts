// What is said of ports that go away or fail: what happened, what was kept, what to do.

const GONE = {
  in: 'All that it sent is kept; plug it in again, and recording goes on, with a gap.',
  out: 'Plug it in again to go on playing; it opens by itself.',
  both: 'All that it sent is kept; plug it in again, and it opens by itself. Recording goes on then, with a gap; replay was stopped.',
}
export const goneText = (id: string, direction: 'in' | 'out' | 'both'): string => `${id} is gone. ${GONE[direction]}`

export const cannotOpen = (id: string): Error =>
  new Error(
    `${id} cannot be opened. It may be in use by another program: close that; Muteline tries again every few seconds.`,
  )

export const failedText = (id: string, direction: 'in' | 'out', reason: string): string =>
  direction === 'in'
    ? `The input ${id} does not work any more (${reason}). All that it sent is kept; Muteline tries to open it again.`
    : `The output ${id} does not take messages any more (${reason}). Recording goes on; Muteline tries to open it again.`
