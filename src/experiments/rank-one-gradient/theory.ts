/**
 * How long the left-over gradient B = G − c_1 a βᵀ is, at a finite size (derived for this page, not a theorem).
 *
 * Row j of B is a_j times a mean over the samples of y σ′_⊥(w_j·x) x, with σ′_⊥ = σ′ − c_1. Given the samples, these
 * means are nearly independent Gaussian vectors, of covariance κ/d with
 *
 *     κ = α C² + β E,   C = Σ y_i x_i x_iᵀ/n,   E = Σ y_i² x_i x_iᵀ/n,   α = (2c_2)²,   β = φ (Var σ′ − α):
 *
 * the linear part of σ′_⊥ keeps the weights' directions, the rest of it acts as independent noise. The labels are taken
 * to be independent of the inputs, which they are in all directions but one. So B is a diagonal matrix times a Gaussian
 * matrix times a root of κ/d, and its norm is the upper edge of a separable covariance model.
 */
import { hermite } from '#numbers/hermite.ts';
import { normalQuantile } from '#numbers/normal.ts';
import type { Activation } from '#theory/non-linear-spikes/activations/activation.ts';
import { secondMoment, type Teacher } from '#theory/non-linear-spikes/teacher.ts';

export interface GradientSetting {
  readonly n: number;
  readonly d: number;
  readonly N: number;
  readonly activation: Activation;
  readonly teacher: Teacher;
  /** `gaussian` or `twoValued`. */
  readonly secondLayer: string;
}

/** v_B = φ E y² Var σ′(Z): the limit of ‖B‖²_F, for labels of mean zero. */
export const leftoverVariance = ({ n, d, activation, teacher }: GradientSetting): number =>
  (d / n) * secondMoment(teacher) * activation.slopeVariance;

/** Estimate of ‖B‖ in operator norm: typical values for a and for the labels, then the edge. */
export function leftoverNorm(setting: GradientSetting): number {
  const { n, d, N, secondLayer } = setting;
  const scale = leftoverVariance(setting);
  if (scale === 0) return 0;
  const squares =
    secondLayer === 'twoValued'
      ? new Float64Array(N).fill(1 / N)
      : normalScores(N).map((score) => (score * score) / N);
  const resolvent = sampleResolvent(setting, typicalLabels(setting.teacher, n));
  // λ(z) = (z/d) T/e on z above the support of κ, with T = d(z g(z) − 1) = Σ_j a_j² e/(1 − a_j² e). The edge is its least value.
  const valueAt = (z: number): number => {
    const g = resolvent(z);
    if (Number.isNaN(g)) return Infinity;
    const total = d * (z * g - 1);
    return ((z / d) * total) / massFor(squares, total);
  };
  let [best, least] = [scale, Infinity];
  const consider = (z: number): void => {
    const value = valueAt(z);
    if (value < least) [best, least] = [z, value];
  };
  for (let z = 1.2 * scale; z < 1e3 * scale; z *= 1.15) consider(z);
  for (const stride of [1.04, 1.01]) {
    const centre = best;
    for (let step = -3; step <= 3; step++) {
      let z = centre;
      for (let k = 0; k < Math.abs(step); k++) z = step > 0 ? z * stride : z / stride;
      consider(z);
    }
  }
  return Math.sqrt(least);
}

/** Expected sorted values of `count` standard normals (Blom's approximation). */
function normalScores(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => normalQuantile((i + 0.625) / (count + 0.25)));
}

/** Noise of unit variance that is combined with each projection. */
const NOISES = (() => {
  const scores = normalScores(8);
  const square = scores.reduce((sum, score) => sum + score * score, 0) / scores.length;
  return scores.map((score) => score / Math.sqrt(square));
})();

/** n typical labels, sorted: projections and noise on a grid, and neighbours averaged. */
export function typicalLabels({ coefficients, noise }: Teacher, n: number): Float64Array {
  const all = new Float64Array(n * NOISES.length);
  normalScores(n).forEach((score, i) => {
    const h = hermite(score, coefficients.length);
    const value = coefficients.reduce((sum, c, k) => sum + c * h[k], 0);
    NOISES.forEach((unit, l) => (all[i * NOISES.length + l] = value + noise * unit));
  });
  all.sort();
  return Float64Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let l = 0; l < NOISES.length; l++) sum += all[i * NOISES.length + l];
    return sum / NOISES.length;
  });
}

/**
 * g(z), the normalised trace of (z − κ)⁻¹ above the support of κ, NaN inside it. The block matrix
 * [[z − βE, √α C], [√α C, 1]] has (z − κ)⁻¹ as its first block, and is linear in the x_i x_iᵀ: the Marchenko–Pastur
 * equation holds for it with 2 × 2 matrices in place of numbers.
 */
function sampleResolvent({ n, d, activation }: GradientSetting, labels: Float64Array) {
  const phi = d / n;
  const root = 2 * activation.coefficient(2);
  const rest = phi * Math.max(0, activation.slopeVariance - root * root);
  return (z: number): number => {
    let [g, h, k] = [1 / z, 0, 1];
    for (let sweep = 0; sweep < 400; sweep++) {
      // Means of A (1 − φ Γ A)⁻¹ over the labels, with Γ = [[g, h], [h, k]] and A = [[βy², −√α y], [−√α y, 0]].
      let [first, cross, second] = [0, 0, 0];
      for (const y of labels) {
        const square = rest * y * y;
        const beside = -root * y;
        const m11 = 1 - phi * (g * square + h * beside);
        const m12 = -phi * g * beside;
        const m21 = -phi * (h * square + k * beside);
        const m22 = 1 - phi * h * beside;
        const determinant = m11 * m22 - m12 * m21;
        if (!(determinant > 0)) return NaN;
        first += (square * m22 - beside * m21) / determinant;
        cross += (beside * m11 - square * m12) / determinant;
        second -= (beside * m12) / determinant;
      }
      const a = z - first / labels.length;
      const b = -cross / labels.length;
      const c = 1 - second / labels.length;
      const determinant = a * c - b * b;
      if (!(determinant > 0 && a > 0)) return NaN;
      const moved = Math.abs(c / determinant - g);
      [g, h, k] = [c / determinant, -b / determinant, a / determinant];
      if (moved < 1e-9 * g) return g;
    }
    return NaN;
  };
}

/** e in (0, 1/max a²) with Σ_j a_j² e/(1 − a_j² e) = total, by bisection. */
function massFor(squares: Float64Array, total: number): number {
  let low = 0;
  let high = 1 / squares.reduce((most, square) => Math.max(most, square), 0);
  for (let step = 0; step < 50; step++) {
    const e = (low + high) / 2;
    let sum = 0;
    for (const square of squares) sum += (square * e) / (1 - square * e);
    if (sum < total) low = e;
    else high = e;
  }
  return (low + high) / 2;
}
