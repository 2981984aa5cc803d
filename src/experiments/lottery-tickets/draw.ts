/** The random parts that both the run and the prediction need: neurons, their tickets, and a random choice of them. */
import type { Streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { randomNeurons } from '#theory/gradient-feature-learning/data.ts';
import { ticket } from '#theory/gradient-feature-learning/parity.ts';
import type { GradientReadings } from '#theory/gradient-feature-learning/tickets.ts';

export const RULES = ['weights', 'gradient', 'longest', 'random', 'worst'] as const;
export type Rule = (typeof RULES)[number];

export interface Tickets {
  /** Initial weights, unit vectors, m × D row-major. */
  readonly rows: Float32Array;
  /** π(w) of each neuron. */
  readonly pi: Float64Array;
  /** Priorities by which a random choice is made, uniform. */
  readonly priority: Float64Array;
}

/** Drawn neuron by neuron, so that more neurons do not change the first. */
export function drawTickets(
  random: Streams,
  { D, k, m }: { readonly D: number; readonly k: number; readonly m: number },
): Tickets {
  const rows = randomNeurons(random('weights'), m, D);
  const choice = random('choice');
  return {
    rows,
    pi: Float64Array.from({ length: m }, (_, j) => ticket(rows.subarray(j * D, (j + 1) * D), k)),
    priority: Float64Array.from({ length: m }, () => choice.uniform()),
  };
}

/** Which neurons each rule keeps. @param readings of their first gradients */
export function choices(
  { pi, priority }: Tickets,
  { shares, energies }: GradientReadings,
  keep: number,
): Readonly<Record<Rule, readonly number[]>> {
  return {
    weights: largest(pi, keep),
    gradient: largest(shares, keep),
    longest: largest(energies, keep),
    random: largest(priority, keep),
    worst: largest(
      shares.map((share) => -share),
      keep,
    ),
  };
}

/** Indices of the largest scores, the largest first. */
function largest(scores: Float64Array, count: number): number[] {
  return Array.from(scores, (_, j) => j)
    .sort((a, b) => scores[b] - scores[a])
    .slice(0, count);
}

/** Mean of the chosen values. */
export function meanOf(values: Float64Array, chosen: readonly number[]): number {
  return mean(chosen.map((j) => values[j]));
}
