/**
 * Points in well separated groups, and the margins that belong to them (derived for this page; the setting of separated
 * groups is Telgarsky's, 2022).
 */
import type { Stream } from '#numbers/random.ts';
import type { Labelled } from './data.ts';
import { hardMargin } from './hard-margin.ts';

/** Where the centres stand: corners of a regular simplex, or ±e_1, ±e_2, … */
export type Geometry = 'simplex' | 'cross-polytope';

export interface Centres {
  readonly k: number;
  readonly d: number;
  /** Unit vectors, k × d row-major. */
  readonly directions: Float64Array;
  /** ±1 of each group. */
  readonly labels: Float64Array;
}

/** Points that know their group. */
export interface Grouped extends Labelled {
  readonly k: number;
  /** 0 … k − 1, length n. */
  readonly groups: Int32Array;
}

/**
 * The first half of the groups is positive; on the cross-polytope the first half of the axes, rounded up.
 *
 * @param k even; at most d + 1 on the simplex, 2d on the cross-polytope
 */
export function groupCentres(geometry: Geometry, k: number, d: number): Centres {
  const directions = new Float64Array(k * d);
  const labels = new Float64Array(k);
  if (geometry === 'cross-polytope') {
    const positive = Math.ceil(k / 4);
    for (let g = 0; g < k; g++) {
      directions[g * d + (g >> 1)] = g % 2 === 0 ? 1 : -1;
      labels[g] = g >> 1 < positive ? 1 : -1;
    }
    return { k, d, directions, labels };
  }
  for (let g = 0; g < k; g++) labels[g] = g < k / 2 ? 1 : -1;
  // Coordinate by coordinate: the products of different centres are −1/(k − 1), the lengths are 1.
  for (let l = 0; l < k - 1; l++) {
    const row = l * d;
    let square = 0;
    for (let c = 0; c < l; c++) square += directions[row + c] ** 2;
    directions[row + l] = Math.sqrt(1 - square);
    for (let g = l + 1; g < k; g++) {
      let inner = 0;
      for (let c = 0; c < l; c++) inner += directions[row + c] * directions[g * d + c];
      directions[g * d + l] = (-1 / (k - 1) - inner) / directions[row + l];
    }
  }
  return { k, d, directions, labels };
}

/** n points c_g + σ ξ/√d with uniform groups and standard normal ξ, on the unit sphere; more points do not change the first. */
export function sampleGroups(source: Stream, centres: Centres, n: number, sigma: number): Grouped {
  const { k, d, directions, labels: signs } = centres;
  const inputs = new Float64Array(n * d);
  const labels = new Float64Array(n);
  const groups = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const g = Math.floor(k * source.uniform());
    groups[i] = g;
    labels[i] = signs[g];
    let squares = 0;
    for (let c = 0; c < d; c++) {
      const value = directions[g * d + c] + (sigma * source.normal()) / Math.sqrt(d);
      inputs[i * d + c] = value;
      squares += value * value;
    }
    for (let c = 0; c < d; c++) inputs[i * d + c] /= Math.sqrt(squares);
  }
  return { inputs, n, d, labels, k, groups };
}

/** Groups that have at least one point, ascending. */
export function seenGroups({ k, groups }: Pick<Grouped, 'k' | 'groups'>): number[] {
  const seen = new Set(groups);
  return Array.from({ length: k }, (_, g) => g).filter((g) => seen.has(g));
}

/** γ_g = max over ‖β‖ = 1 of min over the group of ⟨β, x⟩: how far the hull of its points is from the origin. */
export function groupRadius({ inputs, d, groups }: Grouped, g: number): number {
  const rows = Array.from(groups, (_, i) => i).filter((i) => groups[i] === g);
  const size = rows.length;
  const data = new Float64Array(size * size);
  rows.forEach((i, s) => {
    rows.forEach((j, t) => {
      let inner = 0;
      for (let c = 0; c < d; c++) inner += inputs[i * d + c] * inputs[j * d + c];
      data[s * size + t] = inner;
    });
  });
  return hardMargin({ data, rows: size, columns: size }).upper;
}

/** γ_nc = (Σ_g 1/γ_g)^{−1} over the groups that were seen. */
export function collapseMargin(points: Grouped): number {
  return 1 / seenGroups(points).reduce((sum, g) => sum + 1 / groupRadius(points, g), 0);
}

/** γ_gl of the centres themselves: 1/(2√(k − 1)) on the simplex, 1/(2(√K₊ + √K₋)) on the cross-polytope with K± axes. */
export function centreGlobalMargin(geometry: Geometry, k: number): number {
  if (geometry === 'simplex') return 1 / (2 * Math.sqrt(k - 1));
  const positive = Math.ceil(k / 4);
  return 1 / (2 * (Math.sqrt(positive) + Math.sqrt(k / 2 - positive)));
}

/** Probability that n uniform draws miss a given group, (1 − 1/k)^n. */
export function missed(k: number, n: number): number {
  let power = 1;
  for (let i = 0; i < n; i++) power *= 1 - 1 / k;
  return power;
}
