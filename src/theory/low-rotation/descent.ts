/**
 * Gradient descent in ordinary time on sums of losses ℓ(p_i), p_i = y_i f(x_i), on all points at once or on one at a time:
 * what gradient flow is compared with (note D9).
 */
import { portableExp } from '#numbers/elementary.ts';
import type { Labelled } from './data.ts';
import type { Weights } from './network.ts';

/** ℓ(p): e^{−p}, or ln(1 + e^{−p}). */
export type Loss = 'exponential' | 'logistic';

/** −ℓ′(p) > 0: e^{−p}, or 1/(1 + e^p). */
export function force(loss: Loss, p: number): number {
  return loss === 'exponential' ? portableExp(-p) : 1 / (1 + portableExp(p));
}

/**
 * W ← W + η Σ_i (−ℓ′(p_i)) y_i ∇f(x_i) over the given points, in place; σ′(0) = 0.
 *
 * @param chosen indices of the points, each once
 */
export function descend(
  points: Labelled,
  { m, d, a, v }: Weights,
  chosen: readonly number[],
  eta: number,
  loss: Loss,
): void {
  const { inputs, labels } = points;
  const inner = new Float64Array(chosen.length * m);
  const pulls = chosen.map((i, at) => {
    let output = 0;
    for (let j = 0; j < m; j++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += v[j * d + k] * inputs[i * d + k];
      inner[at * m + j] = z;
      if (z > 0) output += a[j] * z;
    }
    return eta * labels[i] * force(loss, labels[i] * output);
  });
  // A neuron's own weights are read before they move, so that the step is one of all weights at once.
  for (let j = 0; j < m; j++) {
    const weight = a[j];
    for (let at = 0; at < chosen.length; at++) {
      const z = inner[at * m + j];
      if (!(z > 0)) continue;
      const x = chosen[at] * d;
      a[j] += pulls[at] * z;
      for (let k = 0; k < d; k++) v[j * d + k] += pulls[at] * weight * inputs[x + k];
    }
  }
}
