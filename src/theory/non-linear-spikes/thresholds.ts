/** At which step size spikes appear: finite-size thresholds η_j, their exponents, and the constant-step threshold. */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { cholesky } from '#numbers/linalg/cholesky.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { brent } from '#numbers/roots.ts';
import { factorial } from './activations/activation.ts';
import { chi, type Bulk } from './bulk.ts';
import { bulkEdge } from './edge.ts';
import { spikeDegrees, spikePolynomial } from './limits.ts';
import { visibility } from './outliers.ts';
import { bulkOf, signalOf, type Constants, type SignalOptions } from './signal.ts';
import { scalesOf, type Setting } from './setting.ts';

export interface ThresholdOptions extends Pick<SignalOptions, 'secondLayer' | 'intercept'> {
  /** Default `bare`. */
  readonly constants?: Constants;
  /** Largest shift s = η c_1 ‖β‖/√N to look at; default 1.5. Where c_1 = 0, η/√N takes the place of s. */
  readonly largestShift?: number;
}

/**
 * η_1 < η_2 < …: the smallest step sizes at which 1, 2, … outliers are outside of the bulk, found on a grid of ratio
 * 1.25 and refined. The list ends where `largestShift` or `most` ends it; an outlier before training has threshold 0.
 *
 * @param setting its `eta` is ignored
 * @param most how many to look for
 */
export function thresholds(setting: Setting, most: number, options: ThresholdOptions = {}): number[] {
  const { constants = 'bare', largestShift = 1.5, ...signalOptions } = options;
  const excess = (eta: number) => {
    const signal = signalOf({ ...setting, eta }, signalOptions);
    return visibility(signal, bulkOf(signal, constants)).map((value) => value - 1);
  };
  const unit = Math.abs(scalesOf({ ...setting, eta: 1 }).shift);
  const largest = largestShift / (unit > 0 ? unit : 1 / Math.sqrt(setting.N));
  const found: number[] = [];
  let low = 0;
  const visible = (values: Float64Array) => values.filter((value) => value > 0).length;
  for (let j = Math.min(most, visible(excess(0))); j > 0; j--) found.push(0);
  for (let high = Math.min(0.25, largest); found.length < most;) {
    const atHigh = excess(high);
    while (found.length < Math.min(most, visible(atHigh))) {
      const j = found.length;
      const refined = brent((eta) => excess(eta)[j] ?? -1, low, high, { tolerance: 1e-10 * high });
      found.push(refined);
    }
    if (high === largest) break;
    low = high;
    high = Math.min(high * 1.25, largest);
  }
  return found;
}

/** α_j = log η_j / log n of each threshold; −∞ for an outlier before training. */
export function alphaThresholds(setting: Setting, most: number, options: ThresholdOptions = {}): number[] {
  return thresholds(setting, most, options).map((eta) => portableLog(eta) / portableLog(setting.n));
}

/** (k − 1)/(2k): the paper's exponent from which the spike of degree k is there, as n → ∞. */
export const limitExponent = (degree: number): number => (degree - 1) / (2 * degree);

/**
 * The constant step size from which the linear spike is visible as n → ∞, 1/(c_1² ‖β‖ √(τ̄(k_e) χ(−k_e))), the same in
 * both modes (derived for this page). Infinite where c_1 = 0.
 *
 * @param bulk of bare constants
 * @param betaNorm ‖β‖
 */
export function etaCritical(bulk: Bulk, betaNorm: number): number {
  const { k, trace } = bulkEdge(bulk);
  return 1 / (bulk.c1Squared * betaNorm * Math.sqrt(trace * chi(bulk, -k)));
}

/**
 * Estimate of the threshold of the spike of degree k ≥ 2 once those below it are strong,
 * √N/|c_1‖β‖| · [c_k² N A_k B_k τ̄(k_e)]^{−1/(2k)}, with A_k and B_k the squared lengths of αᵏ and of the spike
 * polynomial of degree k beyond what those of lower degree span (derived for this page). It shows the exponent and the
 * constant before it.
 *
 * @param bulk of bare constants
 */
export function thresholdEstimate(setting: Setting, bulk: Bulk, degree: number): number {
  const { N, activation } = setting;
  const { betaNorm, omega } = scalesOf(setting);
  const degrees = spikeDegrees(activation, degree);
  if (degrees.at(-1) !== degree) return Infinity;
  const product = newSquare(degrees, 0) * newSquare(degrees, omega);
  const strength = activation.coefficient(degree) ** 2 * N * product * bulkEdge(bulk).trace;
  return (
    (Math.sqrt(N) / Math.abs(activation.c1 * betaNorm)) * portableExp(-portableLog(strength) / (2 * degree))
  );
}

/** Squared distance of the last spike polynomial to the span of the others: the last pivot of their Gram matrix. */
function newSquare(degrees: readonly number[], omega: number): number {
  const polynomials = degrees.map((j) => spikePolynomial(j, omega));
  const size = degrees.length;
  const gram = matrix(size, size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k <= Math.min(degrees[i], degrees[j]); k++)
        gram.data[i * size + j] += factorial(k) * polynomials[i][k] * polynomials[j][k];
  return cholesky(gram).factor[size * size - 1] ** 2;
}
