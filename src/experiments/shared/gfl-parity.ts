/** Samples of a parity in pieces, and first gradients on a growing one: more samples extend the sum over fewer. */
import type { Engine } from '#engine/engine.ts';
import type { Stream } from '#numbers/random.ts';
import { sampleParity } from '#theory/gradient-feature-learning/data.ts';
import type { ParitySetting } from '#theory/gradient-feature-learning/parity.ts';
import { firstGradients } from './gfl-gradient.ts';
import type { Labelled } from './gfl-readout.ts';
import { PIECE } from './products.ts';

/** Bits drawn at once: some milliseconds. */
const BITS = 500_000;

type Setting = ParitySetting & { readonly pA?: number };

/** The points that `sampleParity` draws. Yields after each piece of a long sample. */
export function* drawParity(
  source: Stream,
  setting: Setting,
  n: number,
): Generator<undefined, Labelled, void> {
  const { D } = setting;
  const piece = Math.max(64, Math.round(BITS / D));
  if (n <= piece) return sampleParity(source, setting, n);
  const inputs = new Float32Array(n * D);
  const labels = new Float32Array(n);
  for (let from = 0; from < n; from += piece) {
    const part = sampleParity(source, setting, Math.min(piece, n - from));
    inputs.set(part.inputs, from * D);
    labels.set(part.labels, from);
    yield;
  }
  return { inputs, labels, n, d: D };
}

/** The first points, at most as many as there are; shares their memory. */
export function firstOf({ inputs, labels, n, d }: Labelled, most: number): Labelled {
  const count = Math.min(n, most);
  return { inputs: inputs.subarray(0, count * d), labels: labels.subarray(0, count), n: count, d };
}

export interface GrowingParity {
  /** Samples so far. */
  readonly drawn: number;
  /** Grows to n samples, n ≥ drawn, and gives Ĝ of each neuron, m × D row-major. Yields after each piece. */
  readonly growTo: (n: number) => Generator<undefined, Float64Array, void>;
  /** The first samples, at most as many as are kept. */
  readonly first: (n: number) => Labelled;
}

/**
 * @param rows neurons, m × D
 * @param threshold τ, the same for all neurons
 * @param kept how many of the first samples are kept
 */
export function growingParity(
  engine: Engine,
  source: Stream,
  setting: Setting,
  rows: Float32Array,
  { threshold = 0, kept = 0 }: { readonly threshold?: number; readonly kept?: number } = {},
): GrowingParity {
  const { D } = setting;
  const m = rows.length / D;
  const piece = Math.max(64, Math.round(Math.min(PIECE / (4 * D * m), BITS / D)));
  const sum = new Float64Array(rows.length);
  const inputs = new Float32Array(kept * D);
  const labels = new Float32Array(kept);
  let drawn = 0;
  return {
    get drawn() {
      return drawn;
    },
    *growTo(n) {
      while (drawn < n) {
        const part = sampleParity(source, setting, Math.min(piece, n - drawn));
        const gradients = yield* firstGradients(engine, part, part.labels, rows, threshold);
        for (let i = 0; i < sum.length; i++) sum[i] += part.n * gradients[i];
        if (drawn < kept) {
          const room = firstOf(part, kept - drawn);
          inputs.set(room.inputs, drawn * D);
          labels.set(room.labels, drawn);
        }
        drawn += part.n;
      }
      return sum.map((value) => value / drawn);
    },
    first: (n) => firstOf({ inputs, labels, n: Math.min(kept, drawn), d: D }, n),
  };
}
