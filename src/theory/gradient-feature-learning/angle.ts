/**
 * How close the best of m first gradients (b = 0) comes to the axes of the XOR mixture with n samples: from the first
 * weights, the expected gradients and the mean of y x. Derived for this page (note G1, G2).
 */
import type { Stream } from '#numbers/random.ts';
import type { Alignment } from './bound.ts';
import { mixtureGradient } from './mixture.ts';

/** What does not depend on n: one entry for each neuron. */
export interface Candidates {
  readonly d: number;
  readonly sigma: number;
  /** ⟨G, μ₁⟩, ⟨G, μ₂⟩, and the squared length of the rest of G. */
  readonly expected: readonly (readonly [number, number, number])[];
  /** Standard normals for the noise along μ₁ and μ₂, and a χ² with d − 2 degrees of freedom for the rest. */
  readonly noise: readonly (readonly [number, number, number])[];
}

/**
 * @param rows unit directions, m × d row-major
 * @param source for the noise, neuron by neuron
 */
export function candidates(
  rows: ArrayLike<number>,
  { d, sigma }: { readonly d: number; readonly sigma: number },
  source: Stream,
): Candidates {
  const m = rows.length / d;
  const expected = Array.from({ length: m }, (_, j): [number, number, number] => {
    const { along, length } = mixtureGradient(rows[j * d], rows[j * d + 1], 0, sigma);
    return [...along, Math.max(0, length * length - along[0] * along[0] - along[1] * along[1])];
  });
  const noise = Array.from({ length: m }, (): [number, number, number] => {
    let squares = 0;
    for (let k = 2; k < d; k++) squares += source.normal() ** 2;
    return [source.normal(), source.normal(), squares];
  });
  return { d, sigma, expected, noise };
}

/**
 * The neurons that come closest to ±μ₁ and to ±μ₂. Since 1[z > 0] = ½ + ½ sign z, half of the noise of a gradient is the
 * mean of y x, halved, which all neurons share; the other half is taken as independent between neurons.
 *
 * @param meanYx mean of y x over the n samples, length d
 */
export function bestAlignments(
  { d, sigma, expected, noise }: Candidates,
  meanYx: ArrayLike<number>,
  n: number,
): readonly [Alignment, Alignment] {
  let shared = 0;
  for (let k = 2; k < d; k++) shared += (meanYx[k] / 2) ** 2;
  const inside = Math.sqrt((1 / 8 + (sigma * sigma) / 4) / n);
  const outside = (sigma * sigma) / (4 * n);
  const best = [
    { own: 0, other: 0 },
    { own: 0, other: 0 },
  ];
  expected.forEach(([first, second, rest], j) => {
    const one = Math.abs(first + meanYx[0] / 2 + inside * noise[j][0]);
    const two = Math.abs(second + meanYx[1] / 2 + inside * noise[j][1]);
    const length = Math.sqrt(one * one + two * two + rest + shared + outside * noise[j][2]);
    if (one / length > best[0].own) best[0] = { own: one / length, other: two / length };
    if (two / length > best[1].own) best[1] = { own: two / length, other: one / length };
  });
  return [best[0], best[1]];
}
