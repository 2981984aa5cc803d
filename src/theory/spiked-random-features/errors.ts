/** Test and training error of the readout on spiked features (Cui et al. 2024, Result 3.3), stage by stage. */
import type { Conditions } from './conditions.ts';
import { solveMeans, type Means } from './means.ts';
import { solveResponse, type Response } from './response.ts';
import type { Tables } from './tables.ts';
import { solveVariances, type Variances } from './variances.ts';

export interface Solution {
  readonly response: Response;
  readonly means: Means;
  readonly variances: Variances;
  /** E (σ⋆ − ŷ)²: noiseless labels, no factor ½. */
  readonly testError: number;
  /** Mean squared residual of the training samples: label noise included, penalty not. */
  readonly trainError: number;
}

/**
 * Solves all three stages.
 *
 * @param start the response for nearby conditions, to start from
 */
export function solve(tables: Tables, conditions: Conditions, start?: Response): Solution {
  const response = solveResponse(tables, conditions, start);
  const means = solveMeans(tables, conditions, response);
  const variances = solveVariances(tables, conditions, response, means);
  const { weights } = tables.rule;
  let testError = -conditions.delta;
  let trainError = 0;
  variances.residual.forEach((residual, i) => {
    testError += weights[i] * residual;
    trainError += (weights[i] * residual) / (1 + response.v[i]) ** 2;
  });
  return { response, means, variances, testError, trainError };
}

/** The solutions at several α, each started from the one before. */
export function solveCurve(
  tables: Tables,
  alphas: readonly number[],
  conditions: Omit<Conditions, 'alpha'>,
): Solution[] {
  let start: Response | undefined;
  return alphas.map((alpha) => {
    const solution = solve(tables, { ...conditions, alpha }, start);
    start = solution.response;
    return solution;
  });
}
