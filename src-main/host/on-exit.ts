// Runs the orderly end of the program once, whatever asks for it.

/** Ends on SIGINT, SIGTERM and SIGHUP; a second signal does not wait. */
export function onExit(close: () => Promise<void>): void {
  let closing = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(1)
      closing = true
      void close().finally(() => process.exit(0))
    })
  }
}
