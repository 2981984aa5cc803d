/** Trains many small networks of each width side by side and counts those that succeed. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { mean } from '#numbers/statistics.ts';
import { drawXor } from '../shared/xor.ts';
import { drawNetworks, shareCovering } from './networks.ts';
import { SUCCESS, type parameters as parameterSpecs } from './spec.ts';
import { viewOf, widthView, type View, type WidthView } from './view.ts';

const TEST_POINTS = 2000;

/** Floating-point operations between two frames. */
const BETWEEN_FRAMES = 8e8;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, d, runs, sigma, xi, omega, alpha, steps } = parameters;
  const { train, labels, test } = drawXor(
    random,
    { n, d, m: 2, sigma, xi, omega },
    { testPoints: TEST_POINTS },
  );
  const kept = engine.dataset(test);
  const widths: WidthView[] = [];
  const reached: number[] = [];
  const measures = { success: [] as number[], signsCover: [] as number[], accuracy: [] as number[] };
  const soFar = () => ({
    axes: { m: [...reached] },
    measures: {
      success: [...measures.success],
      signsCover: [...measures.signsCover],
      accuracy: [...measures.accuracy],
      // Over some of the widths it would be another number.
      successMean: reached.length === parameters.m.length ? mean(measures.success) : NaN,
    },
  });
  const costOf = (m: number): number => n * runs * (4 * d * m + 100);
  const total = steps * parameters.m.reduce((sum, m) => sum + costOf(m), 0);
  let done = 0;
  let last: Frame<View> | null = null;
  const frame = (m: number, now: WidthView[]): Frame<View> => {
    last = { done: done / total, at: { m }, ...soFar(), view: viewOf(now) };
    return last;
  };
  try {
    for (const m of parameters.m) {
      const networks = drawNetworks(random, m, { d, runs, omega });
      const network = engine.network({
        points: train,
        targets: labels,
        networks: runs,
        inner: networks.inner,
        outer: networks.outer,
        activation: 'relu',
        loss: 'logistic',
        trained: { inner: true },
      });
      try {
        const block = Math.max(1, Math.round(BETWEEN_FRAMES / costOf(m)));
        for (let step = 1; step <= steps; step++) {
          signal.throwIfAborted();
          network.step(alpha);
          done += costOf(m);
          if (step % block === 0 && step < steps)
            yield frame(m, [...widths, widthView(networks, network.inner(), step, [])]);
        }
        const outputs = network.outputs(kept);
        if (!outputs.every(Number.isFinite))
          throw new RunFailure(
            `The weights left the range of finite numbers at m = ${m}. Take a smaller step size α.`,
            last,
          );
        const accuracies = sharesRight(outputs, test.clean, runs);
        reached.push(m);
        measures.success.push(accuracies.filter((one) => one > SUCCESS).length / runs);
        measures.signsCover.push(shareCovering(networks));
        measures.accuracy.push(mean(accuracies));
        widths.push(widthView(networks, network.inner(), steps, accuracies));
        yield frame(m, widths);
      } finally {
        network.dispose();
      }
    }
    return { ...soFar(), view: viewOf(widths) };
  } finally {
    kept.dispose();
  }
};

/**
 * Accuracy of each network. Where all neurons are silent the output is exactly zero: no answer, which is wrong.
 *
 * @param outputs points × networks, row-major
 */
function sharesRight(outputs: Float64Array, labels: ArrayLike<number>, runs: number): number[] {
  const right = new Array<number>(runs).fill(0);
  for (let i = 0; i < labels.length; i++)
    for (let r = 0; r < runs; r++) if (outputs[i * runs + r] * labels[i] > 0) right[r]++;
  return right.map((count) => count / labels.length);
}
