// Keeping what was played: a performance since Start becomes a take, whole or its last bars.
import type { PerformanceInfo } from '../../src-common/rpc/engine-contract'
import type { AppState } from './app-state.svelte'

/** Few enough to choose from, and lengths in which people think. */
const LAST_BARS = [16, 8, 4]

/** The last bars that can be kept of a performance apart from all of it. */
export const lastBarsOf = ({ bars }: PerformanceInfo): readonly number[] => LAST_BARS.filter((last) => last < bars)

/** Keeps the last performance, whole. */
export async function keepLast(app: AppState): Promise<void> {
  const name = await app.ask('keepLast', null)
  if (name !== null) app.notify('info', `${name} is the performance that you just played; ${WHERE}`)
}

/** Keeps a performance, or its last bars; answers whether there is a take of it now. */
export async function keepPerformance(
  app: AppState,
  { entry, startedAt }: PerformanceInfo,
  bars: number | null,
): Promise<boolean> {
  const name = await app.ask('keepLast', { entry, bars })
  if (name === null) return false
  const part = bars === null ? '' : `the last ${bars} bars of `
  app.notify('info', `${name} is ${part}what you played at ${timeOf(startedAt)}; ${WHERE}`)
  return true
}

const WHERE = "it stands where the box's bars were."

/** Time of day, with the day where that is not today. `startedAt`: ISO 8601. */
export function timeOf(startedAt: string, today = new Date()): string {
  const date = new Date(startedAt)
  const sameDay = date.toDateString() === today.toDateString()
  return sameDay ? date.toLocaleTimeString() : date.toLocaleString()
}

export function barsWords(bars: number): string {
  return bars === 0 ? 'less than a bar' : bars === 1 ? '1 bar' : `${bars} bars`
}

export function messagesWords(messages: number): string {
  if (messages === 0) return 'nothing but clock'
  return messages === 1 ? '1 message' : `${messages.toLocaleString('en')} messages`
}
