/** Assumptions that several results on spiked random features share. The thresholds are ours. */
import { functions, type FunctionName } from '#theory/spiked-random-features/functions.ts';
import type { StepValues } from './srf-parameters.ts';
import { readReadout } from './srf-model.ts';

export const largeDimension = {
  id: 'large-d',
  name: 'd ≥ 50',
  text: 'The theory is for d → ∞ at fixed n/d and p/d. Below 50 dimensions single networks scatter widely, and their mean need not lie on the curve. The threshold is ours.',
  holds: ({ d }: Pick<StepValues, 'd'>): boolean => d >= 50,
} as const;

export const ridge = {
  id: 'ridge',
  name: 'λ ≥ 0.001',
  text: 'The ridge is not tiny. With a tiny ridge the error at n = p is a matter of one small eigenvalue, and seeds differ by factors. The threshold is ours.',
  holds: ({ lambda }: Pick<StepValues, 'lambda'>): boolean => lambda >= 1e-3,
} as const;

export const actualWidth = {
  id: 'actual-width',
  name: 'the actual width',
  text: 'The theory is told the number of neurons. In the strict limit p = ∞ the spike escapes the ridge altogether, and the test error comes out too low.',
  holds: ({ width }: Pick<StepValues, 'width'>): boolean => width === 'actual',
} as const;

export const linearPart = {
  id: 'first-hermite',
  name: 'h₁⋆ ≠ 0',
  text: 'The target has a linear part, h₁⋆ = E zσ⋆(z) ≠ 0. One step sees nothing else of it; without one the spike points nowhere in particular.',
  holds: ({ target }: Pick<StepValues, 'target'>): boolean => functions[target as FunctionName].slope !== 0,
} as const;

export const oddStudent = {
  id: 'odd-student',
  name: 'an odd activation',
  text: 'The activation is odd. With ReLU, which has a second Hermite coefficient, the step gives the bulk a structure that the model leaves out.',
  holds: ({ student }: Pick<StepValues, 'student'>): boolean => student !== 'relu',
} as const;

/** What decides whether a step sees enough samples. */
export interface StepSize {
  readonly eta: number;
  readonly alpha0: number;
  readonly readout: string;
  readonly fractions: readonly number[];
}

/** For steps of size η̃: the bulk stays close to isotropic when α₀ ≥ 2 (η̃ max|a|/3)². */
export const largeBatch = <V extends StepSize>(step: (values: V) => number) =>
  ({
    id: 'large-batch',
    name: 'α₀ ≥ 2 (η̃ max|a|/3)²',
    text: 'The first step sees enough samples for its size. With fewer, the noise that it adds to the bulk has preferred directions, those of the samples. The threshold is ours.',
    holds: (values: V): boolean =>
      values.alpha0 >= 2 * ((step(values) * largestReadout(values)) / 3) ** 2 - 1e-9,
  }) as const;

function largestReadout({ readout, fractions }: Pick<StepValues, 'readout' | 'fractions'>): number {
  // Gaussian weights reach further than their scale, but few of them do.
  if (readout === 'gaussian') return 1;
  return Math.max(...readReadout(readout, fractions).values.map(Math.abs));
}
