/**
 * The first layer through two gradient steps, thresholds zero. Every neuron has a copy with the opposite output weight,
 * and all output weights are so small that the network stays near f = 0, where minus the gradient of the hinge loss is
 * a_i Ĝ(w_i). The two copies have one feature at the start and opposite ones after a step.
 */
import type { Engine } from '#engine/engine.ts';
import { firstGradients, mirrored, unitRows } from '../shared/gfl-gradient.ts';
import type { Labelled } from '../shared/gfl-readout.ts';

/** The first step forgets the weights: ±Ĝ(w), 2m × D, the copies after the m neurons. Yields after each piece. */
export function* firstStep(
  engine: Engine,
  train: Labelled,
  start: Float32Array,
): Generator<undefined, Float32Array, void> {
  const gradients = yield* firstGradients(engine, train, train.labels, start, 0);
  return mirrored(Float32Array.from(gradients));
}

/**
 * The second step, of the same size, adds to what the first has put in place of the weights: ±(Ĝ(w) + Ĝ(±Ĝ(w))).
 *
 * @param rows from `firstStep`
 */
export function* secondStep(
  engine: Engine,
  train: Labelled,
  rows: Float32Array,
): Generator<undefined, Float32Array, void> {
  // Which neurons are on does not depend on their length.
  const unit = unitRows(Float64Array.from(rows), train.d);
  const gradients = yield* firstGradients(engine, train, train.labels, unit, 0);
  return rows.map((value, i) => value + (i < rows.length / 2 ? gradients[i] : -gradients[i]));
}

/** Cosine of each row with Σ_{j∈A} e_j/√k, A the first k coordinates. */
export function featureCosines(unit: Float32Array, D: number, k: number): Float64Array {
  return Float64Array.from({ length: unit.length / D }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += unit[i * D + j];
    return sum / Math.sqrt(k);
  });
}
