/** gradient-alignment against the reference numbers of the direction, a second route, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { activationOf } from '#experiments/shared/nls-parameters.ts';
import { drawSample, drawStart, firstStep } from '#experiments/shared/nls.ts';
import { predict } from '#experiments/gradient-alignment/predict.ts';
import { run } from '#experiments/gradient-alignment/run.ts';
import spec, { parameters } from '#experiments/gradient-alignment/spec.ts';
import { meanAbsoluteCosine } from '#experiments/gradient-alignment/theory.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { teacher } from '#theory/non-linear-spikes/teacher.ts';
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

describe('directions', () => {
  test('have the cosines of the table', async () => {
    // n, d, mean and standard deviation over eight seeds.
    const table = [
      [200, 100, 0.736, 0.025],
      [400, 200, 0.744, 0.018],
      [800, 400, 0.743, 0.02],
      [1600, 800, 0.747, 0.009],
    ] as const;
    for (const [n, d, mean, spread] of table) {
      const { measures } = await result(tested, engine, { n: [n], d }, 8);
      const error = 3 * Math.max(spread, 0.015) * Math.sqrt(2 / 8);
      expect(Math.abs(list(measures.cosine.mean)[0] - mean)).toBeLessThan(error);
    }
    const { measures } = await result(tested, engine, { n: [800], d: 200 }, 8);
    expect(Math.abs(list(measures.cosine.mean)[0] - 0.836)).toBeLessThan(0.03);
  });

  test('with the first output kept have the lower one', async () => {
    const { measures } = await result(tested, engine, { n: [800], d: 400, literal: true }, 8);
    expect(Math.abs(list(measures.cosine.mean)[0] - 0.662)).toBeLessThan(0.03);
  });

  test.each([false, true])('are those of the step of the shared simulation; literal: %s', async (literal) => {
    const values = { n: [150, 30, 400], d: 300, N: 40, literal, teacher: [1, 0.5, 0.2], constant: 0.4 };
    const { outcome } = await traced(tested, engine, values, 3);
    const random = streams(3);
    const one = { d: 300, N: 40, teacher: teacher(values.teacher, 0.3, 0.4) };
    values.n.forEach((n, i) => {
      const start = drawStart(random, one, 'gaussian');
      const sample = drawSample(random, 'first', one, n);
      const options = { activation: activationOf(settings()), mode: 'R', literal } as const;
      const steps = firstStep(engine, start, sample, options);
      let piece = steps.next();
      while (piece.done !== true) piece = steps.next();
      const { beta, betaNorm } = piece.value;
      expect(list(outcome.measures.betaNorm)[i]).toBeCloseTo(betaNorm, 5);
      expect(list(outcome.measures.cosine)[i]).toBeCloseTo(beta[0] / betaNorm, 5);
    });
    expect(outcome.axes.n).toEqual(values.n);
  });

  test('arrive size by size; the same seed gives the same numbers; a cancelled run stops', async () => {
    const values = { n: [40, 4000] };
    const { frames, outcome } = await traced(tested, engine, values, 1);
    expect(frames.some((frame) => frame.axes.n.length === 1)).toBe(true);
    expect(frames.every((frame, i) => i === 0 || frame.done >= frames[i - 1].done)).toBe(true);
    expect((await traced(tested, engine, values, 1)).outcome).toEqual(outcome);
    await expect(traced(tested, engine, values, 1, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('predictions', () => {
  test('are those of the table', () => {
    const { cosine, literalCosine } = predicted({ n: [400, 800] });
    expect(list(cosine)[0]).toBeCloseTo(0.746393, 6);
    expect(list(cosine)[1]).toBeCloseTo(0.846, 3);
    expect(list(literalCosine)[0]).toBeCloseTo(0.672, 3);
    expect(list(predicted({ n: [400] }).betaNorm)[0]).toBeCloseTo(Math.sqrt(1.795), 12);
  });

  test('the mean absolute cosine of pure noise is that of a random direction', () => {
    const noise = teacher([0], 1);
    for (const d of [50, 200, 3000])
      expect(meanAbsoluteCosine(noise, { n: 4000, d })).toBeCloseTo(Math.sqrt(2 / (Math.PI * d)), 12);
  });

  test('for H₂ it is √5 times that, and the simulation has it', async () => {
    const one = teacher([0, 1], 0);
    const chance = Math.sqrt(2 / (Math.PI * 200));
    // √(E(zy)²/E y²) = √5, but for the share of β along β⋆ in its own length.
    const value = meanAbsoluteCosine(one, { n: 1000, d: 200 });
    expect(value / chance).toBeCloseTo(Math.sqrt(5 / (1 + 4 / 200)), 9);
    const { measures } = await result(tested, engine, { teacher: [0, 1], noise: 0, n: [1000] }, 60);
    // Three standard errors of sixty folded Gaussians.
    expect(Math.abs(list(measures.absCosine.mean)[0] / value - 1)).toBeLessThan(3 * 0.098);
    expect(list(measures.absCosine.mean)[0]).toBeGreaterThan(1.5 * chance);
  });

  test('the mean absolute cosine tends to ρ with the dimension', () => {
    const one = teacher([-1, 0.5], 0.3);
    const { cosine } = predicted({ teacher: [-1, 0.5], n: [400] });
    expect(meanAbsoluteCosine(one, { n: 400_000, d: 200_000 })).toBeCloseTo(-list(cosine)[0], 4);
  });
});

describe('the checks', () => {
  test('agree in the default', async () => {
    const { checks } = await result(tested, engine, {}, 6);
    expect(checks.map(({ verdict }) => verdict)).toEqual(Array(4).fill('agrees'));
  });

  test('can differ within the assumptions: single directions', async () => {
    const found = new Set<unknown>();
    for (let seed = 0; seed < 12; seed++) {
      const { outcome } = await traced(tested, engine, { n: [300] }, seed);
      const check = spec.checks[1];
      const tolerance =
        typeof check.tolerance === 'number' ? check.tolerance : check.tolerance(settings({ n: [300] }));
      found.add(
        Math.abs(list(outcome.measures.cosine)[0] - list(predicted({ n: [300] }).cosine)[0]) <= tolerance,
      );
    }
    expect(found).toEqual(new Set([true, false]));
  });

  test('differ with the first output kept, outside the assumptions', async () => {
    const { checks } = await result(tested, engine, { literal: true, n: [800], N: 200 }, 4);
    expect(checks[1].verdict).toBe('outside its assumptions (differs)');
  });
});

test('settings that do not go together are refused in words', () => {
  expect(spec.refuse?.(settings({ teacher: [0], noise: 0 }))).toContain('zero');
  expect(spec.refuse?.(settings({ n: [100_000], d: 4000 }))).toContain('too many');
  expect(spec.refuse?.(settings({ literal: true, n: [20_000] }))).toContain('too long');
  expect(spec.refuse?.(settings())).toBeNull();
});
