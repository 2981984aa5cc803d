/**
 * Matrix games, which are what the largest margin of given neurons is: the second layer mixes the neurons, the data
 * answer with the worst point.
 *
 * A simplex method of our own: these games are degenerate (many points share the least margin), where the common
 * packages go round in circles or stop at weights that do not sum to one. And both players' strategies are wanted.
 */

export interface Game {
  /** max over α in the simplex of min_i Σ_k M_ik α_k. */
  readonly value: number;
  /** An optimal α, one entry for each column. */
  readonly mixture: Float64Array;
  /** Optimal weights of the rows: min over q of max_k Σ_i q_i M_ik, attained. */
  readonly weights: Float64Array;
}

/** Pivots by the largest coefficient; after them by Bland's rule. */
const BY_SIZE = 2000;
const MOST = 6000;
const NOTHING = 1e-12;
/** Limits differ by this much from one and from each other, so that no two points tie. The value is right to about this. */
const APART = 1e-11;
const GOLDEN = 0.618_033_988_749_895;

/**
 * Solves the game of the column player. For a margin the columns are neurons, M_ik = s_k y_i σ(⟨w_k, x_i⟩) with fixed
 * signs s_k; with the negated columns added, the signs are free.
 *
 * The column player loses `highest − M_ik` ≥ 1. With z = α/loss, the least loss is the inverse of the largest Σ z subject to
 * losses · z ≤ 1, z ≥ 0, which has z = 0 to start from.
 *
 * @param rows M, one array for each point, all of one length ≥ 1
 * @throws RangeError when an entry is not finite
 */
export function game(rows: readonly Float64Array[]): Game {
  if (!rows.every((row) => row.every(Number.isFinite)))
    throw new RangeError('an entry of the game is not finite');
  const n = rows.length;
  const columns = rows[0].length;
  const highest = 1 + rows.reduce((most, row) => row.reduce((a, b) => Math.max(a, b), most), -Infinity);
  const last = columns + n;
  const tableau = rows.map((row, i) => {
    const line = new Float64Array(last + 1);
    for (let k = 0; k < columns; k++) line[k] = highest - row[k];
    line[columns + i] = 1;
    line[last] = 1 + APART * (1 + ((i * GOLDEN) % 1));
    return line;
  });
  const basis = rows.map((_, i) => columns + i);
  const costs = new Float64Array(last + 1).fill(-1, 0, columns);
  for (let pivot = 0; pivot < MOST; pivot++) {
    const enters = entering(costs, last, pivot < BY_SIZE);
    if (enters < 0) break;
    const leaves = leaving(tableau, basis, enters, last);
    // The losses are positive, so that every column has a limit.
    if (leaves < 0) throw new Error('the simplex method lost a limit to rounding');
    const row = tableau[leaves];
    const by = row[enters];
    for (let j = 0; j <= last; j++) row[j] /= by;
    for (const other of tableau) if (other !== row) subtract(other, row, other[enters]);
    subtract(costs, row, costs[enters]);
    basis[leaves] = enters;
  }
  const mixture = new Float64Array(columns);
  basis.forEach((k, i) => {
    if (k < columns) mixture[k] = Math.max(0, tableau[i][last]);
  });
  const weights = Float64Array.from({ length: n }, (_, i) => Math.max(0, costs[columns + i]));
  toOne(mixture);
  toOne(weights);
  let value = Infinity;
  for (const row of rows) {
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += mixture[k] * row[k];
    value = Math.min(value, sum);
  }
  return { value, mixture, weights };
}

/** The game in which each of m columns may be played with either sign: 2m columns, the given ones and then their negatives. */
export function withBothSigns(rows: readonly Float64Array[]): Float64Array[] {
  return rows.map((row) => {
    const doubled = new Float64Array(2 * row.length);
    doubled.set(row);
    row.forEach((entry, j) => (doubled[row.length + j] = -entry));
    return doubled;
  });
}

function toOne(shares: Float64Array): void {
  let sum = 0;
  for (const one of shares) sum += one;
  for (let k = 0; k < shares.length; k++) shares[k] /= sum;
}

function entering(costs: Float64Array, last: number, bySize: boolean): number {
  let found = -1;
  let least = -NOTHING;
  for (let j = 0; j < last; j++)
    if (costs[j] < least) {
      found = j;
      if (!bySize) break;
      least = costs[j];
    }
  return found;
}

function leaving(
  tableau: readonly Float64Array[],
  basis: readonly number[],
  k: number,
  last: number,
): number {
  let found = -1;
  let least = Infinity;
  for (let i = 0; i < tableau.length; i++) {
    if (!(tableau[i][k] > NOTHING)) continue;
    const ratio = tableau[i][last] / tableau[i][k];
    if (ratio < least || (ratio === least && basis[i] < basis[found])) {
      found = i;
      least = ratio;
    }
  }
  return found;
}

function subtract(from: Float64Array, row: Float64Array, times: number): void {
  if (times !== 0) for (let j = 0; j < from.length; j++) from[j] -= times * row[j];
}
