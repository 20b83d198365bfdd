// What a musician may give away of a guided run: places and bytes that differed, and nothing of the music.
import type { DumpDevice } from '../pattern-dump'
import type { PayloadChange } from './payload-diff'

export type ReportedStep = {
  readonly title: string
  readonly verdict: string
  readonly changes: readonly PayloadChange[]
}

/** Plain text: the format, then for each step its changes as offset, before and after. */
export function reportText(
  {
    device,
    build,
    structVersion,
  }: { readonly device: DumpDevice; readonly build: string; readonly structVersion: number },
  steps: readonly ReportedStep[],
): string {
  const name = device === 'digitakt' ? 'Digitakt' : 'Digitakt II'
  const head = `${name}, build ${build === '' ? 'unknown' : build}, format ${String(structVersion)}`
  return [head, ...steps.flatMap(({ title, verdict, changes }) => [`${title}: ${verdict}`, ...changes.map(line)])].join(
    '\n',
  )
}

const line = ({ offset, before, after }: PayloadChange): string => `  ${String(offset)}: ${before} -> ${after}`
