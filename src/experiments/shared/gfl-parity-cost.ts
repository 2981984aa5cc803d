/** Sizes of the fits that experiments on parities make, and floating-point operations of their parts. */

/** Most iterations of a logistic fit: the accuracy has settled to the third digit by then, the weights have not. */
export const ITERATIONS = 200;

export const TEST_POINTS = 4000;

/** Samples that a second layer is fitted on, at most: the first of those that the gradients have seen. */
export const FITTED = 8000;

/** Drawing n points. */
export const drawWork = (D: number, n: number): number => 100 * n * D;

/** First gradients of m neurons on n samples. */
export const gradientWork = (D: number, n: number, m: number): number => 4 * n * D * m;

/** Both, for a sample that grows. */
export const growWork = (D: number, n: number, m: number): number => drawWork(D, n) + gradientWork(D, n, m);

/** A fit of so many output weights to n samples, in double precision, slower than products. */
export const layerWork = (weights: number, D: number, n: number): number =>
  weights * ((n + TEST_POINTS) * 2 * D + n * ITERATIONS * 10);

/** The kernel on n samples: its values, and some 100 products with it, in double precision. */
export const kernelWork = (D: number, n: number): number =>
  n * ((n + TEST_POINTS) * (4 * D + 40) + n * 100 * 4);
