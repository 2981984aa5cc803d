/** What the experiments share that let the sample of a parity grow and look at first gradients. */
import { tooManyRelevant } from './gfl-parity-parameters.ts';

interface Swept {
  readonly n: readonly number[];
}

/**
 * One check at the last n and one at the first. They stand on no assumption: the formulas that they test hold without a
 * signal too.
 */
export const atBothEnds = <V>({
  label,
  measure,
  tolerance,
  because,
}: {
  readonly label: string;
  readonly measure: string;
  readonly because: string;
  readonly tolerance: (values: V, n: number) => number;
}) =>
  (['last', 'first'] as const).map((end) => ({
    name: `${label} at the ${end} n`,
    measure,
    at: { n: end },
    tolerance: (values: V & Swept) => tolerance(values, values.n[end === 'first' ? 0 : values.n.length - 1]),
    because,
    rests: [],
  }));

/** The sentence of a refusal, or null. */
export function refuseSweep({
  D,
  k,
  m,
  n,
}: Swept & { readonly D: number; readonly k: number; readonly m: number }): string | null {
  const refused = tooManyRelevant({ D, k });
  if (refused !== null) return refused;
  return Math.max(...n) * D * m > 1.5e10
    ? 'n · D · m must not exceed 15 billion, which would take more than a minute. Take fewer samples or neurons.'
    : null;
}
