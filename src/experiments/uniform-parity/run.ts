/** Computes the first gradient on a growing sample: energy of each coordinate, and a second layer on the new features. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';
import { activeShare } from '#theory/gradient-feature-learning/parity.ts';
import { mirrored, unitRows } from '../shared/gfl-gradient.ts';
import { FITTED, growWork, ITERATIONS, TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { PARITY_RIDGE, parityLayer } from '../shared/gfl-parity-layer.ts';
import { growingParity } from '../shared/gfl-parity.ts';
import { fitReadout, type Labelled } from '../shared/gfl-readout.ts';
import { ascendingSizes } from '../shared/sizes.ts';
import { finish } from '../shared/pieces.ts';
import { allWork, readoutWork } from './cost.ts';
import type { parameters as parameterSpecs } from './spec.ts';

export interface View {
  /**
   * Mean over neurons of Ĝ_j² for each coordinate, in units of the sampling noise (1 − Φ(τ))/n; the relevant
   * coordinates are the first k.
   */
  readonly energies: readonly { readonly n: number; readonly values: readonly number[] }[];
}

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { D, k, tau, m, n: all, readout } = parameters;
  const rows = randomNeurons(random('weights'), m, D);
  const sample = growingParity(engine, random('data'), { D, k }, rows, {
    threshold: tau,
    kept: readout ? Math.min(FITTED, Math.max(...all)) : 0,
  });
  const sizes = ascendingSizes(all);
  const total = allWork(parameters);
  let fitted = 0;
  const found = new Map<number, { readonly energies: number[]; accuracy: number }>();
  const soFar = () => {
    const reached = all.filter((n) => found.has(n));
    return {
      axes: { n: reached },
      measures: {
        relevantShare: reached.map((n) => shareOf(found.get(n)?.energies ?? [], k)),
        accuracy: reached.map((n) => found.get(n)?.accuracy ?? NaN),
      },
      view: {
        energies: sizes.flatMap((n) => ({
          n,
          values: (found.get(n)?.energies ?? []).map((energy) => (energy * n) / activeShare(tau)),
        })),
      },
    };
  };
  const frame = (n: number): Frame<View> => ({
    done: Math.min(1, (growWork(D, sample.drawn, m) + fitted) / total),
    at: { n },
    ...soFar(),
  });

  // The same thresholds at every n.
  const layer = parityLayer(random('thresholds'), m, k);
  const test: Labelled | null = readout ? sampleParity(random('test'), { D, k }, TEST_POINTS) : null;
  for (const n of sizes) {
    const gradients = yield* finish(sample.growTo(n), signal, () => frame(n));
    const at = { energies: energiesOf(gradients, D), accuracy: NaN };
    found.set(n, at);
    yield frame(n);
    if (test === null) continue;
    const before = fitted;
    const work = readoutWork(parameters, n);
    const features = layer(mirrored(unitRows(gradients, D)), D);
    const fit = fitReadout(engine, features, sample.first(n), test, PARITY_RIDGE, ITERATIONS);
    ({ accuracy: at.accuracy } = yield* finish(fit, signal, () => {
      // One step of the fit.
      fitted = Math.min(before + work, fitted + work / ITERATIONS);
      return frame(n);
    }));
    fitted = before + work;
    yield frame(n);
  }
  return soFar();
};

/** Mean over neurons of the square of each coordinate, length D. */
function energiesOf(gradients: Float64Array, D: number): number[] {
  const m = gradients.length / D;
  return Array.from({ length: D }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < m; i++) sum += gradients[i * D + j] * gradients[i * D + j];
    return sum / m;
  });
}

/** The part of the first k; none where no neuron was ever on. */
function shareOf(energies: readonly number[], k: number): number {
  const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
  const inside = sum(energies.slice(0, k));
  return inside === 0 ? 0 : inside / sum(energies);
}
