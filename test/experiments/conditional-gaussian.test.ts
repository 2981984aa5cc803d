/** conditional-gaussian: moments and densities by two routes, reference values, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/conditional-gaussian/predict.ts';
import { run, type View } from '#experiments/conditional-gaussian/run.ts';
import { drawInWindow, momentsOf } from '#experiments/conditional-gaussian/sample.ts';
import spec, { parameters } from '#experiments/conditional-gaussian/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { normals, streams } from '#numbers/random.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });

async function ran(values: Settings, seed: number): Promise<Outcome<View>> {
  const signal = new AbortController().signal;
  const running = run({ parameters: values, random: streams(seed), engine, signal });
  for (;;) {
    const next = await running.next();
    if (next.done === true) return next.value;
  }
}

async function measured(values: Settings, seeds: readonly number[]) {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) outcomes.push(await ran(values, seed));
  return aggregate(spec.measures, outcomes);
}

const predictionsOf = (values: Settings) => predict({ parameters: values, random: streams(0) });

async function verdicts(values: Settings, seeds: readonly number[]): Promise<(string | null)[]> {
  const anySpec = spec as unknown as ExperimentSpec;
  return evaluateChecks(anySpec, values, await measured(values, seeds), predictionsOf(values)).map(
    (check) => check.verdict,
  );
}

describe('the predicted densities', () => {
  // Moments of the density against the moments that the theory gives in closed form.
  const byQuadrature = (x: readonly number[], density: readonly number[]) => {
    const total = density.reduce((sum, height) => sum + height, 0);
    const average = (f: (value: number) => number) =>
      x.reduce((sum, value, i) => sum + f(value) * density[i], 0) / total;
    const mean = average((value) => value);
    return { mass: total * (x[1] - x[0]), mean, variance: average((value) => (value - mean) ** 2) };
  };

  test.each([
    { kappa: 0.5, window: 0.2 },
    { kappa: 0, window: 3 },
  ])('have the predicted moments in the window at $kappa ± $window / 2', (changes) => {
    const { axes, values } = predictionsOf(settings(changes));
    const { mass, mean, variance } = byQuadrature(axes.outputInWindow, values.densityInWindow as number[]);
    expect(mass).toBeCloseTo(1, 2);
    expect(Math.abs(mean - (values.mean as number))).toBeLessThan(0.002);
    expect(Math.abs(variance / (values.variance as number) - 1)).toBeLessThan(0.02);
  });

  test('integrate to one over all inputs', () => {
    const { axes, values } = predictionsOf(settings());
    expect(byQuadrature(axes.output, values.density as number[]).mass).toBeCloseTo(1, 3);
  });
});

describe('inputs in a window', () => {
  test('have their length along the direction inside it, and unit variance across', () => {
    const direction = Float64Array.of(0.6, 0.8, 0);
    const { inputs, n } = drawInWindow(streams(1)('window'), 4000, direction, { centre: 2.5, width: 0.4 });
    const along = Float64Array.from({ length: n }, (_, i) => 0.6 * inputs[3 * i] + 0.8 * inputs[3 * i + 1]);
    for (const kappa of along) expect(Math.abs(kappa - 2.5)).toBeLessThanOrEqual(0.2 + 1e-6);
    // The density falls across the window: the mean of a normal given 2.3 < z < 2.7.
    expect(Math.abs(momentsOf(along).mean - 2.4667)).toBeLessThan(0.008);
    const across = Float64Array.from({ length: n }, (_, i) => 0.8 * inputs[3 * i] - 0.6 * inputs[3 * i + 1]);
    expect(Math.abs(momentsOf(across).variance - 1)).toBeLessThan(0.1);
  });

  test('moments of a Gaussian sample', () => {
    const { mean, variance, kurtosis } = momentsOf(normals(streams(2)('x'), 100_000, 2).map((x) => x + 1));
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
    expect(Math.abs(variance - 4)).toBeLessThan(0.08);
    expect(Math.abs(kurtosis)).toBeLessThan(0.06);
  });
});

describe('a fitted network', () => {
  test('is far from Gaussian over all inputs and close to it in the window', async () => {
    const values = settings();
    const { measures } = await measured(values, [0, 1]);
    // Reference: −1.4 over all inputs and 0.0 around κ = 0 for r = 2.
    expect(Math.abs((measures.kurtosisAll.mean as number) + 1.4)).toBeLessThan(0.1);
    const middle = (measures.kurtosisOver.mean as number[])[4];
    expect(Math.abs(middle)).toBeLessThan(0.35);
    expect(await verdicts(values, [0, 1])).toEqual(['agrees', 'agrees', 'agrees', 'agrees']);
  });

  test('is Gaussian over all inputs without a spike', async () => {
    const outcome = await ran(settings({ spike: [0], bulkVariance: [1], d: 100 }), 0);
    expect(Math.abs(outcome.measures.kurtosisAll as number)).toBeLessThan(0.3);
  });

  test('differs where its neurons are saturated', async () => {
    const [, , kurtosis] = await verdicts(settings({ kappa: 2 }), [0, 1]);
    expect(kurtosis).toBe('outside its assumptions (differs)');
  });

  test('gives the same numbers for the same seed, after a first step too', async () => {
    const values = settings({ eta: 3, alpha0: 2, d: 40, readout: '0.5,2' });
    expect(await ran(values, 4)).toEqual(await ran(values, 4));
  });
});
