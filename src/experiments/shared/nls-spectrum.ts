/** Spectra of F Fᵀ/n: the largest eigenvalues with their left singular vectors, and all of them. */
import { hermite } from '#numbers/hermite.ts';
import { symmetricEigenvalues } from '#numbers/linalg/eigen.ts';
import { lanczos } from '#numbers/linalg/lanczos.ts';
import { matrix, row, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { symmetricOperator } from '#numbers/linalg/operator.ts';
import { multiplyVector, norm } from '#numbers/linalg/products.ts';
import type { Stream } from '#numbers/random.ts';
import { countSpikes, EDGE_MARGIN, featureSpan, spanOverlap } from '#theory/non-linear-spikes/counting.ts';
import type { Coordinates } from './nls.ts';
import { gramOf } from './products.ts';

/** Eigenvalues by which spikes are counted; more than eight are never seen. */
export const TOP = 8;

/** The smaller of F Fᵀ/n and FᵀF/n: they have the same eigenvalues but for zeros. */
export interface FeatureGram {
  readonly features: Matrix;
  readonly gram: Matrix;
}

/** Forms the Gram matrix in double precision, piece by piece. */
export function* gramOfFeatures(features: Matrix): Generator<undefined, FeatureGram, void> {
  const { rows: n, columns: N } = features;
  const gram = yield* gramOf(n <= N ? features : transpose(features));
  for (let i = 0; i < gram.data.length; i++) gram.data[i] /= n;
  return { features, gram };
}

export interface TopPairs {
  /** Eigenvalues of F Fᵀ/n, largest first. */
  readonly values: Float64Array;
  /** Row k is the k-th left singular vector of F, of length n and norm 1. */
  readonly left: Matrix;
}

/** @param random source of the start vector */
export function topPairs({ features, gram }: FeatureGram, random: Stream, count = TOP): TopPairs {
  const { rows: n, columns: N } = features;
  const { values, vectors } = lanczos(symmetricOperator(gram), {
    count: Math.min(count, gram.rows),
    random,
    tolerance: 1e-7,
  });
  if (n <= N) return { values, left: vectors };
  const left = matrix(values.length, n);
  for (let k = 0; k < values.length; k++) {
    const image = multiplyVector(features, row(vectors, k), row(left, k));
    const length = norm(image);
    if (length > 0) for (let i = 0; i < n; i++) image[i] /= length;
  }
  return { values, left };
}

/** All n eigenvalues of F Fᵀ/n, largest first; those beyond N are zero. */
export function allEigenvalues({ features, gram }: FeatureGram): Float64Array {
  const result = new Float64Array(features.rows);
  // Rounding can make a zero slightly negative.
  result.set(symmetricEigenvalues(gram).map((value) => Math.max(0, value)));
  return result;
}

/** Number of spikes by the counting rule. @param dressedEdge predicted edge with dressed constants */
export function countOf({ values, left }: TopPairs, { g, nu }: Coordinates, dressedEdge: number): number {
  const span = featureSpan(g, nu);
  const shares = Array.from(values, (_, k) => spanOverlap(span, row(left, k)));
  return countSpikes(values, shares, dressedEdge);
}

/** The largest eigenvalue that the counting rule leaves to the bulk. @param count what it has counted */
export function largestOfBulk({ values }: TopPairs, count: number, dressedEdge: number): number {
  const beyond = values.filter((value) => value > EDGE_MARGIN * dressedEdge).length;
  return values[Math.min(count, beyond, values.length - 1)] ?? Number.NaN;
}

/** The functions of {@link overlapsOf}: 1, g, H₂, H₃, ν. */
export const FUNCTIONS = 5;

/** Squared overlaps with 1, g, H₂, H₃ and ν, as vectors over the samples of length 1. */
export function overlapsOf(vector: Float64Array, { g, nu }: Coordinates): number[] {
  const sums = Array.from({ length: FUNCTIONS }, () => ({ product: 0, square: 0 }));
  for (let i = 0; i < vector.length; i++) {
    const h = hermite(g[i], 4);
    for (let k = 0; k < FUNCTIONS; k++) {
      const value = k < 4 ? h[k] : nu[i];
      sums[k].product += vector[i] * value;
      sums[k].square += value * value;
    }
  }
  return sums.map(({ product, square }) => (square > 0 ? (product * product) / square : 0));
}

/** Floating-point operations of a Gram matrix and its largest pairs, counted as fast products. */
export const topWork = ({ n, N }: { readonly n: number; readonly N: number }): number =>
  8 * n * N * Math.min(n, N) + 400 * Math.min(n, N) ** 2;

/** The same of all eigenvalues of that Gram matrix. */
export const eigenvaluesWork = ({ n, N }: { readonly n: number; readonly N: number }): number =>
  16 * Math.min(n, N) ** 3;
