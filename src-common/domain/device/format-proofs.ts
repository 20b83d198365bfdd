// What a box has proved of the formats of its patterns, gathered; and what of a dump remains inferred after that.
import type { DeviceProfile } from './device'
import type { FormatProof, PatternDump, PatternField } from './pattern-dump'

/** Together with what was proved before; what is proved once stays so for its build and format. */
export function withProof(proofs: readonly FormatProof[], proof: FormatProof): readonly FormatProof[] {
  if (proof.fields.length === 0) return proofs
  const before = proofs.find((each) => isOfSame(each, proof))
  const fields = [...new Set([...(before?.fields ?? []), ...proof.fields])]
  return [...proofs.filter((each) => each !== before), { ...proof, fields }]
}

/** The fields of a dump that are neither proven with real data nor by this box itself. */
export function stillInferred(
  { proofs, os }: Pick<DeviceProfile, 'proofs' | 'os'>,
  { device, structVersion, inferred }: PatternDump,
): readonly PatternField[] {
  const build = os?.build ?? ''
  const proved = proofs.find((each) => isOfSame(each, { device, structVersion, build }))?.fields ?? []
  return inferred.filter((field) => !proved.includes(field))
}

type Format = Omit<FormatProof, 'fields'>
const isOfSame = (a: Format, b: Format): boolean =>
  a.device === b.device && a.structVersion === b.structVersion && a.build === b.build
