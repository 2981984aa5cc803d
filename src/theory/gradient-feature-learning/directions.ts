/**
 * How often the first gradient on the XOR mixture finds a direction: the closed form of the gradient, summed over the
 * law of a random neuron. Derived for this page (note G2).
 */
import { portableExp, portableLog1p } from '#numbers/elementary.ts';
import { normalQuantile } from '#numbers/normal.ts';
import {
  coneShare,
  gradientOf,
  isolatedShare,
  noise,
  pairSeen,
  thresholdOf,
  type MixtureSetting,
} from './mixture.ts';

/** The law of (|⟨ŵ, μ₁⟩|, |⟨ŵ, μ₂⟩|), ŵ uniform on the unit sphere, as points of a square grid. */
export interface DirectionGrid {
  /** Values of each component, increasing, in [0, 1). */
  readonly nodes: Float64Array;
  /** nodes × nodes, row-major in the first component; they sum to 1. */
  readonly weights: Float64Array;
}

/**
 * The chance of a Gaussian of variance 1/d to be smaller than a node is the square of an equally spaced number: nodes
 * crowd at 0, where tight clusters have their thresholds. The weights make the law exact, which has a density
 * ∝ (1 − ρ²)^{(d−4)/2} in the plane.
 *
 * @param d input dimension, ≥ 4
 * @param count nodes of each component; a share of neurons with a sharp boundary comes out to about count^{−3/2}
 */
export function directionGrid(d: number, count: number): DirectionGrid {
  const chance = Array.from({ length: count }, (_, i) => ((i + 0.5) / count) * ((i + 0.5) / count));
  const nodes = Float64Array.from(chance, (v) => normalQuantile((1 + v) / 2) / Math.sqrt(d));
  const weights = new Float64Array(count * count);
  let total = 0;
  for (let i = 0; i < count; i++)
    for (let k = 0; k <= i; k++) {
      const square = nodes[i] * nodes[i] + nodes[k] * nodes[k];
      if (square >= 1) continue;
      // Nodes stand for a chance ∝ i + ½ each.
      const crowd = (i + 0.5) * (k + 0.5);
      const weight = crowd * portableExp(((d - 4) / 2) * portableLog1p(-square) + (d * square) / 2);
      weights[i * count + k] = weights[k * count + i] = weight;
      total += i === k ? weight : 2 * weight;
    }
  for (let i = 0; i < weights.length; i++) weights[i] /= total;
  return { nodes, weights };
}

export interface PortraitSetting extends MixtureSetting {
  /** Share of inputs at which a neuron is on, in (0, 1): it sets the threshold. */
  readonly q: number;
  /** B_G: a shorter gradient counts as none. */
  readonly strength: number;
}

/**
 * Visits the first gradient of each neuron of the grid: sizes of ⟨G, μ₁⟩ and ⟨G, μ₂⟩, ‖G‖, and the neuron's weight.
 * The signs of the components of ŵ only change signs of those of G.
 */
function visit(
  setting: PortraitSetting,
  { nodes, weights }: DirectionGrid,
  see: (one: number, two: number, length: number, weight: number) => void,
): void {
  const sigma = noise(setting);
  const b = thresholdOf(setting, setting.q);
  const seen = Array.from(nodes, (u) => pairSeen(u, b, sigma));
  for (let i = 0; i < nodes.length; i++)
    for (let k = 0; k < nodes.length; k++) {
      const weight = weights[i * nodes.length + k];
      if (weight === 0) continue;
      const { along, length } = gradientOf(nodes[i], nodes[k], seen[i], seen[k]);
      see(Math.abs(along[0]), Math.abs(along[1]), length, weight);
    }
}

/** Probabilities over a random neuron. */
export interface FeatureShares {
  /** G is long enough and in the cone of ±μ₁; the same for ±μ₂. */
  readonly axis: number;
  /** … in the cone of one of the four diagonals. */
  readonly diagonal: number;
  /** … in the cones of both axes, which overlap when they are wide. */
  readonly both: number;
}

/** @param cone γ: a direction D counts as hit when |⟨G, D⟩| > (1 − γ)‖G‖ */
export function featureShares(setting: PortraitSetting, cone: number, grid: DirectionGrid): FeatureShares {
  let axis = 0;
  let diagonal = 0;
  let both = 0;
  visit(setting, grid, (one, two, length, weight) => {
    if (length < setting.strength) return;
    const least = (1 - cone) * length;
    // Each axis gets half of both, so that the two come out equal to the last bit of the sum.
    if (one > least) axis += weight / 2;
    if (two > least) axis += weight / 2;
    if (Math.min(one, two) > least) both += weight;
    if ((one + two) * Math.SQRT1_2 > least) diagonal += weight;
  });
  return { axis, diagonal, both };
}

/** Directions of first gradients with their weights: |⟨Ĝ, μ₁⟩|, |⟨Ĝ, μ₂⟩| of G/‖G‖; zeros where G is too short. */
export interface PlaneLaw {
  readonly one: Float64Array;
  readonly two: Float64Array;
  readonly weights: Float64Array;
}

export function planeLaw(setting: PortraitSetting, grid: DirectionGrid): PlaneLaw {
  const size = grid.weights.length;
  const law = { one: new Float64Array(size), two: new Float64Array(size), weights: new Float64Array(size) };
  let at = 0;
  visit(setting, grid, (one, two, length, weight) => {
    const kept = length >= setting.strength && length > 0;
    law.one[at] = kept ? one / length : 0;
    law.two[at] = kept ? two / length : 0;
    law.weights[at] = weight;
    at++;
  });
  return law;
}

/**
 * κ far from 1: the shares of axes and diagonals for narrow cones. Above 1 whole clusters are on or off; below 1 the
 * angle of G in the plane is uniform.
 */
export function limitShares(kappa: number, q: number, cone: number): Omit<FeatureShares, 'both'> {
  if (kappa >= 1) return { axis: isolatedShare(q), diagonal: 4 * q * q };
  const axis = coneShare(cone);
  return { axis, diagonal: Math.min(1, 2 * axis) };
}
