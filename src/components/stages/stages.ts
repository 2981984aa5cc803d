/**
 * The curves of the static pictures in the article on spiked random features: the scalars of each stage as functions
 * of κ, from the theory, for one setting.
 */
import { solveCurve } from '#theory/spiked-random-features/errors.ts';
import { readoutOf, spikedModel } from '#theory/spiked-random-features/first-step.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';

/** The setting of all four pictures; p = d. */
export const setting = { eta: 3, alpha0: 4, lambda: 0.05, d: 150, alpha: 1.5 } as const;

/** α of the curves in the picture of stage 1, the setting's among them. */
export const alphas = [0.3, 0.7, 1.5, 4] as const;

/** Pictures show |κ| up to here: all but 0.3 % of the inputs. */
const REACH = 3;

/** Every n-th node of the quadrature rule is enough for a line. */
const SPARSE = 160;

export interface StageCurves {
  /** κ in [−3, 3]; all arrays are as long. */
  readonly kappa: readonly number[];
  /** What the neurons share, √c μ₁ and μ₂ of one neuron. */
  readonly neuron: { readonly shared: number[]; readonly own: number[]; readonly noise: number[] };
  /** 1/(1 + V) for each of {@link alphas}. */
  readonly kept: readonly number[][];
  /** E[y|κ], and what is learned of it. */
  readonly target: readonly number[];
  readonly learned: readonly number[];
  /** Standard deviation of the prediction given κ. */
  readonly fluctuation: readonly number[];
  /**
   * Parts of the test error, times the density of κ: what no network of this kind can see; what the curve along the
   * spike misses; what the line across it misses; and variance. Their integrals add up to the test error.
   */
  readonly parts: readonly number[][];
}

export function stageCurves(): StageCurves {
  const { eta, alpha0, lambda, d } = setting;
  const model = spikedModel({
    student: 'tanh',
    target: 'sin',
    eta,
    alpha0,
    delta: 0,
    readout: readoutOf([1]),
  });
  const tables = tablesOf(model);
  const solutions = solveCurve(tables, alphas, { beta: 1, lambda, delta: 0, width: d });
  const { means, variances } = solutions[alphas.indexOf(setting.alpha)];
  const [student] = tables.student;
  const { teacher } = tables;
  const root = Math.sqrt(model.groups[0].bulkVariance);
  const { nodes } = tables.rule;
  const every = Math.max(1, Math.floor(nodes.length / SPARSE));
  const shown = [...nodes.keys()].filter((i) => i % every === 0 && Math.abs(nodes[i]) <= REACH + 1e-9);
  const over = (at: (i: number) => number): number[] => shown.map(at);
  const psi = means.psi[0][0];
  const density = (i: number) => Math.exp((-nodes[i] * nodes[i]) / 2) / Math.sqrt(2 * Math.PI);
  const across = teacher.across[0];
  return {
    kappa: over((i) => nodes[i]),
    neuron: {
      shared: over((i) => student.mu0[i]),
      own: over((i) => root * student.mu1[i]),
      noise: over((i) => Math.sqrt(student.mu2Squared[i])),
    },
    kept: solutions.map(({ response }) => over((i) => 1 / (1 + response.v[i]))),
    target: over((i) => teacher.mean[i]),
    learned: over((i) => means.learned[i]),
    fluctuation: over((i) => Math.sqrt(variances.fluctuation[i])),
    parts: [
      over((i) => density(i) * (teacher.square[i] - teacher.mean[i] ** 2 - across[i] ** 2)),
      over((i) => density(i) * (teacher.mean[i] - means.learned[i]) ** 2),
      over((i) => density(i) * (across[i] - student.mu1[i] * psi) ** 2),
      over((i) => density(i) * (variances.fluctuation[i] - (student.mu1[i] * psi) ** 2)),
    ],
  };
}
