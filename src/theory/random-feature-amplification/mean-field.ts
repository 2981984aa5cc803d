/**
 * The closed mean-field recursion of result rfa-3, derived for this page: no fitted parameter. Each neuron is its
 * components u, v along μ₁, μ₂ and the norm ρ of the rest; the memorised sample noise, common to all neurons, adds ν.
 */
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { meanReluPair } from './population-gradient.ts';
import type { Setting } from './setting.ts';

/** Neurons by what the recursion knows of them; arrays of length m. */
export interface Neurons {
  /** Component along μ₁. */
  readonly u: Float64Array;
  /** Component along μ₂. */
  readonly v: Float64Array;
  /** Norm of the part orthogonal to both. */
  readonly rho: Float64Array;
  /** Output weights a_j. */
  readonly outer: ArrayLike<number>;
}

/** Predictions at one step. */
export interface MeanField {
  /** Mean over neurons of |u|/r (a > 0) or |v|/r (a < 0). */
  readonly own: number;
  /** Mean over neurons of r, r² = u² + v² + ρ² + ν². */
  readonly norm: number;
  /** Mean of ỹ f(x) over clean points. */
  readonly margin: number;
  /** ‖W − W₀‖ / ‖W₀‖ (Frobenius), the memorised noise included. */
  readonly movement: number;
}

/**
 * The state of the recursion at the first weights.
 *
 * @param inner first-layer weights, m × d row-major, with μ₁ = e₁ and μ₂ = e₂
 * @param outer output weights, length m
 */
export function neuronsOf(inner: ArrayLike<number>, outer: ArrayLike<number>, d: number): Neurons {
  const m = outer.length;
  const u = new Float64Array(m);
  const v = new Float64Array(m);
  const rho = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    u[j] = inner[j * d];
    v[j] = inner[j * d + 1];
    let squares = 0;
    for (let k = 2; k < d; k++) squares += inner[j * d + k] ** 2;
    rho[j] = Math.sqrt(squares);
  }
  return { u, v, rho, outer };
}

/**
 * Runs the recursion and reports the asked steps.
 *
 * @param start neurons at step 0; copied
 * @param at steps to report, ascending, each ≥ 0
 */
export function meanFieldPath(start: Neurons, setting: Setting, at: readonly number[]): MeanField[] {
  const neurons = { ...start, u: start.u.slice(), v: start.v.slice(), rho: start.rho.slice() };
  // Accumulated pull of a correctly labelled and of a flipped sample: A = α Σ g_c, B = α Σ g_f.
  const pull = { clean: 0, flipped: 0 };
  const path: MeanField[] = [];
  const last = at.length === 0 ? -1 : at[at.length - 1];
  for (let step = 0, next = 0; step <= last; step++) {
    const noise = memorisedNoise(pull.clean, pull.flipped, setting);
    const margin = meanMargin(neurons, noise, setting.sigma);
    if (step === at[next]) {
      path.push({ ...summary(neurons, noise), margin, movement: relativeMovement(neurons, start, noise) });
      next++;
    }
    const slopeClean = 1 / (1 + Math.exp(margin));
    const slopeFlipped = 1 / (1 + Math.exp(-margin));
    const drive = (1 - setting.xi) * slopeClean - setting.xi * slopeFlipped;
    move(neurons, noise, setting.sigma, setting.alpha * drive);
    pull.clean += setting.alpha * slopeClean;
    pull.flipped += setting.alpha * slopeFlipped;
  }
  return path;
}

/** ν²: squared norm of the memorised noise, σ²(d−2)/(2nm) · [(1−ξ)A² + ξB²]. */
export function memorisedNoise(
  pullClean: number,
  pullFlipped: number,
  { d, n, m, sigma, xi }: Omit<Setting, 'omega' | 'alpha'>,
): number {
  const shared = (sigma * sigma * (d - 2)) / (2 * n * m);
  return shared * ((1 - xi) * pullClean * pullClean + xi * pullFlipped * pullFlipped);
}

function radius({ u, v, rho }: Neurons, j: number, noise: number): number {
  return Math.sqrt(u[j] * u[j] + v[j] * v[j] + rho[j] * rho[j] + noise);
}

/** z = ¼[f̄(μ₁) + f̄(−μ₁) − f̄(μ₂) − f̄(−μ₂)], f̄ the mean output over a cluster. */
function meanMargin(neurons: Neurons, noise: number, sigma: number): number {
  const { u, v, outer } = neurons;
  let margin = 0;
  for (let j = 0; j < u.length; j++) {
    const r = radius(neurons, j, noise);
    margin += 0.5 * outer[j] * (meanReluPair(u[j], r, sigma) - meanReluPair(v[j], r, sigma));
  }
  return margin;
}

/** One population step: w_j moves by rate · a_j · G(w_j), written in the three components. */
function move(neurons: Neurons, noise: number, sigma: number, rate: number): void {
  const { u, v, rho, outer } = neurons;
  for (let j = 0; j < u.length; j++) {
    const r = radius(neurons, j, noise);
    const h1 = u[j] / (sigma * r);
    const h2 = v[j] / (sigma * r);
    const eta = 0.25 * rate * outer[j];
    const radial = (2 * sigma * (normalDensity(h1) - normalDensity(h2))) / r;
    u[j] += eta * (2 * normalCdf(h1) - 1 + radial * u[j]);
    v[j] += eta * (1 - 2 * normalCdf(h2) + radial * v[j]);
    rho[j] += eta * radial * rho[j];
  }
}

function summary(neurons: Neurons, noise: number): Pick<MeanField, 'own' | 'norm'> {
  const { u, v, outer } = neurons;
  let own = 0;
  let norm = 0;
  for (let j = 0; j < u.length; j++) {
    const r = radius(neurons, j, noise);
    own += Math.abs(outer[j] > 0 ? u[j] : v[j]) / r;
    norm += r;
  }
  return { own: own / u.length, norm: norm / u.length };
}

function relativeMovement({ u, v, rho }: Neurons, start: Neurons, noise: number): number {
  let moved = 0;
  let size = 0;
  for (let j = 0; j < u.length; j++) {
    moved += (u[j] - start.u[j]) ** 2 + (v[j] - start.v[j]) ** 2 + (rho[j] - start.rho[j]) ** 2 + noise;
    size += start.u[j] ** 2 + start.v[j] ** 2 + start.rho[j] ** 2;
  }
  return Math.sqrt(moved / size);
}
