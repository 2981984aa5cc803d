/** What this experiment alone needs: the density of singular values of the bulk, and neurons by their first readout. */
import type { Group, Model } from '#theory/spiked-random-features/model.ts';

/** Above the real axis, where the density is read off, in units of the squared singular value. */
const HEIGHT = 1e-4;
const SWEEPS = 3000;

/**
 * Density of the singular values of the bulk, rows √c_l w_i⁰ with w_i⁰ uniform on the unit sphere, at `values` > 0; the
 * integral over the positive ones is 1. For one group the Marchenko–Pastur law.
 *
 * @param beta β = p/d
 * @param values increasing
 */
export function bulkDensity(groups: readonly Group[], beta: number, values: readonly number[]): number[] {
  if (groups.length > 1) return mixedBulkDensity(groups, beta, values);
  const [{ bulkVariance: c }] = groups;
  const low = c * (1 - Math.sqrt(beta)) ** 2;
  const high = c * (1 + Math.sqrt(beta)) ** 2;
  return values.map((s) => {
    const inside = (high - s * s) * (s * s - low);
    return inside <= 0 ? 0 : Math.sqrt(inside) / (Math.PI * c * s * Math.min(1, beta));
  });
}

/**
 * The same for any number of groups (derived for this page). With q the normalised trace of (ζ − AᵀA)⁻¹ it is read off
 * the fixed point 1/q = ζ − β Σ ρ_l c_l/(1 − c_l q) just above the real axis, from the largest value down.
 */
export function mixedBulkDensity(
  groups: readonly Group[],
  beta: number,
  values: readonly number[],
): number[] {
  let re = 0;
  let im = -1;
  const density = new Array<number>(values.length).fill(0);
  for (let k = values.length - 1; k >= 0; k--) {
    const zeta = values[k] ** 2;
    for (let sweep = 0; sweep < SWEEPS; sweep++) {
      // ζ − β Σ ρ c/(1 − c q)
      let dr = zeta;
      let di = HEIGHT * zeta;
      for (const { fraction, bulkVariance: c } of groups) {
        const [ar, ai] = [1 - c * re, -c * im];
        const factor = (beta * fraction * c) / (ar * ar + ai * ai);
        dr -= factor * ar;
        di += factor * ai;
      }
      const square = dr * dr + di * di;
      // Half steps: the plain iteration turns around the fixed point inside the bulk.
      const [nextRe, nextIm] = [0.5 * re + (0.5 * dr) / square, 0.5 * im - (0.5 * di) / square];
      const moved = Math.abs(nextRe - re) + Math.abs(nextIm - im);
      re = nextRe;
      im = nextIm;
      if (moved < 1e-9) break;
    }
    // AᵀA has d eigenvalues, of which min(p, d) are not zero.
    density[k] = (2 * values[k] * -im) / (Math.PI * Math.min(1, beta));
  }
  return density;
}

/** r and c of a neuron whose first readout weight is 1; no spike and c = 1 where all weights are 0. */
export function perUnitReadout(
  { groups }: Pick<Model, 'groups'>,
  readouts: readonly number[],
): { readonly spike: number; readonly bulkVariance: number } {
  const l = readouts.findIndex((a) => a !== 0);
  if (l < 0) return { spike: 0, bulkVariance: 1 };
  const a = readouts[l];
  return { spike: groups[l].spike / a, bulkVariance: 1 + (groups[l].bulkVariance - 1) / (a * a) };
}

/** Length along a unit direction and squared length across it, of each row. */
export function alongAndAcross(
  rows: Float64Array,
  direction: Float64Array,
): { readonly along: Float64Array; readonly across: Float64Array } {
  const d = direction.length;
  const p = rows.length / d;
  const along = new Float64Array(p);
  const across = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let square = 0;
    for (let k = 0; k < d; k++) {
      const w = rows[i * d + k];
      along[i] += w * direction[k];
      square += w * w;
    }
    across[i] = square - along[i] ** 2;
  }
  return { along, across };
}
