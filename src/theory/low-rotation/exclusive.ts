/** Neurons that are on for one group and for no other point, and starts that consist of them (derived for this page). */
import type { Stream } from '#numbers/random.ts';
import { type Centres, type Grouped, seenGroups } from './groups.ts';
import { neuronWeights, type Weights } from './network.ts';

export interface Activity {
  /** The group that a neuron belongs to: on at all of its points and no other, sign of a_j equal to its label; else −1. */
  readonly owner: Int32Array;
  /** How many groups a neuron is on for, counted where it is on at half of the points or more. */
  readonly count: Int32Array;
}

/** Which neurons belong to one group, and how many groups each is on for. */
export function activity({ m, d, a, v }: Weights, points: Grouped): Activity {
  const { inputs, n, groups, k, labels } = points;
  const sizes = new Int32Array(k);
  const signs = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    sizes[groups[i]]++;
    signs[groups[i]] = labels[i];
  }
  const owner = new Int32Array(m).fill(-1);
  const count = new Int32Array(m);
  const on = new Int32Array(k);
  for (let j = 0; j < m; j++) {
    on.fill(0);
    for (let i = 0; i < n; i++) {
      let z = 0;
      for (let c = 0; c < d; c++) z += v[j * d + c] * inputs[i * d + c];
      if (z > 0) on[groups[i]]++;
    }
    const touched = on.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0);
    for (let g = 0; g < k; g++) {
      if (sizes[g] === 0) continue;
      if (2 * on[g] >= sizes[g]) count[j]++;
      if (touched === 1 && on[g] === sizes[g] && a[j] * signs[g] > 0) owner[j] = g;
    }
  }
  return { owner, count };
}

/** Share of Σ_j |a_j| ‖v_j‖ in the neurons that are on for 0, 1, … k groups. */
export function weightByCount(weights: Weights, count: Int32Array, k: number): number[] {
  const shares = new Float64Array(k + 1);
  let total = 0;
  neuronWeights(weights).forEach((weight, j) => {
    shares[count[j]] += weight;
    total += weight;
  });
  return Array.from(shares, (share) => share / total);
}

/**
 * m neurons that are exclusive, |a_j| = ‖v_j‖ = ε/√m, dealt out to the groups that were seen. Each is drawn around its
 * group's centre, closer and closer until it is exclusive.
 *
 * @returns null when a group has none near its centre
 */
export function exclusiveStart(
  source: Stream,
  points: Grouped,
  { directions }: Centres,
  m: number,
  epsilon: number,
): Weights | null {
  const { d, labels, groups } = points;
  const seen = seenGroups(points);
  const a = new Float64Array(m);
  const v = new Float64Array(m * d);
  const length = epsilon / Math.sqrt(m);
  for (let j = 0; j < m; j++) {
    const g = seen[j % seen.length];
    const drawn = Float64Array.from({ length: d }, () => source.normal());
    a[j] = length * labels[groups.indexOf(g)];
    const row = v.subarray(j * d, (j + 1) * d);
    let found = false;
    for (let spread = 1; !found && spread > 1e-3; spread *= 0.7) {
      let squares = 0;
      for (let c = 0; c < d; c++) {
        row[c] = directions[g * d + c] + (spread * drawn[c]) / Math.sqrt(d);
        squares += row[c] * row[c];
      }
      for (let c = 0; c < d; c++) row[c] *= length / Math.sqrt(squares);
      found = activity({ m: 1, d, a: a.subarray(j, j + 1), v: row }, points).owner[0] === g;
    }
    if (!found) return null;
  }
  return { m, d, a, v };
}
