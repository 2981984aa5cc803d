/** rank-one-gradient against the reference table of the gradient, a dense second route, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { activationOf } from '#experiments/shared/nls-parameters.ts';
import { drawSample, drawStart } from '#experiments/shared/nls.ts';
import { predict } from '#experiments/rank-one-gradient/predict.ts';
import { run } from '#experiments/rank-one-gradient/run.ts';
import spec, { parameters } from '#experiments/rank-one-gradient/spec.ts';
import { leftoverNorm, leftoverVariance, typicalLabels } from '#experiments/rank-one-gradient/theory.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { symmetricEigen } from '#numbers/linalg/eigen.ts';
import { gramOfRows } from '#numbers/linalg/gram.ts';
import { matrix, row, transpose, type Matrix } from '#numbers/linalg/matrix.ts';
import { dot, norm } from '#numbers/linalg/products.ts';
import { normals, streams } from '#numbers/random.ts';
import { momentAlong, secondMoment, teacher } from '#theory/non-linear-spikes/teacher.ts';
import { list, result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const tested = { spec, run, predict };
const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const predicted = (changes: Partial<Settings>) =>
  predict({ parameters: settings(changes), random: streams(0) }).values;
const verdicts = async (changes: Partial<Settings>, seeds: number) =>
  (await result(tested, engine, changes, seeds)).checks.map(({ verdict }) => verdict);

describe('gradients', () => {
  test('have the norms of the table, ReLU', async () => {
    // n, operator ratio, Frobenius ratio, alignment with a, σ₂/σ₁; eight seeds. Ours are five.
    const table = [
      [200, 0.269, 0.683, 0.985, 0.246],
      [400, 0.215, 0.687, 0.99, 0.2],
      [800, 0.159, 0.666, 0.995, 0.15],
    ] as const;
    const { measures } = await result(tested, engine, { n: table.map(([n]) => n) }, 5);
    const of = (name: string, i: number) => list(measures[name].mean)[i];
    table.forEach(([, operator, frobenius, alignment, second], i) => {
      // 2.5 standard errors of a difference of means over eight and five seeds; one gradient scatters by 0.035 or less.
      expect(Math.abs(of('operatorRatio', i) - operator)).toBeLessThan(0.05);
      expect(Math.abs(of('secondRatio', i) - second)).toBeLessThan(0.045);
      expect(Math.abs(of('frobeniusRatio', i) - frobenius)).toBeLessThan(0.04);
      expect(Math.abs(of('alignmentWithA', i) - alignment)).toBeLessThan(0.006);
    });
    expect(of('operatorRatio', 2)).toBeLessThan(0.75 * of('operatorRatio', 0));
    expect(of('frobeniusRatio', 2)).toBeGreaterThan(0.93 * of('frobeniusRatio', 0));
  });

  test('leave about half as much for tanh', async () => {
    const { measures } = await result(tested, engine, { n: [800], activation: 'tanh' }, 4);
    expect(Math.abs(list(measures.operatorRatio.mean)[0] - 0.08)).toBeLessThan(0.025);
    expect(Math.abs(list(measures.frobeniusRatio.mean)[0] - 0.344)).toBeLessThan(0.02);
  });

  test('are far from c₁aβᵀ but not from c₁aβ_resᵀ with the first output kept', async () => {
    const { measures } = await result(tested, engine, { n: [800], literal: true }, 6);
    expect(Math.abs(list(measures.operatorRatio.mean)[0] - 0.498)).toBeLessThan(0.04);
    expect(Math.abs(list(measures.residualRatio.mean)[0] - 0.144)).toBeLessThan(0.06);
    expect(list(predicted({ n: [800], literal: true }).literalRatio)[0]).toBeCloseTo(0.484, 3);
  });

  test('have no common direction for |z|', async () => {
    const { measures } = await result(tested, engine, { n: [800], activation: 'abs' }, 4);
    expect(list(measures.alignmentWithA.mean)[0]).toBeLessThan(0.12);
    expect(Math.abs(list(measures.secondRatio.mean)[0] - 0.88)).toBeLessThan(0.12);
    expect(list(measures.operatorRatio.mean)[0]).toBeNaN();
  });

  test.each([false, true])(
    'are those of the definition, to the last measure; literal: %s',
    async (literal) => {
      const values = { n: [60], N: 40, d: 20, literal, teacher: [1, 0.5, 0.2] };
      const { outcome } = await traced(tested, engine, values, 5);
      const got = (name: string) => list(outcome.measures[name])[0];
      const { start, G, beta, betaRes } = dense(5, 60, 20, 40, values.teacher, literal);
      const without = (direction: Float64Array) => {
        const rest = matrix(40, 20, Float64Array.from(G.data));
        for (let j = 0; j < 40; j++)
          for (let k = 0; k < 20; k++) rest.data[j * 20 + k] -= 0.5 * start.a[j] * direction[k];
        return rest;
      };
      const scale = 0.5 * norm(start.a) * norm(beta);
      const { values: squares, vectors } = symmetricEigen(gramOfRows(G));
      expect(got('topSingularValue')).toBeCloseTo(Math.sqrt(squares[0]), 5);
      expect(got('secondRatio')).toBeCloseTo(Math.sqrt(squares[1] / squares[0]), 4);
      expect(got('alignmentWithA')).toBeCloseTo(Math.abs(dot(row(vectors, 0), start.a)) / norm(start.a), 4);
      expect(got('leftoverNorm')).toBeCloseTo(largest(without(beta)), 4);
      expect(got('operatorRatio')).toBeCloseTo(largest(without(beta)) / scale, 4);
      expect(got('frobeniusRatio')).toBeCloseTo(norm(without(beta).data) / scale, 4);
      expect(got('residualRatio')).toBeCloseTo(
        largest(without(betaRes)) / (0.5 * norm(start.a) * norm(betaRes)),
        4,
      );
    },
  );

  test('arrive size by size; the same seed gives the same numbers; a cancelled run stops', async () => {
    const values = { n: [40, 60] };
    const { frames, outcome } = await traced(tested, engine, values, 1);
    expect(frames.some((frame) => frame.axes.n.length === 1)).toBe(true);
    expect(frames.every((frame, i) => i === 0 || frame.done >= frames[i - 1].done)).toBe(true);
    expect((await traced(tested, engine, values, 1)).outcome).toEqual(outcome);
    await expect(traced(tested, engine, values, 1, AbortSignal.abort())).rejects.toThrow();
  });
});

/** G by the definition, in double precision. */
function dense(seed: number, n: number, d: number, N: number, coefficients: number[], literal: boolean) {
  const random = streams(seed);
  const { value, slope } = activationOf(settings());
  const start = drawStart(random, { N, d }, 'gaussian');
  const { inputs, labels } = drawSample(random, 'first', { d, teacher: teacher(coefficients, 0.3) }, n);
  const G = matrix(N, d);
  const beta = new Float64Array(d);
  const betaRes = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    const x = Float64Array.from(inputs.subarray(i * d, (i + 1) * d));
    const z = Array.from({ length: N }, (_, j) => dot(start.weights.subarray(j * d, (j + 1) * d), x));
    const output = literal ? z.reduce((sum, one, j) => sum + start.a[j] * value(one), 0) : 0;
    for (let k = 0; k < d; k++) {
      beta[k] += (labels[i] * x[k]) / n;
      betaRes[k] += ((labels[i] - output) * x[k]) / n;
      for (let j = 0; j < N; j++)
        G.data[j * d + k] += (start.a[j] * (labels[i] - output) * slope(z[j]) * x[k]) / n;
    }
  }
  return { start, G, beta, betaRes };
}

const largest = (a: Matrix): number => Math.sqrt(symmetricEigen(gramOfRows(a)).values[0]);

describe('predictions', () => {
  test('√ω is that of the table', () => {
    expect(list(predicted({}).frobeniusRatio)[3]).toBeCloseTo(0.665, 2);
    expect(list(predicted({ activation: 'tanh' }).frobeniusRatio)[3]).toBeCloseTo(0.343, 3);
    expect(list(predicted({ phi: 0.25 }).frobeniusRatio)[3]).toBeCloseTo(0.533, 3);
  });

  test('the estimate is the edge of the matrix that it describes', () => {
    // The model itself: diag(a) (2c₂ W C + √v Z D_y X/n) with all of it Gaussian and labels independent of the inputs.
    const size = { n: 240, d: 120, N: 200 };
    const activation = activationOf(settings({ activation: 'shiftedRelu' }));
    const setting = { ...size, activation, teacher: teacher([1, 0.5], 0.3), secondLayer: 'gaussian' };
    const labels = typicalLabels(setting.teacher, size.n);
    const root = 2 * activation.coefficient(2);
    const rest = Math.sqrt(activation.slopeVariance - root * root);
    let mean = 0;
    const seeds = 6;
    for (let seed = 0; seed < seeds; seed++) {
      const random = streams(seed);
      const X = normals(random('X'), size.n * size.d);
      const W = normals(random('W'), size.N * size.d, 1 / Math.sqrt(size.d));
      const Z = normals(random('Z'), size.N * size.n);
      const a = normals(random('a'), size.N, 1 / Math.sqrt(size.N));
      const B = matrix(size.N, size.d);
      for (let j = 0; j < size.N; j++)
        for (let i = 0; i < size.n; i++) {
          const x = X.subarray(i * size.d, (i + 1) * size.d);
          const slope = root * dot(W.subarray(j * size.d, (j + 1) * size.d), x) + rest * Z[j * size.n + i];
          for (let k = 0; k < size.d; k++)
            B.data[j * size.d + k] += (a[j] * labels[i] * slope * x[k]) / size.n;
        }
      mean += largest(transpose(B)) / seeds;
    }
    // The mean lies a little below the edge of a model of typical values.
    expect(mean / leftoverNorm(setting)).toBeGreaterThan(0.85);
    expect(mean / leftoverNorm(setting)).toBeLessThan(1.03);
  });

  test('the estimate for many samples per dimension and equal labels is that of a product of two Gaussian matrices', () => {
    // For labels ±1, an activation without H_2 in its slope and d ≪ n, κ is a constant, and the edge is Marchenko–Pastur's.
    const odd = activationOf(settings({ activation: 'tanh' }));
    const setting = {
      n: 40_000,
      d: 40,
      N: 160,
      activation: odd,
      teacher: teacher([0], 1),
      secondLayer: 'twoValued',
    };
    const entry = Math.sqrt(leftoverVariance(setting) / (setting.N * setting.d));
    const edge = entry * (Math.sqrt(setting.N) + Math.sqrt(setting.d));
    expect(leftoverNorm(setting) / edge).toBeGreaterThan(0.995);
    expect(leftoverNorm(setting) / edge).toBeLessThan(1.05);
  });

  test('typical labels have the moments of the teacher', () => {
    const one = teacher([1, 0.5], 0.3);
    const labels = typicalLabels(one, 2000);
    const moment = labels.reduce((sum, y) => sum + y * y, 0) / labels.length;
    expect(Math.abs(moment / secondMoment(one) - 1)).toBeLessThan(0.01);
  });

  test('E (zy)² is the mean over Gaussian inputs', () => {
    // z(z + ½(z² − 1)), by moments of a Gaussian: E z⁴ + ¼ E z²(z² − 1)² = 3 + 2.5, and σ_ε².
    expect(momentAlong(teacher([1, 0.5], 0.3))).toBeCloseTo(5.59, 12);
    expect(momentAlong(teacher([0, 0, 1], 0))).toBeCloseTo(42, 12);
    expect(momentAlong(teacher([0], 0, 2))).toBeCloseTo(4, 12);
  });
});

describe('the checks', () => {
  test('agree in the default', async () => {
    expect(await verdicts({}, 6)).toEqual(['agrees', 'agrees', 'agrees', 'agrees']);
  });

  test('can differ within the assumptions: one gradient of few samples', async () => {
    const all = await Promise.all(
      Array.from({ length: 24 }, async (_, seed) => {
        const values = settings({ n: [100] });
        const { outcome } = await traced(tested, engine, values, seed);
        const measured = aggregate(spec.measures, [outcome]);
        const predictions = predict({ parameters: values, random: streams(0) });
        return evaluateChecks(spec as unknown as ExperimentSpec, values, measured, predictions)[0].verdict;
      }),
    );
    expect(all).toContain('agrees');
    expect(all).toContain('differs');
  });

  test('differ outside: the first output kept, an even activation', async () => {
    const kept = await verdicts({ literal: true, n: [400] }, 2);
    expect(kept.slice(0, 2)).toEqual(Array(2).fill('outside its assumptions (differs)'));
    const even = await verdicts({ activation: 'abs', n: [200] }, 2);
    expect(even).toEqual([
      null,
      null,
      'outside its assumptions (differs)',
      'outside its assumptions (differs)',
    ]);
  });
});

test('settings that do not go together are refused in words', () => {
  expect(spec.refuse?.(settings({ d: 100, phi: 0.3 }))).toContain('not both');
  expect(spec.refuse?.(settings({ teacher: [0], noise: 0 }))).toContain('zero');
  expect(spec.refuse?.(settings({ n: [4000] }))).toContain('too long');
  expect(spec.refuse?.(settings())).toBeNull();
});
