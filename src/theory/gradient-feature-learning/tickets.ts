/**
 * Lottery tickets for parities: what the first gradient of one neuron will be, told from its initial weights and the
 * hidden set A (the first k coordinates). Derived for this page (note G5, G7); leading order in the weights, which are
 * of size 1/√D.
 */
import { hermite } from '#numbers/hermite.ts';
import { normalDensity } from '#numbers/normal.ts';
import type { Stream } from '#numbers/random.ts';
import { activeShare, type ParitySetting } from './parity.ts';

export interface TicketSetting extends ParitySetting {
  /** Threshold of all neurons, in standard deviations of ⟨w, x⟩. */
  readonly tau: number;
  /** Share of inputs whose relevant bits are all equal, in [0, 1]; 0 for the uniform parity. */
  readonly pA: number;
}

/**
 * E[y x_j 1(⟨w, x⟩ > τ)] for each coordinate j. The indicator has the Fourier coefficient He_{|S|−1}(τ) φ(τ) Π_{i∈S} w_i
 * at S, for uniform bits. On structured inputs y is the common bit when k is odd, and 1 when k is even.
 *
 * @param w a unit vector of length D
 */
export function expectedGradient(w: ArrayLike<number>, setting: TicketSetting): Float64Array {
  const { D, k, tau, pA } = setting;
  const { density, inside, outside } = coefficients(setting);
  let sum = 0;
  for (let i = 0; i < k; i++) sum += w[i];
  const common = k % 2 === 1 ? activeShare(tau) : density * sum;
  const along = k % 2 === 1 ? tau * density * sum : density;
  const gradient = new Float64Array(D);
  for (let j = 0; j < D; j++)
    gradient[j] =
      j < k
        ? (1 - pA) * inside * productWithout(w, k, j) + pA * common
        : ((1 - pA) * outside * productWithout(w, k, -1) + pA * along) * w[j];
  return gradient;
}

/**
 * The share of a neuron's gradient energy in A, expected energies divided by one another: sampling adds (1 − Φ(τ))/n to
 * the energy of each coordinate.
 */
export function expectedShare(w: ArrayLike<number>, setting: TicketSetting, n: number): number {
  const { D, k, tau } = setting;
  const noise = activeShare(tau) / n;
  const gradient = expectedGradient(w, setting);
  const inside = squares(gradient, 0, k) + k * noise;
  return inside / (inside + squares(gradient, k, D) + (D - k) * noise);
}

/** E π(w) of a random direction, k/(D(D + 2) … (D + 2k − 4)): about k D^{−(k−1)}. */
export function meanTicket({ D, k }: ParitySetting): number {
  let mean = k;
  for (let i = 0; i < k - 1; i++) mean /= D + 2 * i;
  return mean;
}

/**
 * The same as a function of the ticket π(w) alone, all else put at its mean over random neurons.
 *
 * @param pi π(w) ≥ 0
 */
export function shareAt(pi: number, setting: TicketSetting, n: number): number {
  const { D, k, tau, pA } = setting;
  const { density, inside, outside } = coefficients(setting);
  const noise = activeShare(tau) / n;
  const odd = k % 2 === 1;
  const common = odd ? activeShare(tau) ** 2 : (density * density * k) / D;
  const along = density * density * (odd ? (tau * tau * k) / D : 1);
  const signal = (1 - pA) ** 2 * inside * inside * pi + pA * pA * k * common + k * noise;
  // Π_{i∈A} w_i² is about π/(kD), and Σ_{j∉A} w_j² is 1 − k/D.
  const rest = ((1 - pA) ** 2 * outside * outside * pi) / (k * D) + pA * pA * along;
  return signal / (signal + (1 - k / D) * rest + (D - k) * noise);
}

/**
 * First gradients as they are expected, with made-up sampling noise: in each coordinate a part that all neurons
 * have in common, with q² of the second moment q of y x_j 1(⟨w, x⟩ > τ), and one of their own. Two neurons are on
 * together with probability about q², so this is how the noise of two neurons is correlated.
 *
 * @param rows unit vectors, m × D row-major
 * @returns m × D row-major
 */
export function simulatedGradients(
  source: Stream,
  rows: Float32Array,
  setting: TicketSetting,
  n: number,
): Float64Array {
  const { D, tau } = setting;
  const q = activeShare(tau);
  const common = Float64Array.from({ length: D }, () => (q * source.normal()) / Math.sqrt(n));
  const own = Math.sqrt((q * (1 - q)) / n);
  const gradients = new Float64Array(rows.length);
  for (let from = 0; from < rows.length; from += D) {
    const gradient = expectedGradient(rows.subarray(from, from + D), setting);
    for (let j = 0; j < D; j++) gradients[from + j] = gradient[j] + common[j] + own * source.normal();
  }
  return gradients;
}

/** What is read off first gradients, one value for each neuron. */
export interface GradientReadings {
  /** Share of the energy in A, see `energyShare`. */
  readonly shares: Float64Array;
  /** Squared length: what can be seen without knowing A. */
  readonly energies: Float64Array;
}

/** @param gradients m × D row-major */
export function readGradients(gradients: Float64Array, { D, k }: ParitySetting): GradientReadings {
  const m = gradients.length / D;
  const row = (j: number): Float64Array => gradients.subarray(j * D, (j + 1) * D);
  return {
    shares: Float64Array.from({ length: m }, (_, j) => energyShare(row(j), k)),
    energies: Float64Array.from({ length: m }, (_, j) => squares(row(j), 0, D)),
  };
}

/**
 * Share of the squared length of a row that lies in its first k entries; 0 for a row of zeros, the gradient of a neuron
 * that is never on.
 */
export function energyShare(row: ArrayLike<number>, k: number): number {
  const inside = squares(row, 0, k);
  return inside === 0 ? 0 : inside / (inside + squares(row, k, row.length));
}

/** The same of all rows together: energies in A over all energies. @param gradients m × D row-major */
export function jointShare(gradients: ArrayLike<number>, { D, k }: ParitySetting): number {
  let inside = 0;
  let whole = 0;
  for (let i = 0; i < gradients.length; i++) {
    const square = gradients[i] * gradients[i];
    whole += square;
    if (i % D < k) inside += square;
  }
  return whole === 0 ? 0 : inside / whole;
}

/** Of the Fourier expansion: φ(τ), He_{k−2}(τ) φ(τ) for j in A, He_k(τ) φ(τ) for j outside. */
function coefficients({ k, tau }: TicketSetting) {
  const he = hermite(tau, k + 1);
  const density = normalDensity(tau);
  return { density, inside: he[k - 2] * density, outside: he[k] * density };
}

/** Π_{i<k, i≠j} w_i. */
function productWithout(w: ArrayLike<number>, k: number, j: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) if (i !== j) product *= w[i];
  return product;
}

function squares(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] * values[i];
  return sum;
}
