/** feature-margin against the reference table, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/feature-margin/predict.ts';
import { run } from '#experiments/feature-margin/run.ts';
import spec from '#experiments/feature-margin/spec.ts';
import { list, result, traced } from '../support/experiment.ts';

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

// κ, q, then mean and standard deviation of 20 draws with 4, 10 and 50 neurons.
const table = [
  [100, 0.5, [0, 0], [0.013, 0.032], [0.061, 0.06]],
  [100, 0.25, [0.151, 0.101], [0.227, 0.062], [0.25, 0]],
  [20, 0.5, [0.016, 0.033], [0.052, 0.056], [0.154, 0.05]],
  [20, 0.25, [0.16, 0.093], [0.239, 0.032], [0.25, 0]],
  [5, 0.5, [0.069, 0.052], [0.13, 0.066], [0.22, 0.018]],
  [5, 0.25, [0.172, 0.064], [0.241, 0.011], [0.25, 0]],
  [0.5, 0.5, [0.148, 0.041], [0.205, 0.031], [0.242, 0.005]],
  [0.5, 0.25, [0.15, 0.04], [0.207, 0.03], [0.243, 0.004]],
] as const;

test.each(table)('κ = %s, q = %s is reproduced', async (kappa, q, ...columns) => {
  const { measures, predictions } = await result(tested, engine, { kappa, q, draws: 30 }, 8);
  columns.forEach(([mean, sd], i) => {
    const measured = list(measures.margin.mean)[i];
    // One draw of the table, and our mean: two of its standard deviations, 0.01 where it has seen none.
    expect(Math.abs(measured - mean)).toBeLessThan(2 * Math.max(sd, 0.01));
    // Its mean over 20 draws against the law: three standard errors.
    expect(Math.abs(list(predictions.values.margin)[i] - mean)).toBeLessThan(
      (3 * sd) / Math.sqrt(20) + 0.007,
    );
  });
});

describe('checks', () => {
  test('agree in the default', async () => {
    const { checks } = await result(tested, engine, {}, 1);
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => 'agrees'));
  });

  test('differ from the limit without bias and with many neurons, every assumption kept', async () => {
    const { checks } = await result(tested, engine, { q: 0.5, draws: 60 }, 1);
    expect(checks[4]).toMatchObject({ verdict: 'differs', predicted: 0 });
    expect(checks.slice(0, 4).map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 4 }, () => 'agrees'),
    );
  });

  test('hold between the limits, and say where the limit does not', async () => {
    const { checks } = await result(tested, engine, { q: 0.4, kappa: 2, d: 20, m: [3, 20], draws: 100 }, 2);
    expect(checks.slice(0, 4).map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 4 }, () => 'agrees'),
    );
    expect(checks[4].violated).toEqual(['whole-clusters']);
  });
});

test('wide clusters do not care about the bias', async () => {
  const { measures } = await result(tested, engine, { kappa: 0.5, draws: 100 }, 1);
  list(measures.meanMargin.mean).forEach((one, i) =>
    expect(Math.abs(one - list(measures.marginWithoutBias.mean)[i])).toBeLessThan(0.01),
  );
});

test('a run is the same for the same seed; a longer list does not change it', async () => {
  const changes = { draws: 5, m: [4, 10] };
  const once = await traced(tested, engine, changes, 3);
  expect((await traced(tested, engine, changes, 3)).outcome).toEqual(once.outcome);
  const longer = await traced(tested, engine, { draws: 5, m: [4, 10, 30] }, 3);
  expect(list(longer.outcome.measures.margin)[0]).toBeCloseTo(list(once.outcome.measures.margin)[0], 12);
  for (const { withBias } of once.outcome.view.histograms)
    expect(withBias.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
});
