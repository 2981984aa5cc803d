/** What the samples, the width and the ridge are. */
export interface Conditions {
  /** α = n/d > 0. */
  readonly alpha: number;
  /** β = p/d > 0. */
  readonly beta: number;
  /** λ > 0, not divided by n. */
  readonly lambda: number;
  /** Δ ≥ 0: variance of the label noise. */
  readonly delta: number;
  /** p, or Infinity for the strict limit, in which the group means escape the ridge. */
  readonly width: number;
}

/** Throws a RangeError that names what is out of range. */
export function checkConditions({ alpha, beta, lambda, delta, width }: Conditions): void {
  for (const [name, value] of [
    ['α', alpha],
    ['β', beta],
    ['λ', lambda],
  ] as const)
    if (!(value > 0) || value === Infinity)
      throw new RangeError(`${name} is positive and finite, got ${value}`);
  if (!(delta >= 0) || delta === Infinity)
    throw new RangeError(`the noise variance Δ is finite and not negative, got ${delta}`);
  if (!(width > 0)) throw new RangeError(`the width p is positive, got ${width}`);
}
