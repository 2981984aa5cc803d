/**
 * Stage 3: the variances q₁, q₂, by linear response and one small solve (Cui et al. 2024, Result 3.3, for one group;
 * several groups are derived for this page).
 *
 * R(κ) = E[(y − ŷ)² | κ] drives the noise in the readout, and q₁, q₂ add to R(κ): an affine loop in J unknowns.
 */
import { solveLinear } from '#numbers/linalg/lu.ts';
import { matrix, type Matrix } from '#numbers/linalg/matrix.ts';
import { multiply } from '#numbers/linalg/products.ts';
import { average, combine, pack, unpack } from './channels.ts';
import type { Conditions } from './conditions.ts';
import type { Means } from './means.ts';
import type { Response } from './response.ts';
import type { Tables } from './tables.ts';

export interface Variances {
  /** q₁, K × K symmetric. */
  readonly q1: Matrix;
  /** q₂, length K. */
  readonly q2: Float64Array;
  /** Σ μ₁ₗμ₁ₘ q₁ₗₘ + Σ μ₂ₗ² q₂ₗ at the nodes: variance of the prediction given κ. */
  readonly fluctuation: Float64Array;
  /** R at the nodes: mean squared error given κ, label noise included. */
  readonly residual: Float64Array;
}

export function solveVariances(
  tables: Tables,
  conditions: Conditions,
  response: Response,
  means: Means,
): Variances {
  const { channels, rule, groups } = tables;
  const { size } = channels;
  const k = groups.length;
  const factors = response.v.map((v) => conditions.alpha / (conditions.beta * (1 + v) ** 2));
  const bias = biasOf(tables, conditions.delta, means);

  // (Q₁, Q₂) that the bias and the spread of the means bring about, and the part linear in (q₁, q₂).
  const source = new Float64Array(size);
  average(
    channels,
    rule,
    factors.map((f, i) => f * bias[i]),
    source,
  );
  addSpread(source, conditions, response, means);
  const feedback = matrix(size, size);
  const driven = new Float64Array(factors.length);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < driven.length; i++)
      driven[i] = factors[i] * channels.multiplicity[j] * channels.values[i * size + j];
    average(channels, rule, driven, column);
    for (let i = 0; i < size; i++) feedback.data[i * size + j] = column[i];
  }

  // q = map·Q and Q = feedback·q + source.
  const map = responseMap(tables, conditions.beta, response, size);
  const loop = multiply(map, feedback);
  for (let i = 0; i < loop.data.length; i++) loop.data[i] *= -1;
  for (let j = 0; j < size; j++) loop.data[j * size + j] += 1;
  const packed = solveLinear(loop, multiply(map, matrix(size, 1, source))).data;
  const fluctuation = new Float64Array(bias.length);
  combine(channels, packed, fluctuation);
  const { symmetric: q1, diagonal: q2 } = unpack(packed, k);
  return { q1, q2, fluctuation, residual: bias.map((value, i) => value + fluctuation[i]) };
}

/** R₀ = E[y²|κ] + Δ − 2Ch − 2(Σ μ₁ₗψ_l)h₁ + C²: the residual without the variance of the prediction. */
function biasOf({ teacher, student }: Tables, delta: number, { learned, psi }: Means): Float64Array {
  return learned.map((c, i) => {
    let linear = 0;
    psi.forEach((overlaps, j) => {
      let slope = 0;
      for (let l = 0; l < overlaps.length; l++) slope += student[l].mu1[i] * overlaps[l];
      linear += slope * teacher.across[j][i];
    });
    return teacher.square[i] + delta - 2 * c * teacher.mean[i] - 2 * linear + c * c;
  });
}

/** Adds β ψ̂ψ̂ᵀ to Q₁ and (m²/D + θ²/D)/V₂ to Q₂. */
function addSpread(
  source: Float64Array,
  { beta }: Conditions,
  { v2 }: Response,
  { m, theta, inverseStiffness, psiHat }: Means,
): void {
  const k = m.length;
  let j = 0;
  for (let l = 0; l < k; l++)
    for (let n = l; n < k; n++, j++) for (const hat of psiHat) source[j] += beta * hat[l] * hat[n];
  for (let l = 0; l < k; l++, j++)
    source[j] += (m[l] ** 2 * inverseStiffness[l] + theta[l] ** 2 * inverseStiffness[k + l]) / v2[l];
}

/** The J × J matrix of (Q₁, Q₂) → (q₁, q₂): minus the derivative of (V₁, V₂) in (V̂₁, V̂₂). */
function responseMap(tables: Tables, beta: number, response: Response, size: number): Matrix {
  const k = tables.groups.length;
  const c = tables.groups.map(({ bulkVariance }) => bulkVariance);
  const { g, chi, damping, t } = response;
  const share = tables.groups.map(({ fraction, bulkVariance }) => bulkVariance * beta * fraction);
  const stability = matrix(k, k);
  for (let l = 0; l < k; l++)
    for (let m = 0; m < k; m++)
      stability.data[l * k + m] = (l === m ? 1 : 0) - g[l] ** 2 * c[l] * t.data[l * k + m] ** 2 * share[m];

  // X = damping · Q₁ · dampingᵀ for each unit direction of Q₁; columns of g′ for all directions at once.
  const directions = Array.from({ length: size }, (_, j) => {
    const unit = new Float64Array(size);
    unit[j] = 1;
    const { symmetric, diagonal } = unpack(unit, k);
    return { x: sandwich(damping, symmetric), q2: diagonal };
  });
  const drive = matrix(k, size);
  directions.forEach(({ x, q2 }, j) => {
    for (let l = 0; l < k; l++) drive.data[l * size + j] = -(g[l] ** 2) * (q2[l] + c[l] * x.data[l * k + l]);
  });
  const slopes = solveLinear(stability, drive);

  const map = matrix(size, size);
  const column = new Float64Array(size);
  directions.forEach(({ x }, j) => {
    const slope = Float64Array.from({ length: k }, (_, l) => slopes.data[l * size + j]);
    const q1 = matrix(k, k);
    // q₁ = (χ X χ − dampingᵀ χ′ damping)/β, the closed form of −(χ′ − χ′Tχ − χTχ′ − χT′χ)/β with T′ = X − Tχ′T.
    for (let l = 0; l < k; l++)
      for (let m = 0; m < k; m++) {
        let sum = chi[l] * x.data[l * k + m] * chi[m];
        for (let a = 0; a < k; a++)
          sum -= damping.data[a * k + l] * share[a] * slope[a] * damping.data[a * k + m];
        q1.data[l * k + m] = sum / beta;
      }
    pack(
      q1,
      slope.map((value, l) => -tables.groups[l].fraction * value),
      column,
    );
    for (let i = 0; i < size; i++) map.data[i * size + j] = column[i];
  });
  return map;
}

/** A S Aᵀ. */
function sandwich(a: Matrix, s: Matrix): Matrix {
  const k = a.rows;
  const result = matrix(k, k);
  const half = multiply(a, s);
  for (let l = 0; l < k; l++)
    for (let m = 0; m < k; m++) {
      let sum = 0;
      for (let n = 0; n < k; n++) sum += half.data[l * k + n] * a.data[m * k + n];
      result.data[l * k + m] = sum;
    }
  return result;
}
