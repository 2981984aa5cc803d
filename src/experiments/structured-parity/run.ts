/** Computes the first gradient of random neurons on a growing sample, and its cosine with the feature. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { mean } from '#numbers/statistics.ts';
import { randomNeurons } from '#theory/gradient-feature-learning/data.ts';
import { growingParity } from '../shared/gfl-parity.ts';
import { ascendingSizes } from '../shared/sizes.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export interface View {
  /** ⟨Ĝ, u⟩/‖Ĝ‖ of each neuron, u the feature, with its sign, for each n that has been reached. */
  readonly cosines: readonly { readonly n: number; readonly values: readonly number[] }[];
}

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { D, k, m, n: all } = parameters;
  const rows = randomNeurons(random('weights'), m, D);
  const sample = growingParity(engine, random('data'), parameters, rows);
  const sizes = ascendingSizes(all);
  const largest = sizes[sizes.length - 1];
  const found = new Map<number, number[]>();
  const soFar = () => {
    const reached = all.filter((n) => found.has(n));
    return {
      axes: { n: reached },
      measures: { cosine: reached.map((n) => mean((found.get(n) ?? []).map(Math.abs))) },
      view: { cosines: sizes.flatMap((n) => ({ n, values: found.get(n) ?? [] })) },
    };
  };
  const frame = (n: number): Frame<View> => ({ done: sample.drawn / largest, at: { n }, ...soFar() });
  for (const n of sizes) {
    const gradients = yield* finish(sample.growTo(n), signal, () => frame(n));
    found.set(n, featureCosines(gradients, D, k));
    yield frame(n);
  }
  return soFar();
};

/** Cosines with Σ_{j<k} e_j/√k; 0 for a neuron that no sample has switched on. */
function featureCosines(gradients: Float64Array, D: number, k: number): number[] {
  return Array.from({ length: gradients.length / D }, (_, i) => {
    let along = 0;
    let squares = 0;
    for (let j = 0; j < D; j++) {
      const component = gradients[i * D + j];
      if (j < k) along += component;
      squares += component * component;
    }
    return squares === 0 ? 0 : along / Math.sqrt(k * squares);
  });
}
