/** The network on the two best gradients: which they are, and what it loses on fresh points. */
import type { Engine } from '#engine/engine.ts';
import type { Stream } from '#numbers/random.ts';
import { sampleXor } from '#theory/random-feature-amplification/data.ts';
import { hiddenLayer } from '../shared/products.ts';
import { TEST_POINTS } from './spec.ts';

const PIECE = 2000;

export interface Picked {
  /** Unit directions for μ₁ and μ₂, 2 × d row-major; the network has their opposites too. */
  readonly rows: Float32Array;
  /** ⟨D₁, μ₁⟩, ⟨D₁, μ₂⟩, ⟨D₂, μ₁⟩, ⟨D₂, μ₂⟩. */
  readonly cosines: readonly [number, number, number, number];
}

/** For each axis the gradient with the largest |cosine|, turned to its positive side: both signs are written by the step. */
export function pick(gradients: Float64Array, d: number): Picked {
  const rows = new Float32Array(2 * d);
  const best = [-1, -1];
  for (let from = 0; from < gradients.length; from += d) {
    let squares = 0;
    for (let k = 0; k < d; k++) squares += gradients[from + k] ** 2;
    const length = Math.sqrt(squares) || 1;
    for (const axis of [0, 1]) {
      const cosine = gradients[from + axis] / length;
      if (Math.abs(cosine) <= best[axis]) continue;
      best[axis] = Math.abs(cosine);
      const scale = (cosine < 0 ? -1 : 1) / length;
      for (let k = 0; k < d; k++) rows[axis * d + k] = scale * gradients[from + k];
    }
  }
  return { rows, cosines: [rows[0], rows[1], rows[d], rows[d + 1]] };
}

export interface Losses {
  readonly hinge: number;
  readonly error: number;
  /** Hinge loss minus that of the exact directions on the very same points. */
  readonly excess: number;
}

export interface TestPiece {
  readonly inputs: Float32Array;
  readonly labels: Float32Array;
}

/** The test points, piece by piece. */
export function* testPieces(
  source: Stream,
  setting: { readonly d: number; readonly sigma: number },
): Generator<undefined, TestPiece[], void> {
  const pieces: TestPiece[] = [];
  for (let from = 0; from < TEST_POINTS; from += PIECE) {
    const { inputs, clean } = sampleXor(source, { ...setting, n: PIECE });
    pieces.push({ inputs, labels: clean });
    yield;
  }
  return pieces;
}

/** Losses of B (|⟨D₁, x⟩| − |⟨D₂, x⟩|). */
export function* measureLosses(
  engine: Engine,
  { rows }: Picked,
  weight: number,
  pieces: readonly TestPiece[],
): Generator<undefined, Losses, void> {
  const d = rows.length / 2;
  const sum = { hinge: 0, error: 0, exact: 0 };
  for (const { inputs, labels } of pieces) {
    const inner = yield* hiddenLayer(engine, { n: labels.length, d, inputs }, rows);
    labels.forEach((label, i) => {
      const output = label * weight * (Math.abs(inner[2 * i]) - Math.abs(inner[2 * i + 1]));
      const exact = label * weight * (Math.abs(inputs[i * d]) - Math.abs(inputs[i * d + 1]));
      sum.hinge += Math.max(0, 1 - output);
      sum.exact += Math.max(0, 1 - exact);
      if (output <= 0) sum.error++;
    });
  }
  return {
    hinge: sum.hinge / TEST_POINTS,
    error: sum.error / TEST_POINTS,
    excess: (sum.hinge - sum.exact) / TEST_POINTS,
  };
}
