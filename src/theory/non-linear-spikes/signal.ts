/**
 * The signal kernel: what the step adds to the mean of a feature, as a function of the sample's projection
 * g = xᵀβ/‖β‖ and of the neuron's weight α = √N a, on a grid of nodes. Its left singular vectors are functions of g;
 * together with the bulk it gives outliers, overlaps and errors (derived for this page).
 */
import { symmetricEigen } from '#numbers/linalg/eigen.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { matrix, row, type Matrix } from '#numbers/linalg/matrix.ts';
import { gaussHermite, type Rule } from '#numbers/quadrature.ts';
import { smoothedHermite } from './activations/polynomial.ts';
import type { Bulk } from './bulk.ts';
import { coefficientOf } from './teacher.ts';
import { scalesOf, type Scales, type Setting } from './setting.ts';

/** Nodes of g and of α. */
export const NODES = 40;

/**
 * Which (c_1, b²) the bulk takes: those of the activation at the start (`bare`: limits and thresholds), those after
 * the step (`dressed`: edges and outliers at finite η), or with the linear part taken node by node (`halfDressed`:
 * errors at finite η). They agree as the shift s goes to 0.
 */
export type Constants = 'bare' | 'dressed' | 'halfDressed';

export interface SignalOptions {
  /** Law of α: Gauss–Hermite nodes unless given; see `actualSecondLayer` and `twoValuedSecondLayer`. */
  readonly secondLayer?: Rule;
  /** The actual ‖β‖ of a draw instead of its limit. */
  readonly betaNorm?: number;
  /** Readout with an intercept: the features' means over g are removed. Default false. */
  readonly intercept?: boolean;
  /**
   * The kernel of F_ℓ instead of that of F: the sum of the spikes of degree 1 … ℓ (the paper's formula in mode R, with
   * the constant of the left-over gradient in mode G). Its bulk is bare.
   */
  readonly degree?: number;
}

export interface Signal {
  readonly setting: Setting;
  readonly scales: Scales;
  readonly intercept: boolean;
  /** Nodes of g, the first coordinates of a left vector; the last coordinate is the norm fluctuation ν. */
  readonly projection: Rule;
  /** ς_i²: squared singular values of the kernel, descending. */
  readonly strengths: Float64Array;
  /** Row i is K p_i = ς_i u_i, p_i and u_i the singular vectors: NODES + 1 columns. */
  readonly columns: Matrix;
  /** ε_i = eᵀ K p_i, e the linear function g. */
  readonly linear: Float64Array;
  /** The (c_1², b²) of each choice. */
  readonly constants: Readonly<Record<Constants, Pick<Bulk, 'c1Squared' | 'bSquared'>>>;
}

/** α_j = √N a_j of a drawn second layer, each of weight 1/N. */
export function actualSecondLayer(a: ArrayLike<number>): Rule {
  const root = Math.sqrt(a.length);
  const nodes = Float64Array.from(a, (value) => root * value);
  return { nodes, weights: nodes.map(() => 1 / a.length) };
}

/** a_j = ±1/√N, half and half. */
export const twoValuedSecondLayer: Rule = {
  nodes: Float64Array.of(-1, 1),
  weights: Float64Array.of(0.5, 0.5),
};

/** Computes the kernel, its singular vectors and the constants: a few milliseconds. */
export function signalOf(setting: Setting, options: SignalOptions = {}): Signal {
  const { intercept = false, betaNorm, degree, secondLayer = gaussHermite(NODES) } = options;
  const scales = scalesOf(setting, betaNorm);
  const projection = gaussHermite(NODES);
  const { kernel, after } = fillKernel(setting, scales, projection, secondLayer, intercept, degree);
  const bare = { c1Squared: setting.activation.c1 ** 2, bSquared: setting.activation.bSquared };
  const changed = degree === undefined && setting.eta > 0;
  const c1Squared = after.slope ** 2;
  return {
    setting,
    scales,
    intercept,
    projection,
    ...decompose(kernel, projection),
    constants: {
      bare,
      dressed: changed ? { c1Squared, bSquared: after.variance - c1Squared } : bare,
      halfDressed: changed ? { c1Squared, bSquared: after.variance - after.slopeSquare } : bare,
    },
  };
}

/**
 * The kernel K_pq = √(w_p v_q N) M(g_p, α_q), with the row of ν last, and averages after the step over g and α: of the
 * linear part L, of L², and of the variance given g and α.
 */
function fillKernel(
  setting: Setting,
  scales: Scales,
  projection: Rule,
  secondLayer: Rule,
  intercept: boolean,
  degree: number | undefined,
) {
  const { d, N, activation, eta, teacher } = setting;
  const count = secondLayer.nodes.length;
  const kernel = matrix(NODES + 1, count);
  const after = { slope: 0, slopeSquare: 0, variance: 0 };
  const c2 = activation.coefficient(2);
  // The mean of the labels pulls each row by its quadratic coefficient (mode G).
  const pull = setting.mode === 'G' ? 2 * c2 * coefficientOf(teacher, 0) : 0;
  const means = new Float64Array(NODES);
  for (let q = 0; q < count; q++) {
    const alpha = secondLayer.nodes[q];
    const weight = secondLayer.weights[q];
    const step = (eta * alpha) / Math.sqrt(N);
    // Squared row norm after the step, minus 1.
    const excess = 2 * pull * step + step * step * (scales.leftover + pull * pull);
    const r = Math.sqrt(1 + excess);
    let overProjection = 0;
    for (let p = 0; p < NODES; p++) {
      const t = scales.shift * projection.nodes[p] * alpha;
      const { mean, slope, variance } = activation.smoothed(r, t);
      const both = weight * projection.weights[p];
      after.slope += both * slope;
      after.slopeSquare += both * slope * slope;
      after.variance += both * variance;
      means[p] = degree === undefined ? mean : spikesUpTo(degree, setting, t, excess);
      overProjection += projection.weights[p] * means[p];
    }
    const scale = Math.sqrt(weight * N);
    const removed = intercept ? overProjection : 0;
    for (let p = 0; p < NODES; p++)
      kernel.data[p * count + q] = Math.sqrt(projection.weights[p]) * (means[p] - removed) * scale;
    // E[σ(xᵀw) | ‖x‖] ≈ c_2 (‖x‖²/d − 1): the lengths of the inputs fluctuate together for all neurons.
    kernel.data[NODES * count + q] = c2 * Math.sqrt(2 / d) * scale;
  }
  return { kernel, after };
}

/** Σ_{1≤k≤ℓ} c_k E(t + √excess Z)ᵏ: the mean of an entry of F_ℓ. */
function spikesUpTo(degree: number, { activation }: Setting, t: number, excess: number): number {
  const powers = smoothedHermite(t, excess, degree + 1);
  let sum = 0;
  for (let k = 1; k <= degree; k++) sum += activation.coefficient(k) * powers[k];
  return sum;
}

/** Singular values and left vectors from the Gram matrix of the rows. */
function decompose(kernel: Matrix, projection: Rule): Pick<Signal, 'strengths' | 'columns' | 'linear'> {
  const { values, vectors } = symmetricEigen(gramOfRows(kernel));
  // What is left beyond 15 digits is rounding.
  const rank = values.filter((value) => value > 1e-15 * values[0]).length;
  const strengths = values.slice(0, rank);
  const columns = matrix(rank, NODES + 1);
  const linear = new Float64Array(rank);
  for (let i = 0; i < rank; i++) {
    const from = row(vectors, i);
    const to = row(columns, i);
    for (let p = 0; p <= NODES; p++) to[p] = Math.sqrt(strengths[i]) * from[p];
    for (let p = 0; p < NODES; p++)
      linear[i] += Math.sqrt(projection.weights[p]) * projection.nodes[p] * to[p];
  }
  return { strengths, columns, linear };
}

/** The bulk of a signal with the chosen constants. */
export function bulkOf({ setting: { n, d, N }, constants }: Signal, choice: Constants): Bulk {
  return { ...constants[choice], phi: d / n, psi: d / N };
}
