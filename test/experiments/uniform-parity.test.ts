/** uniform-parity against the reference table, gradients summed by hand, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/uniform-parity/predict.ts';
import { run } from '#experiments/uniform-parity/run.ts';
import spec, { parameters } from '#experiments/uniform-parity/spec.ts';
import { shareSpread } from '#experiments/uniform-parity/theory.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { mean, variance } from '#numbers/statistics.ts';
import { randomNeurons, sampleParity } from '#theory/gradient-feature-learning/data.ts';
import { ticket } from '#theory/gradient-feature-learning/parity.ts';
import { list, result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const SEEDS = [0, 1, 2];

const ran = (values: Settings, seed: number) => traced(tested, engine, values, seed);

const measured = (values: Settings, seeds: readonly number[] = SEEDS) =>
  result(tested, engine, values, seeds);

async function verdicts(values: Settings, seeds: readonly number[] = SEEDS): Promise<(string | null)[]> {
  return (await measured(values, seeds)).checks.map(({ verdict }) => verdict);
}

describe('the reference table', () => {
  // Three draws: D, k, τ, n, then mean and standard deviation of the share.
  const table: [number, number, number, number[], number[], number[]][] = [
    [30, 2, 0, [200, 1000, 4000, 16_000], [0.181, 0.454, 0.776, 0.909], [0.044, 0.039, 0.008, 0.006]],
    [60, 2, 0, [1000, 4000, 16_000], [0.19, 0.468, 0.756], [0.003, 0.016, 0.011]],
    [20, 3, 0, [4000, 64_000], [0.17, 0.154], [0.08, 0.029]],
    [20, 3, 1, [1000, 4000, 16_000, 64_000], [0.226, 0.498, 0.758, 0.884], [0.055, 0.061, 0.025, 0.003]],
    [16, 4, 0, [64_000], [0.627], [0.068]],
  ];

  test.each(table)('shares, D = %d, k = %d, τ = %d', async (D, k, tau, n, means, sds) => {
    const values = settings({ D, k, tau, n, readout: false });
    const { measures, checks } = await measured(values);
    const share = list(measures.relevantShare.mean);
    const spread = list(measures.relevantShare.sd);
    means.forEach((reference, i) =>
      expect(Math.abs(share[i] - reference), `n = ${n[i]}`).toBeLessThanOrEqual(
        2 * Math.sqrt(sds[i] ** 2 + spread[i] ** 2) + 0.001,
      ),
    );
    expect(checks.map(({ verdict }) => verdict)).toEqual(['agrees', 'agrees']);
  });

  test('accuracies, D = 30, k = 2', async () => {
    const { measures } = await measured(settings({ n: [200, 1000] }));
    const [few, many] = list(measures.accuracy.mean);
    expect(Math.abs(few - 0.778)).toBeLessThan(0.046);
    expect(Math.abs(many - 0.998)).toBeLessThan(0.006);
  });

  test('accuracies, D = 20, k = 3, with a threshold and without', async () => {
    const at = async (tau: number): Promise<number> =>
      list((await measured(settings({ D: 20, k: 3, tau, n: [4000] }), [0])).measures.accuracy.mean)[0];
    expect(Math.abs((await at(1)) - 0.856)).toBeLessThan(0.088);
    expect(await at(0)).toBeLessThan(0.7);
  });
});

test('settings drawn at random lie within the tolerance', async () => {
  for (const [D, k, tau, n] of [
    [66, 2, 0.75, 12_482],
    [46, 2, 0.3, 3316],
    [17, 3, 1.16, 4556],
    [20, 3, 0.77, 2557],
    [37, 3, 0.42, 6390],
  ])
    expect(await verdicts(settings({ D, k, tau, n: [n], readout: false }))).toEqual(['agrees', 'agrees']);
});

test('four bits lose their signal at a threshold of one', async () => {
  const values = settings({ D: 16, k: 4, tau: 1, n: [16_000], readout: false });
  const { measures } = await measured(values);
  expect(Math.abs(list(measures.relevantShare.mean)[0] - 0.25)).toBeLessThan(0.06);
  expect(spec.assumptions.some(({ holds }) => !holds(values))).toBe(true);
});

test('with few bits and a high threshold both checks differ, every assumption kept', async () => {
  const values = settings({ D: 10, k: 3, tau: 2, n: [1000, 16_000], readout: false });
  expect(spec.assumptions.every(({ holds }) => holds(values))).toBe(true);
  expect(await verdicts(values)).toEqual(['differs', 'differs']);
});

describe('a run', () => {
  const values = settings({ D: 12, k: 3, tau: 0.5, m: 7, n: [300, 60] });

  test('has the energies that loops give, for every n, and the same for the same seed', async () => {
    const [once, again] = [await ran(values, 2), await ran(values, 2)];
    expect(again.outcome).toEqual(once.outcome);
    const rows = randomNeurons(streams(2)('weights'), 7, 12);
    const whole = sampleParity(streams(2)('data'), values, 300);
    const byLoops = (n: number): number => {
      let [relevant, all] = [0, 0];
      for (let i = 0; i < 7; i++)
        for (let j = 0; j < 12; j++) {
          let g = 0;
          for (let s = 0; s < n; s++) {
            let inner = 0;
            for (let c = 0; c < 12; c++) inner += rows[i * 12 + c] * whole.inputs[s * 12 + c];
            if (inner > 0.5) g += whole.labels[s] * whole.inputs[s * 12 + j];
          }
          all += g * g;
          if (j < 3) relevant += g * g;
        }
      return relevant / all;
    };
    const [long, short] = once.outcome.measures.relevantShare as number[];
    expect(long).toBeCloseTo(byLoops(300), 5);
    expect(short).toBeCloseTo(byLoops(60), 5);
    for (const { values: energies } of once.outcome.view.energies) expect(energies).toHaveLength(12);
  });

  test('without the second layer it measures the same shares and no accuracy', async () => {
    const [whole, bare] = [await ran(values, 1), await ran({ ...values, readout: false }, 1)];
    expect(bare.outcome.measures.relevantShare).toEqual(whole.outcome.measures.relevantShare);
    expect(bare.outcome.measures.accuracy).toEqual([NaN, NaN]);
    for (const accuracy of whole.outcome.measures.accuracy as number[]) expect(accuracy).toBeGreaterThan(0.4);
  });

  test('reports progress that only grows and ends at one', async () => {
    const { frames } = await ran(values, 0);
    const done = frames.map((frame) => frame.done);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
    expect(done.at(-1)).toBe(1);
  });
});

test('the spread of the tolerance contains that of the signals: π(w) of Gaussian weights', () => {
  const source = streams(0)('weights');
  const tickets = Array.from({ length: 40_000 }, () =>
    ticket(
      Array.from({ length: 3 }, () => source.normal()),
      3,
    ),
  );
  const relative = variance(tickets) / mean(tickets) ** 2;
  // Exactly 4 for k = 3; the sample variance of a heavy tail.
  expect(Math.abs(relative - 4)).toBeLessThan(0.8);
  const spread = shareSpread({ D: 20, k: 3 }, 1, 7226, 100);
  expect(spread).toBeGreaterThan(0.24 * Math.sqrt(4 / 100));
});

test('one neuron that is never on has no share and guesses, and the checks say so', async () => {
  const values = settings({ D: 4, tau: 3, n: [20], m: 1 });
  const { outcome } = await ran(values, 0);
  expect(outcome.measures).toEqual({ relevantShare: [0], accuracy: [0.5] });
  expect(await verdicts(values, [0])).toEqual(['differs', 'differs']);
});

test('refuses more relevant bits than bits', () => {
  expect(spec.refuse?.(settings({ D: 4, k: 5 }))).toMatch(/k must not exceed D/);
  expect(spec.refuse?.(settings())).toBeNull();
});
