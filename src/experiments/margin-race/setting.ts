/** The data and the start of a race, from its parameters and the streams of a seed. */
import type { Streams } from '#numbers/random.ts';
import { sampleCube, wholeCube, type Labelled, type Parity } from '#theory/low-rotation/data.ts';
import type { Trained } from '#theory/low-rotation/flow.ts';
import { balancedStart, standardStart, type Weights } from '#theory/low-rotation/network.ts';

export interface Setting {
  readonly d: number;
  readonly m: number;
  readonly n: number | null;
  readonly parity: number;
  readonly scale: number;
  readonly start: string;
  readonly epsilon: number;
  readonly trained: string;
  readonly c: number;
  readonly etaMax: number;
  readonly steps: number;
}

export function pointsOf({ d, n, parity }: Setting, random: Streams): Labelled {
  return n === null ? wholeCube(d, parity as Parity) : sampleCube(random('data'), n, d, parity as Parity);
}

export function startOf({ start, m, d, scale, epsilon }: Setting, random: Streams): Weights {
  const source = random('weights');
  return start === 'balanced' ? balancedStart(source, m, d, epsilon) : standardStart(source, m, d, scale);
}

export const trainedOf = ({ trained }: Setting): Trained => trained as Trained;

/** Number of points. */
export const countOf = ({ d, n }: Pick<Setting, 'd' | 'n'>): number => n ?? 2 ** d;

/** Floating-point operations of a step. */
export const stepWork = (setting: Pick<Setting, 'd' | 'n' | 'm'>): number =>
  6 * countOf(setting) * setting.m * setting.d;

/** Steps at which the tangent margin is computed: 0, 1, 2, 3, 5, then multiples of 10 a fifth apart, and the last. */
export function checkpointsOf(steps: readonly number[]): number[] {
  const chosen: number[] = [];
  for (const step of steps)
    if (step < 10 || step === steps[steps.length - 1] || step >= 1.2 * (chosen.at(-1) ?? 0))
      chosen.push(step);
  return chosen;
}

/**
 * Normalised time of the run as the start lets one expect it: about half of the neurons are on at a point, so that a step
 * is min(etaMax, c / (½ ‖V₀‖²/d + ½ ‖a₀‖²)) for unit inputs.
 */
export function expectedTime({ start, scale, epsilon, m, d, c, etaMax, steps }: Setting): number {
  const squared =
    start === 'balanced' ? (epsilon * epsilon * (1 / d + 1)) / 2 : (scale * scale * (m / d + 1)) / 2;
  return steps * Math.min(etaMax, c / squared);
}
