/**
 * The guarantee "best network on gradient features, plus an angle error" on the XOR mixture: the network
 * f(x) = B (|⟨D₁, x⟩| − |⟨D₂, x⟩|) of r = 4 ReLU neurons ±D₁, ±D₂ with output weights ±B, for exact directions
 * D₁ = μ₁, D₂ = μ₂ and for directions with cosine 1 − γ. Derived for this page (note G1).
 */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { gaussLegendre, integrate } from '#numbers/quadrature.ts';

/** Neurons of the network, and the largest output weight that it may have. */
export const NEURONS = 4;
export const LARGEST_WEIGHT = 3;

/** Beyond so many standard deviations a normal is left out. */
const REACH = 8.5;
const NODES = 96;

/** What a unit direction has of its own centre and of the other one: exact directions have 1 and 0. */
export interface Alignment {
  /** |⟨D, μ⟩| with the centre that it stands for, 1 − γ. */
  readonly own: number;
  /** |⟨D, μ⟩| with the other one. */
  readonly other: number;
}

const EXACT: Alignment = { own: 1, other: 0 };

/**
 * Expected hinge loss of B (|X| − |V|) at its label, X ~ N(own, σ²) and V ~ N(other, σ²) independent: what a point of
 * any cluster sees. A unit direction sees the same noise as the exact one, and a centre that is nearer by γ. That the
 * noises of two directions may be correlated is left out.
 */
export function expectedHinge(weight: number, sigma: number, { own, other } = EXACT): number {
  const folded = (v: number): number =>
    (normalDensity((v - other) / sigma) + normalDensity((v + other) / sigma)) / sigma;
  return integrate(
    (v) => folded(v) * weight * shortfall(1 / weight + v, own, sigma),
    gaussLegendre(NODES, Math.max(0, other - REACH * sigma), other + REACH * sigma),
  );
}

/** E max(0, t − |X|) for X ~ N(centre, σ²), t > 0. */
function shortfall(t: number, centre: number, sigma: number): number {
  const cdf = (x: number): number => normalCdf((x - centre) / sigma);
  const density = (x: number): number => normalDensity((x - centre) / sigma);
  /** E[X; from < X < to]. */
  const part = (from: number, to: number): number =>
    centre * (cdf(to) - cdf(from)) - sigma * (density(to) - density(from));
  return t * (cdf(t) - cdf(-t)) - part(0, t) + part(-t, 0);
}

export interface BestNetwork {
  /** B in (0, 3]. */
  readonly weight: number;
  /** OPT: its expected hinge loss. */
  readonly opt: number;
}

/** The best output weight for exact directions: the loss is convex in it. */
export function bestNetwork(sigma: number): BestNetwork {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [1e-6, LARGEST_WEIGHT];
  const loss = (weight: number): number => expectedHinge(weight, sigma);
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [loss(left), loss(right)];
  for (let i = 0; i < 40; i++) {
    if (atLeft < atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = loss(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = loss(right);
    }
  }
  const inside = (low + high) / 2;
  const weight = loss(LARGEST_WEIGHT) <= loss(inside) ? LARGEST_WEIGHT : inside;
  return { weight, opt: loss(weight) };
}

/** The 0-1 error in the same approximation: |X| < |V|, seen from 45°, where X ± V are independent. */
export function expectedError(sigma: number, { own, other } = EXACT): number {
  const scale = Math.SQRT2 * sigma;
  const plus = normalCdf(-(own + other) / scale);
  const minus = normalCdf(-(own - other) / scale);
  return plus * (1 - minus) + minus * (1 - plus);
}

/**
 * Slope at γ = 0 of the loss over the angle error: B P[B (|X| − |V|) < 1], up to points beyond the other centre. Every
 * point whose margin is below one loses B γ.
 */
export function lossPerAngle(weight: number, sigma: number): number {
  return integrate(
    (v) => {
      const t = 1 / weight + v;
      const sees = normalCdf((t - 1) / sigma) - 2 * normalCdf(-1 / sigma) + normalCdf((-t - 1) / sigma);
      return ((2 * normalDensity(v / sigma)) / sigma) * weight * sees;
    },
    gaussLegendre(NODES, 0, REACH * sigma),
  );
}

/**
 * B_x = E‖x‖ for x = μ_c + σz, from E√Q = (1/√π) ∫₀^∞ (1 − E e^{−s²Q}) s⁻² ds and the Laplace transform of ‖x‖².
 */
export function meanLength(d: number, sigma: number): number {
  const unit = 1 / Math.sqrt(1 + sigma * sigma * d);
  const value = integrate(
    (u) => {
      const s = (unit * u) / (1 - u);
      const factor = 1 + 2 * s * s * sigma * sigma;
      const transform = portableExp(-0.5 * d * portableLog(factor) - (s * s) / factor);
      return (1 - transform) / (u * u);
    },
    gaussLegendre(NODES, 0, 1),
  );
  return value / (unit * Math.sqrt(Math.PI));
}

/** OPT + r B B_x √(2γ): the right-hand side of the guarantee, without the sampling error and ε. */
export function guarantee({ weight, opt }: BestNetwork, length: number, gamma: number): number {
  return opt + NEURONS * weight * length * Math.sqrt(2 * gamma);
}
