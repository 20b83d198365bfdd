// Once all stems are on disk: each is put where it lies in the mix, to the frame, and what is left of the mix is measured.
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StemSession, StemState } from '../../../src-common/rpc/stems-contract'
import { residualOf, stillEarly } from './compare-stems'
import { WavFile } from './part-file'

/** The passes as they are then, and what is left; null where there is no mix. */
export async function settleStems(session: StemSession): Promise<Pick<StemSession, 'passes' | 'residual'>> {
  const { passes } = session
  const mix = passes.find(({ track }) => track === null)
  const stems = passes.filter(({ track }) => track !== null)
  if (mix === undefined || stems.length === 0) return { passes, residual: null }
  const shifts = await withFiles(session, [mix, ...stems], (first, rest) => stillEarly(first, rest, session.input))
  for (const [index, { file }] of stems.entries()) await move(join(session.folder, file), session, shifts[index] ?? 0)
  const residual = await withFiles(session, [mix, ...stems], (first, rest) => residualOf(first, rest, session.input))
  const shiftOf = (pass: StemState): number => shifts[stems.indexOf(pass)] ?? 0
  return { passes: passes.map((pass) => shifted(pass, shiftOf(pass))), residual }
}

/** Windows replaces no file that is open. */
async function move(path: string, { input }: StemSession, shift: number): Promise<void> {
  if (shift === 0) return
  const moved = `${path}.moved`
  const file = await WavFile.open(path, input)
  await file.copyLater(moved, shift).finally(() => file.close())
  await rename(moved, path).catch(async (error: unknown) => {
    await rm(moved, { force: true })
    throw error
  })
}

const shifted = (pass: StemState, by: number): StemState =>
  pass.result === null || by === 0
    ? pass
    : { ...pass, result: { ...pass.result, shift: (pass.result.shift ?? 0) + by } }

async function withFiles<T>(
  { folder, input }: StemSession,
  passes: readonly StemState[],
  use: (first: WavFile, rest: readonly WavFile[]) => Promise<T>,
): Promise<T> {
  const files: WavFile[] = []
  try {
    for (const { file } of passes) files.push(await WavFile.open(join(folder, file), input))
    const [first, ...rest] = files
    if (first === undefined) throw new Error('There are no stems.')
    return await use(first, rest)
  } finally {
    await Promise.all(files.map((file) => file.close()))
  }
}
