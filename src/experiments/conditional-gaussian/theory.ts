/** The law of a prediction that is Gaussian given κ, over a window of κ. */
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { gaussLegendre } from '#numbers/quadrature.ts';
import type { LearnedFunction } from '#theory/spiked-random-features/learned-function.ts';

const NODES = 120;

/**
 * Density of a variable that given κ is N(C(κ), s(κ)²), with κ a standard normal between `centre` ± `width`/2: averages
 * over cells around the evenly spaced `outputs`, as a histogram has them. The density itself has needles where the
 * neurons are saturated and s(κ) nearly vanishes.
 */
export function mixtureDensity(
  { centre, width }: { readonly centre: number; readonly width: number },
  given: (kappas: Float64Array) => LearnedFunction,
  outputs: readonly number[],
): number[] {
  const { nodes, weights } = gaussLegendre(NODES, centre - width / 2, centre + width / 2);
  // Relative to the density at the point of the window nearest 0: far windows would underflow.
  const nearest = Math.max(0, Math.abs(centre) - width / 2);
  const shares = weights.map((w, k) => (w * normalDensity(nodes[k])) / normalDensity(nearest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const { curve, fluctuation } = given(nodes);
  const cell = outputs[1] - outputs[0];
  const below = (output: number): number =>
    shares.reduce(
      (sum, share, k) => sum + (share / total) * normalCdf((output - curve[k]) / fluctuation[k]),
      0,
    );
  const edges = [...outputs.map((output) => output - cell / 2), outputs[outputs.length - 1] + cell / 2].map(
    below,
  );
  return outputs.map((_, i) => (edges[i + 1] - edges[i]) / cell);
}
