/**
 * Moments of the prediction ŷ(x) over the inputs with κ = v·x in a window, and over all inputs. Given κ the prediction
 * is Gaussian (Cui et al. 2024, conditional Gaussian equivalence), so that over a range of κ it is a mixture of Gaussians
 * of mean C(κ); the moments of the mixture are derived for this page.
 */
import { normalDensity } from '#numbers/normal.ts';
import { gaussLegendre, type Rule } from '#numbers/quadrature.ts';
import type { Solution } from './errors.ts';
import { learnedFunction } from './learned-function.ts';
import type { Model } from './model.ts';
import { tablesOf } from './tables.ts';

export interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Excess kurtosis, 0 for a Gaussian. */
  readonly kurtosis: number;
}

const WINDOW_NODES = 48;

/** The moments over the inputs with |κ − centre| ≤ width/2; width > 0. */
export function momentsInWindow(model: Model, solution: Solution, centre: number, width: number): Moments {
  if (!(width > 0)) throw new RangeError(`the window has a positive width, got ${width}`);
  const { nodes, weights } = gaussLegendre(WINDOW_NODES, centre - width / 2, centre + width / 2);
  // Relative to the density at the point of the window nearest 0, which cancels and keeps far windows from underflow.
  const nearest = Math.max(0, Math.abs(centre) - width / 2);
  const raw = weights.map((w, k) => w * (normalDensity(nodes[k]) / normalDensity(nearest)));
  const total = raw.reduce((sum, w) => sum + w, 0);
  const { curve, fluctuation } = learnedFunction(model, solution, nodes);
  return mixture(
    raw.map((w) => w / total),
    curve,
    fluctuation.map((sd) => sd * sd),
  );
}

/** The moments over all inputs. */
export function momentsOverall(model: Model, { means, variances }: Solution): Moments {
  return mixture(tablesOf(model).rule.weights, means.learned, variances.fluctuation);
}

/** Moments of the mixture of N(means, variances) with the given weights. */
function mixture(weights: Rule['weights'], means: Float64Array, variances: Float64Array): Moments {
  const average = (f: (k: number) => number) => weights.reduce((sum, w, k) => sum + w * f(k), 0);
  const mean = average((k) => means[k]);
  const variance = average((k) => variances[k] + (means[k] - mean) ** 2);
  const fourth = average((k) => {
    const square = (means[k] - mean) ** 2;
    return square * square + 6 * square * variances[k] + 3 * variances[k] ** 2;
  });
  return { mean, variance, kurtosis: fourth / variance ** 2 - 3 };
}
