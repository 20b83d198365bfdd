// Numbers of the mute lanes as people write them: places (`9.1.1`), lengths (`8.0.0` is eight bars), and changes of both (`+1`).
import { BAR, formatPosition, parsePosition, PPQ, STEP, type Tick } from '../../src-common/domain/time/ticks'

type Value = { readonly type: 'set' | 'add'; readonly ticks: Tick }

/** `9`, `9.1.1` or `9.1.1+30` is a place; `+1`, `-2.0.0` is a way in bars, beats and steps. Null where it is neither. */
export const readPlace = (typed: string): Value | null => readValue(typed, (text) => withRest(text, parsePosition))

/** `8`, `8.0.2` or `0.0.1+30`, as it is or by how much it changes. Null where it cannot be read. */
export const readLength = (typed: string): Value | null => readValue(typed, readTicks)

function readValue(typed: string, read: (text: string) => Tick | null): Value | null {
  const text = typed.trim().replace('−', '-')
  const [, sign, amount = ''] = /^([+-])\s*(.+)$/u.exec(text) ?? []
  const ticks = sign === undefined ? read(text) : readTicks(amount)
  if (ticks === null) return null
  return sign === undefined ? { type: 'set', ticks } : { type: 'add', ticks: sign === '-' ? -ticks : ticks }
}

const readTicks = (text: string): Tick | null => withRest(text, readBars)

function readBars(text: string): Tick | null {
  const [, bars, beats = '0', steps = '0'] = /^(\d{1,6})(?:\.(\d{1,3}))?(?:\.(\d{1,3}))?$/u.exec(text) ?? []
  return bars === undefined ? null : Number(bars) * BAR + Number(beats) * PPQ + Number(steps) * STEP
}

/** `+30` behind it are ticks. */
function withRest(text: string, read: (text: string) => Tick | null): Tick | null {
  const [, main = '', rest = '0'] = /^([^+]+?)(?:\s*\+\s*(\d{1,4}))?$/u.exec(text) ?? []
  const ticks = read(main)
  return ticks === null ? null : ticks + Number(rest)
}

const restText = (ticks: Tick): string => (ticks % STEP === 0 ? '' : `+${String(ticks % STEP)}`)

export const placeText = (tick: Tick): string => formatPosition(tick) + restText(tick)

export function lengthText(ticks: Tick): string {
  const [bars, inBar] = [Math.floor(ticks / BAR), ticks % BAR]
  const [beats, steps] = [Math.floor(inBar / PPQ), Math.floor((inBar % PPQ) / STEP)]
  return `${String(bars)}.${String(beats)}.${String(steps)}${restText(ticks)}`
}
