/**
 * Logistic regression by Newton's method in float64, with a ridge that makes the minimum unique and finite also where
 * the points can be separated.
 */
import { portableExp, portableLog } from './elementary.ts';
import { cholesky, solveCholeskyVector } from './linalg/cholesky.ts';
import { gramOfRows } from './linalg/gram.ts';
import { matrix, transpose, type Matrix } from './linalg/matrix.ts';
import { dot, multiplyTransposeVector, multiplyVector, norm } from './linalg/products.ts';

/** A linear rule: the score of a point x is ⟨slopes, x⟩ + intercept. */
export interface LinearRule {
  /** Length d. */
  readonly slopes: Float64Array;
  /** 0 for a rule without one. */
  readonly intercept: number;
}

export interface LogisticFit extends LinearRule {
  /** Σ_i share_i log(1 + e^{−y_i f_i}) + ridge/2 · (‖slopes‖² + intercept²). */
  readonly objective: number;
  /** Euclidean norm of its gradient. */
  readonly gradient: number;
  /** Newton steps so far. */
  readonly steps: number;
}

export interface LogisticOptions {
  /** > 0; penalises the intercept too. */
  readonly ridge: number;
  readonly intercept: boolean;
  /** Weight of each point, length n, summing to 1; equal ones unless given. */
  readonly shares?: ArrayLike<number>;
  /** Norm of the gradient at which the search ends. Default 10⁻¹⁰. */
  readonly tolerance?: number;
  /** Most Newton steps. Default 100. */
  readonly most?: number;
}

/** log(1 + e^{−q}) without overflow. */
const softMargin = (q: number): number =>
  q > 0 ? portableLog(1 + portableExp(-q)) : portableLog(1 + portableExp(q)) - q;

/**
 * Newton's method from 0 with step halving, one fit after each step, so that a caller may do something in between.
 *
 * @param x n × d
 * @param y labels ±1, length n
 */
export function* logisticSteps(
  x: Matrix,
  y: ArrayLike<number>,
  { ridge, intercept, shares, tolerance = 1e-10, most = 100 }: LogisticOptions,
): Generator<LogisticFit, LogisticFit, void> {
  if (!(ridge > 0)) throw new RangeError(`the ridge of a logistic regression is positive, got ${ridge}`);
  if (y.length !== x.rows) throw new RangeError(`${x.rows} points and ${y.length} labels do not pair up`);
  const n = x.rows;
  const d = x.columns;
  const a = intercept ? withOnes(x) : x;
  const aT = transpose(a);
  const share = (i: number): number => (shares === undefined ? 1 / n : shares[i]);
  const objectiveAt = (weights: Float64Array): number => {
    const scores = multiplyVector(a, weights);
    let loss = 0.5 * ridge * dot(weights, weights);
    for (let i = 0; i < n; i++) loss += share(i) * softMargin(y[i] * scores[i]);
    return loss;
  };
  const scaled = matrix(aT.rows, n);
  const pull = new Float64Array(n);
  const curvature = new Float64Array(n);
  let weights = new Float64Array(a.columns);
  let objective = objectiveAt(weights);
  for (let steps = 0; ; steps++) {
    const scores = multiplyVector(a, weights);
    for (let i = 0; i < n; i++) {
      const wrong = 1 / (1 + portableExp(y[i] * scores[i]));
      pull[i] = -share(i) * y[i] * wrong;
      curvature[i] = Math.sqrt(share(i) * wrong * (1 - wrong));
    }
    const gradient = multiplyTransposeVector(a, pull).map((g, k) => g + ridge * weights[k]);
    const fit: LogisticFit = {
      slopes: weights.slice(0, d),
      intercept: intercept ? weights[d] : 0,
      objective,
      gradient: norm(gradient),
      steps,
    };
    if (fit.gradient <= tolerance || steps === most) return fit;
    yield fit;
    for (let k = 0; k < aT.rows; k++)
      for (let i = 0; i < n; i++) scaled.data[k * n + i] = aT.data[k * n + i] * curvature[i];
    const move = solveCholeskyVector(cholesky(gramOfRows(scaled), ridge), gradient);
    const slope = dot(gradient, move);
    const from = weights;
    let length = 1;
    for (;;) {
      weights = from.map((w, k) => w - length * move[k]);
      const reached = objectiveAt(weights);
      // Near the minimum the decrease is lost in rounding; the full step is right there.
      if (reached <= objective - 1e-4 * length * slope || slope < 1e-12 * objective) {
        objective = reached;
        break;
      }
      length /= 2;
    }
  }
}

/** The minimum of {@link logisticSteps}. */
export function logisticRegression(x: Matrix, y: ArrayLike<number>, options: LogisticOptions): LogisticFit {
  const search = logisticSteps(x, y, options);
  for (;;) {
    const next = search.next();
    if (next.done === true) return next.value;
  }
}

/** Scores of the rule at the rows of x. */
export function scoresOf({ slopes, intercept }: LinearRule, x: Matrix): Float64Array {
  return multiplyVector(x, slopes).map((score) => score + intercept);
}

function withOnes(x: Matrix): Matrix {
  const wider = matrix(x.rows, x.columns + 1);
  for (let i = 0; i < x.rows; i++) {
    wider.data.set(x.data.subarray(i * x.columns, (i + 1) * x.columns), i * wider.columns);
    wider.data[i * wider.columns + x.columns] = 1;
  }
  return wider;
}
