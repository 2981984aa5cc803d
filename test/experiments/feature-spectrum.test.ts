/** feature-spectrum against the reference tables of edges and outliers, in theory and simulation. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { predict } from '#experiments/feature-spectrum/predict.ts';
import { run } from '#experiments/feature-spectrum/run.ts';
import spec, { parameters } from '#experiments/feature-spectrum/spec.ts';
import { fineEtas, partialEtas } from '#experiments/feature-spectrum/theory.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { list, result, traced } from '../support/experiment.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const tested = { spec, run, predict };
const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const predicted = (changes: Partial<Settings>) =>
  predict({ parameters: settings(changes), random: streams(0) });
const measured = (changes: Partial<Settings>, seeds: number) =>
  result(tested, engine, { parts: 0, ...changes }, seeds);

const sine = { activation: 'sine', mode: 'R' } as const;
const turned = { activation: 'sine', w: 1.5, p: Math.PI / 4, d: 300, N: 600 } as const;
const tanh = {
  activation: 'tanh',
  mode: 'R',
  n: 600,
  d: 300,
  N: 450,
  teacher: [1, 0, 0.2],
  noise: 0.5,
} as const;

describe('predictions', () => {
  test('bare, to six digits after the point', () => {
    const relu = list(predicted({ constants: 'bare' }).values.outliers);
    expect(relu).toHaveLength(2);
    [29.914473, 5.840692].forEach((value, j) => {
      expect(relu[j]).toBeCloseTo(value, 5);
    });
    const three = list(predicted({ ...sine, eta: 28, constants: 'bare' }).values.outliers);
    [28.032459, 11.667258, 3.398352].forEach((value, j) => {
      expect(three[j]).toBeCloseTo(value, 5);
    });
  });

  test.each([
    [{ mode: 'R', eta: 3 }, 2.464, [2.583]],
    [{ mode: 'R', eta: 8 }, 2.471, [8.419]],
    [{ eta: 8 }, 2.51, [8.44]],
    [{ mode: 'R' }, 2.491, [29.94, 4.84]],
    [{}, 2.647, [30.01, 5.918]],
    [{ activation: 'quadratic', mode: 'R', eta: 6 }, 10.487, [69.88, 15.92]],
    [{ activation: 'quadratic', eta: 10 }, 12.308, [185.8, 127.7]],
    [{ ...turned, mode: 'G', eta: 14 }, 1.76, [3.95, 2.493]],
    [{ ...sine, eta: 28 }, 2.059, [27.85, 11.62, 3.259]],
    [{ ...sine, eta: 40 }, 1.845, [32.27, 20.77, 6.22, 2.51, 1.97]],
    [{ ...tanh, eta: 14 }, 2.413, [34.12]],
  ] as const)('dressed: %j', (changes, edge, outliers) => {
    const { values } = predicted(changes);
    expect(Math.abs((values.bulkEdge as number) - edge)).toBeLessThan(0.6e-3);
    const found = list(values.outliers);
    expect(found).toHaveLength(outliers.length);
    // To the digits that were printed, which were rounded twice.
    outliers.forEach((value, j) => {
      const digits = String(value).split('.')[1]?.length ?? 0;
      expect(Math.abs(found[j] - value)).toBeLessThan(0.56 * 10 ** -digits);
    });
  });

  test('the density integrates to one, and vanishes beyond the edge', () => {
    for (const changes of [{}, { ...sine, eta: 28 }, { mode: 'R', N: 600 }] as const) {
      const { axes, values } = predicted(changes);
      const z = axes.eigenvalue;
      const density = list(values.density);
      // In the singular value, 2σρ(σ²): smooth up to its first point.
      let total = Math.sqrt(z[0]) * 2 * Math.sqrt(z[1]) * density[1];
      for (let i = 1; i < z.length; i++) {
        const [a, b] = [Math.sqrt(z[i - 1]), Math.sqrt(z[i])];
        total += (b - a) * (a * density[i - 1] + b * density[i]);
      }
      expect(total).toBeCloseTo('N' in changes ? 600 / 800 : 1, 1);
      expect(density.at(-1)).toBe(0);
    }
  });

  test('thresholds, and curves that meet the outliers', () => {
    const { axes, values } = predicted({ ...sine, eta: 28 });
    [2.64, 11.97, 22.1].forEach((value, j) => {
      expect(Math.abs(list(values.thresholds)[j] - value)).toBeLessThan(0.01 + 0.04 * Number(j === 2));
    });
    expect(list(values.alphaThresholds)[1]).toBeCloseTo(0.371, 3);
    const curves = values.outlierCurve as number[][];
    const third = axes.etaFine.findIndex((_, i) => Number.isFinite(curves[i][2]));
    expect(axes.etaFine[third]).toBeGreaterThan(20);
    expect(axes.etaFine[third]).toBeLessThan(24.5);
    expect(predicted({ activation: 'tanh' }).values.count).toBe(1);
  });
});

describe('simulations', () => {
  // Means of sixteen draws with their standard deviations; ours are two. The band: 2.5 standard errors of the
  // difference, and the bulk's largest value within 4 %.
  test.each([
    [{ mode: 'R' }, [29.51, 4.826], [4.5, 1.1], 2.442],
    [{}, [30.08, 6.066], [4.9, 1.46], 2.745],
    [{ ...sine, eta: 28 }, [27.57, 11.11, 3.101], [1.5, 1.5, 0.44], 2.143],
    [{ ...turned, mode: 'G', eta: 14 }, [3.873, 2.606], [0.43, 0.1], 1.759],
    [{ ...tanh, eta: 14 }, [34.28], [4.5], 2.357],
  ] as const)('%j', async (changes, means, sds, next) => {
    const { measures } = await measured(changes, 2);
    const found = list(measures.outliers.mean);
    means.forEach((mean, j) => {
      expect(Math.abs(found[j] - mean), `spike ${j + 1}: ${found[j]}`).toBeLessThan(
        2.5 * sds[j] * Math.sqrt(1 / 2 + 1 / 16),
      );
    });
    expect(measures.count.mean).toBeGreaterThan(means.length - 0.5);
    expect(measures.count.mean).toBeLessThan(means.length + 0.5);
    expect(Math.abs((measures.bulkEdge.mean as number) / next - 1)).toBeLessThan(0.04);
  });

  test('the second spike of ReLU is higher with the full gradient', async () => {
    const [rankOne, full] = [await measured({ mode: 'R' }, 2), await measured({}, 2)];
    const ratio = list(full.measures.outliers.mean)[1] / list(rankOne.measures.outliers.mean)[1];
    expect(ratio).toBeGreaterThan(1.1);
    expect(ratio).toBeLessThan(1.4);
  });

  test('two values in the second layer: never three spikes', async () => {
    const { measures } = await measured({ ...sine, eta: 28, secondLayer: 'twoValued' }, 2);
    expect(measures.count.mean).toBe(2);
    expect(Math.abs(list(measures.outliers.mean)[0] - 44.5)).toBeLessThan(5);
  });

  test('an outlier before training, and none with ReLU', async () => {
    const changes = { activation: 'quadratic', curvature: 7 / 3, d: 200, eta: 0, mode: 'R' } as const;
    const { measures, predictions } = await measured(changes, 2);
    // The table's activation is 0.3 times this one.
    expect(list(predictions.values.outliers)[0] * 0.09).toBeCloseTo(6.375, 2);
    expect(Math.abs(list(measures.outliers.mean)[0] * 0.09 - 6.57)).toBeLessThan(0.4);
    expect((await measured({ eta: 0, n: 400, d: 200, N: 400 }, 1)).measures.count.mean).toBe(0);
  });
});

describe('checks', () => {
  const verdicts = async (changes: Partial<Settings>, seeds: number) =>
    Object.fromEntries((await measured(changes, seeds)).checks.map(({ name, verdict }) => [name, verdict]));

  test('agree in the default', async () => {
    expect(new Set(Object.values(await verdicts({}, 4)))).toEqual(new Set(['agrees']));
  });

  test('can differ: bare constants at a large step, a frayed edge, a large step of few samples', async () => {
    const bare = await verdicts({ ...sine, eta: 28, constants: 'bare' }, 1);
    expect(bare['first spike']).toBe('agrees');
    const ragged = await verdicts({ activation: 'quadratic', eta: 10 }, 1);
    expect(ragged['edge of the bulk']).toBe('outside its assumptions (differs)');
    const small = await verdicts({ n: 200, d: 20, N: 60, eta: 7, activation: 'silu' }, 1);
    expect(Object.values(small)).toContain('differs');
  });

  test('never give a verdict on a spike that is not predicted', async () => {
    expect((await verdicts({ eta: 2, n: 200, d: 100, N: 200 }, 1))['first spike']).toBeNull();
  });
});

describe('a run', () => {
  const small = { n: 60, d: 30, N: 50, eta: 6, parts: 3 } as const;

  test('has the end first, then the way there; the same for the same seed', async () => {
    const { frames, outcome } = await traced(tested, engine, small, 5);
    const first = frames.find(({ measures }) => measures.count !== undefined);
    expect(first?.axes.partialEta).toEqual([6]);
    expect(outcome.axes.partialEta).toEqual([0, 2, 4, 6]);
    expect(outcome.measures.eigenvalues).toHaveLength(60);
    expect(
      list(outcome.measures.eigenvalues)
        .slice(50)
        .every((value) => value < 1e-12),
    ).toBe(true);
    const top = list(outcome.measures.eigenvalues)[0];
    expect((outcome.measures.topOverEta as number[][])[3][0]).toBeCloseTo(Math.sqrt(top), 6);
    expect(frames.every(({ done }, i) => i === 0 || done >= frames[i - 1].done)).toBe(true);
    const again = await traced(tested, engine, small, 5);
    expect(again.outcome).toEqual(outcome);
  });

  test('at another step size has the same draw, whether it was kept or not', async () => {
    await traced(tested, engine, small, 5);
    const kept = await traced(tested, engine, { ...small, eta: 8 }, 5);
    await traced(tested, engine, small, 6);
    const fresh = await traced(tested, engine, { ...small, eta: 8 }, 5);
    expect(kept.outcome).toEqual(fresh.outcome);
  });

  test('stops when it is cancelled', async () => {
    await expect(traced(tested, engine, small, 1, AbortSignal.abort())).rejects.toThrow();
  });
});

test('step sizes of curves and looks', () => {
  expect(fineEtas(16).at(-1)).toBe(30);
  expect(fineEtas(40).at(-1)).toBe(60);
  expect(partialEtas(16, 4)).toEqual([0, 4, 8, 12, 16]);
  expect(partialEtas(0, 4)).toEqual([0]);
  expect(partialEtas(16, 0)).toEqual([16]);
});

test('a quick run has the same proportions, and settings that do not go together are refused', () => {
  expect(spec.follow?.quick(settings({ n: 800, d: 200, N: 600 }))).toMatchObject({ n: 400, d: 100, N: 300 });
  expect(spec.refuse?.(settings({ alpha: 0.4 }))).toBeNull();
  expect(spec.refuse?.(settings({ alpha: 0.4, eta: 3 }))).toContain('not both');
  expect(spec.refuse?.(settings({ n: 4000, N: 4000 }))).toContain('minutes');
});
