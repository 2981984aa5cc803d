/** Eigenvalues and -vectors of symmetric tridiagonal matrices by the implicit QL iteration. */
import type { Matrix } from './matrix.ts';
import type { Tridiagonal } from './tridiagonal.ts';

const MAX_SWEEPS = 60;

/** Squares below this times the largest entry underflow, and the iteration stands still: such entries count as zero. */
const NOTHING = 1e-150;

/**
 * Diagonalises in place: on return `diagonal` holds the eigenvalues, in no particular order.
 *
 * Implicit QL with Wilkinson's shift (Dubrulle, Martin and Wilkinson, "The implicit QL algorithm", 1968). If `rows` is
 * given, its rows take part in all rotations: from Qᵀ (or the identity) they become the eigenvectors, row k belonging
 * to `diagonal[k]`. Throws an Error if an eigenvalue does not settle, which only NaN or Infinity bring about.
 */
export function diagonalise({ diagonal: d, beside }: Tridiagonal, rows?: Matrix): void {
  const n = d.length;
  let scale = 0;
  for (const x of d) scale = Math.max(scale, Math.abs(x));
  for (const x of beside) scale = Math.max(scale, Math.abs(x));
  if (Number.isNaN(scale) || scale === Infinity)
    throw new Error('a matrix with NaN or Infinity has no eigenvalues');
  if (scale === 0) return;
  // With entries of at most 1 no square overflows.
  const e = new Float64Array(n);
  for (let i = 0; i < n - 1; i++) e[i] = beside[i] / scale;
  for (let i = 0; i < n; i++) d[i] /= scale;
  for (let first = 0; first < n; first++) {
    for (let sweep = 0; ; sweep++) {
      let last = first;
      while (last < n - 1 && Math.abs(e[last]) > negligible(d[last], d[last + 1])) last++;
      if (last === first) break;
      if (sweep === MAX_SWEEPS) throw new Error('the QL iteration did not settle');
      sweepOnce(d, e, first, last, rows);
    }
  }
  for (let i = 0; i < n; i++) d[i] *= scale;
}

/** An entry beside the diagonal up to this size splits the matrix between its two neighbours on the diagonal. */
function negligible(upper: number, lower: number): number {
  return Math.max(NOTHING, Number.EPSILON * (Math.abs(upper) + Math.abs(lower)));
}

/** One QL sweep over the unreduced block first … last: chases the bulge from its lower to its upper end. */
function sweepOnce(d: Float64Array, e: Float64Array, first: number, last: number, rows?: Matrix): void {
  // The eigenvalue of the upper 2 × 2 corner that is nearer to d[first] is the shift.
  const ratio = (d[first + 1] - d[first]) / (2 * e[first]);
  const root = Math.sqrt(ratio * ratio + 1);
  let g = d[last] - d[first] + e[first] / (ratio + (ratio < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let p = 0;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      // The block has split at i + 1.
      d[i + 1] -= p;
      e[last] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = d[i + 1] - p;
    const r = (d[i] - g) * sine + 2 * cosine * b;
    p = sine * r;
    d[i + 1] = g + p;
    g = cosine * r - b;
    if (rows) rotateRows(rows, i, cosine, sine);
  }
  d[first] -= p;
  e[first] = g;
  e[last] = 0;
}

function rotateRows({ data, columns }: Matrix, i: number, cosine: number, sine: number): void {
  const start = i * columns;
  for (let k = start; k < start + columns; k++) {
    const upper = data[k];
    const lower = data[k + columns];
    data[k + columns] = sine * upper + cosine * lower;
    data[k] = cosine * upper - sine * lower;
  }
}
