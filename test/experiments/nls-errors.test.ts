/** training-loss and test-error against the reference limits and the reference tables of errors. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict as predictTest } from '#experiments/test-error/predict.ts';
import { run as runTest } from '#experiments/test-error/run.ts';
import testSpec, { parameters } from '#experiments/test-error/spec.ts';
import { predict as predictTrain } from '#experiments/training-loss/predict.ts';
import { run as runTrain } from '#experiments/training-loss/run.ts';
import trainSpec from '#experiments/training-loss/spec.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { list, result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});
const ofTest = { spec: testSpec, run: runTest, predict: predictTest };
const ofTrain = { spec: trainSpec, run: runTrain, predict: predictTrain };
const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const sizes = { n: 600, d: 300, N: 450 } as const;

describe('limits, to the printed digits', () => {
  test.each([
    [0.01, 0.070116, 0.106543, 0.40249, 0.640297, 0.3336, 2.0787],
    [0.1, 0.165043, 0.225116, 0.286212, 0.426435, 0.6388, 1.3134],
    [1, 0.377664, 0.465758, 0.385558, 0.493677, 1.1803, 1.3087],
  ])('λ = %f', (lambda, delta1, delta2, lambda1, lambda2, train, error) => {
    const context = { parameters: settings({ ...sizes, mode: 'R', lambda, eta: [1] }), random: streams(0) };
    const [loss, tested] = [predictTrain(context).values, predictTest(context).values];
    expect(loss.delta1).toBeCloseTo(delta1, 6);
    expect(loss.delta2).toBeCloseTo(delta2, 6);
    expect(tested.lambda1).toBeCloseTo(lambda1, 6);
    expect(tested.lambda2).toBeCloseTo(lambda2, 6);
    expect(loss.start).toBeCloseTo(train, 4);
    expect(tested.start).toBeCloseTo(error, 4);
    expect(tested.linearFloor).toBeCloseTo(0.59, 12);
  });
});

// Theory and means of thirty draws with their standard errors; ours are four. The band: 2.5 standard errors of the
// difference.
test.each([
  [{ mode: 'R', eta: [8] }, 0.9484, 0.9373, 0.01, 0.4589, 0.4525, 0.0078],
  [{ mode: 'G', eta: [16] }, 0.9441, 0.948, 0.0085, 0.4351, 0.4254, 0.0068],
  [{ mode: 'G', eta: [16], intercept: true }, 0.8355, 0.8508, 0.01, 0.3928, 0.384, 0.007],
  [{ mode: 'R', eta: [16], teacher: [0, 0.7071] }, 1.472, 1.4644, 0.016, 0.6367, 0.6406, 0.013],
] as const)('%j', async (changes, testTheory, testMean, testError, trainTheory, trainMean, trainError) => {
  const band = 2.5 * Math.sqrt(1 + 30 / 4);
  const tested = await result(ofTest, engine, { ...sizes, ...changes }, 4);
  const trained = await result(ofTrain, engine, { ...sizes, ...changes }, 4);
  expect(Math.abs(list(tested.predictions.values.testError)[0] - testTheory)).toBeLessThan(6e-5 + 1e-4);
  expect(Math.abs(list(trained.predictions.values.trainLoss)[0] - trainTheory)).toBeLessThan(6e-5 + 1e-4);
  expect(Math.abs(list(tested.measures.testError.mean)[0] - testMean)).toBeLessThan(band * testError);
  expect(Math.abs(list(trained.measures.trainLoss.mean)[0] - trainMean)).toBeLessThan(band * trainError);
  // Six per cent, with two standard errors of four draws.
  const sd = tested.measures.testError.sd as number[];
  expect(Math.abs(list(tested.measures.testError.mean)[0] / testTheory - 1)).toBeLessThan(
    0.06 + (2 * sd[0]) / (Math.sqrt(4) * testTheory),
  );
});

test('checks agree in the default and can differ', async () => {
  const agreeing = await result(ofTest, engine, { eta: [3, 12] }, 3);
  expect(new Set(agreeing.checks.map(({ verdict }) => verdict))).toEqual(new Set(['agrees']));
  const narrow = { n: 500, d: 125, N: 650, activation: 'silu', mode: 'R', noise: 0.1, eta: [8] } as const;
  const beyond = await result(ofTest, engine, narrow, 8);
  expect(beyond.checks[0].verdict).toBe('outside its assumptions (differs)');
  const few = await result(ofTrain, engine, { n: 200, d: 200, N: 60, eta: [3], noise: 0 }, 1);
  const one = await result(ofTest, engine, { n: 200, d: 200, N: 60, eta: [3], noise: 0 }, 1);
  expect([...few.checks, ...one.checks].map(({ verdict }) => verdict)).toContain('differs');
});

test('exponents in place of steps; same seed, same numbers; refusal; a cancelled run stops', async () => {
  const small = { n: 60, d: 30, N: 40, alpha: [0.2, 0.4] };
  const { outcome, frames } = await traced(ofTest, engine, small, 1);
  expect(outcome.axes.eta[1]).toBeCloseTo(60 ** 0.4, 9);
  expect((await traced(ofTest, engine, small, 1)).outcome).toEqual(outcome);
  expect(frames.some(({ axes }) => axes.eta.length === 1)).toBe(true);
  expect(testSpec.refuse?.(settings({ alpha: [0.2], eta: [3] }))).toContain('not both');
  expect(testSpec.refuse?.(settings({ alpha: [0.2] }))).toBeNull();
  await expect(traced(ofTest, engine, small, 1, AbortSignal.abort())).rejects.toThrow();
});
