/** Numbers of samples, as an axis and in words. */
const POWERS = [100, 1000, 10_000, 100_000];

export const writeSize = (n: number): string => `n = ${n.toLocaleString('en').replaceAll(',', ' ')}`;

/** From a little below the smallest n to a little above the largest. */
export function sampleAxis(n: readonly number[]) {
  const [least, most] = [Math.min(...n), Math.max(...n)];
  return {
    label: 'samples n',
    scale: 'log' as const,
    domain: [0.85 * least, 1.18 * most] as const,
    // Ticks of five digits between powers of ten would run into each other.
    ...(most >= 10 * least ? { ticks: POWERS.filter((power) => power >= least && power <= most) } : {}),
  };
}
