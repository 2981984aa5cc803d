/**
 * What logistic regression on the cluster XOR tends to with many samples (result rfa-1, derived for this page). Away
 * from the plane of μ₁ and μ₂ the data are pure noise, so the minimum of the population loss lies in that plane: two
 * slopes and an intercept.
 */
import { matrix } from '#numbers/linalg/matrix.ts';
import { logisticRegression } from '#numbers/logistic.ts';
import { normalCdf } from '#numbers/normal.ts';
import { gaussHermite } from '#numbers/quadrature.ts';
import type { ClusterWeights } from './affine.ts';
import { CENTRES } from './data.ts';

/** The ridge of every logistic regression on these data, ridge/2 · ‖(w, b)‖² beside the mean loss. */
export const RIDGE = 1e-4;

const NODES = 24;

/** The rule sign(slope1 · x₁ + slope2 · x₂ + intercept). */
export interface PlaneRule {
  readonly slope1: number;
  readonly slope2: number;
  readonly intercept: number;
}

/** The minimum of E log(1 + e^{−y f(x)}) + ridge/2 · ‖(w, b)‖² over linear f, with or without intercept. */
export function linearLimit(
  { sigma, xi, weights }: { readonly sigma: number; readonly xi: number; readonly weights: ClusterWeights },
  intercept: boolean,
): PlaneRule {
  const rule = gaussHermite(NODES);
  const count = CENTRES.length * NODES * NODES * 2;
  const x = matrix(count, 2);
  const labels = new Float64Array(count);
  const shares = new Float64Array(count);
  let row = 0;
  CENTRES.forEach(({ axis, sign, label }, c) => {
    for (let i = 0; i < NODES; i++)
      for (let j = 0; j < NODES; j++)
        for (const flip of [1, -1]) {
          x.data[2 * row] = sigma * rule.nodes[i] + (axis === 0 ? sign : 0);
          x.data[2 * row + 1] = sigma * rule.nodes[j] + (axis === 1 ? sign : 0);
          labels[row] = flip * label;
          shares[row] = weights[c] * rule.weights[i] * rule.weights[j] * (flip > 0 ? 1 - xi : xi);
          row++;
        }
  });
  const fit = logisticRegression(x, labels, { ridge: RIDGE, intercept, shares });
  return { slope1: fit.slopes[0], slope2: fit.slopes[1], intercept: fit.intercept };
}

/** Clean accuracy of a rule of the plane; ½ for the rule that is zero up to rounding. */
export function planeRuleAccuracy(
  { slope1, slope2, intercept }: PlaneRule,
  sigma: number,
  weights: ClusterWeights,
): number {
  const length = Math.hypot(slope1, slope2);
  if (Math.hypot(length, intercept) < 1e-8) return 0.5;
  return CENTRES.reduce((sum, { axis, sign, label }, c) => {
    const score = sign * (axis === 0 ? slope1 : slope2) + intercept;
    return sum + weights[c] * normalCdf((label * score) / (sigma * length));
  }, 0);
}
