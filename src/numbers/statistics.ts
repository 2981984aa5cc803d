/**
 * Statistics of samples. Inputs are arrays or typed arrays and are never changed; of an empty sample the results are
 * NaN. Sums are taken about the mean, so that a large common offset costs no digits.
 */

/** Arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Sample variance with K − 1 in the denominator; NaN for fewer than two values. */
export function variance(values: ArrayLike<number>): number {
  return covariance(values, values);
}

/** Sample standard deviation with K − 1 in the denominator; NaN for fewer than two values. */
export function sd(values: ArrayLike<number>): number {
  return Math.sqrt(variance(values));
}

/** Standard error of the mean: sd / √K. */
export function standardError(values: ArrayLike<number>): number {
  return sd(values) / Math.sqrt(values.length);
}

/** Sample covariance with K − 1 in the denominator. Throws a RangeError if the lengths differ. */
export function covariance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return x.length < 2 ? NaN : centredProduct(x, y) / (x.length - 1);
}

/** Pearson's correlation in [−1, 1]; NaN where one of the samples is constant. Same length, else a RangeError. */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const scale = Math.sqrt(centredProduct(x, x) * centredProduct(y, y));
  return scale === 0 ? NaN : Math.max(-1, Math.min(1, centredProduct(x, y) / scale));
}

/** Spearman's rank correlation: Pearson's of the ranks, ties with their mean rank. */
export function rankCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return correlation(ranks(x), ranks(y));
}

/** Ranks 1 … K from the smallest up; equal values share the mean of their ranks. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a] - values[b],
  );
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let i = start; i < end; i++) result[order[i]] = (start + 1 + end) / 2;
    start = end;
  }
  return result;
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/**
 * The p-quantile of a sample, linear between the order statistics (type 7 of Hyndman and Fan, "Sample quantiles in
 * statistical packages", 1996; the default of R and NumPy).
 *
 * @param p in [0, 1], otherwise a RangeError
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  return quantiles(values, [p])[0];
}

/** Several quantiles of one sample with a single sort; see `quantile`. */
export function quantiles(values: ArrayLike<number>, levels: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return levels.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile's level lies in [0, 1], got ${p}`);
    if (sorted.length === 0) return NaN;
    const position = p * (sorted.length - 1);
    const below = Math.floor(position);
    const fraction = position - below;
    return fraction === 0 ? sorted[below] : sorted[below] * (1 - fraction) + sorted[below + 1] * fraction;
  });
}

export interface Histogram {
  /** K + 1 increasing edges of K bins. */
  edges: Float64Array;
  /** How many values fell into each bin. */
  counts: Uint32Array;
  /** Values below the first and above the last edge (NaN is in neither). */
  below: number;
  above: number;
}

/** Counts values in bins [edge, next edge); the last bin holds its right edge too. */
export function histogram(values: ArrayLike<number>, edges: ArrayLike<number>): Histogram {
  const fixed = Float64Array.from(edges);
  const bins = fixed.length - 1;
  if (bins < 1) throw new RangeError('a histogram needs at least two edges');
  for (let b = 0; b < bins; b++)
    if (!(fixed[b] < fixed[b + 1])) throw new RangeError('the edges of a histogram increase strictly');
  const counts = new Uint32Array(bins);
  let below = 0;
  let above = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < fixed[0]) below++;
    else if (value > fixed[bins]) above++;
    else if (value === fixed[bins]) counts[bins - 1]++;
    else if (value >= fixed[0]) {
      // Bisection for the last edge that is not above the value.
      let low = 0;
      let high = bins;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (fixed[middle] <= value) low = middle;
        else high = middle;
      }
      counts[low]++;
    }
  }
  return { edges: fixed, counts, below, above };
}

/** `bins` + 1 equally spaced edges from `from` to `to`, both hit exactly. */
export function equalEdges(from: number, to: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, b) =>
    b === bins ? to : from + ((to - from) * b) / bins,
  );
}

function centredProduct(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length)
    throw new RangeError(`samples of ${x.length} and ${y.length} values do not pair up`);
  const mx = mean(x);
  const my = mean(y);
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - mx) * (y[i] - my);
  return sum;
}

/** Share of points whose output has the sign of the label; an output of exactly 0 counts as half. */
export function accuracy(outputs: ArrayLike<number>, labels: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    const agreement = outputs[i] * labels[i];
    right += agreement > 0 ? 1 : agreement === 0 ? 0.5 : 0;
  }
  return right / labels.length;
}
