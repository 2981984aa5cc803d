/** lottery-tickets against both rows of the reference table, structured inputs, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { choices, drawTickets } from '#experiments/lottery-tickets/draw.ts';
import Figure from '#experiments/lottery-tickets/Figure.svelte';
import { predict } from '#experiments/lottery-tickets/predict.ts';
import { run } from '#experiments/lottery-tickets/run.ts';
import spec, { parameters } from '#experiments/lottery-tickets/spec.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { cancelled, result, traced, until, type Result } from '../support/experiment.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

type Settings = Values<typeof parameters>;

const tested = { spec, run, predict };
let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
/** Shares of the gradient are known long before the tickets are trained. */
const justShares = until(tested, 'shareAll');

/** NaN where a seed has no value. */
const meanOf = ({ measures }: Result, name: string): number => mean(measures[name].values as number[]);

/** Mean and sd of the reference, eight runs. */
function expectClose(found: Result, table: Readonly<Record<string, readonly [number, number]>>) {
  for (const [name, [expected, sd]] of Object.entries(table))
    expect(Math.abs(meanOf(found, name) - expected), name).toBeLessThanOrEqual(2 * sd);
}

async function verdicts(changes: Partial<Settings>, seeds: number): Promise<Record<string, string | null>> {
  const { checks } = await result(justShares, engine, changes, seeds);
  return Object.fromEntries(checks.map((check) => [check.name, check.verdict]));
}

const threeBits = { D: 20, k: 3, tau: 1, n: 4000 };

describe('the reference table', () => {
  test('two bits of sixty: accuracies; the longest gradients are nearly as good as those chosen with A', async () => {
    const found = await result(tested, engine, {}, 2);
    expect(meanOf(found, 'accuracyLongest')).toBeGreaterThan(meanOf(found, 'accuracyWeights') - 0.05);
    expectClose(found, {
      accuracyFull: [0.973, 0.009],
      accuracyGradient: [0.879, 0.039],
      accuracyWeights: [0.88, 0.028],
      accuracyRandom: [0.648, 0.063],
      accuracyWorst: [0.495, 0.013],
    });
  });

  test('two bits of sixty: shares and rank correlation', async () => {
    expectClose(await result(justShares, engine, {}, 6), {
      rankCorrelation: [0.83, 0.05],
      shareGradient: [0.505, 0.028],
      shareWeights: [0.467, 0.036],
      shareAll: [0.164, 0.009],
    });
  });

  test('three bits of twenty: accuracies of the tickets', async () => {
    expectClose(await result(until(tested, 'accuracyWorst'), engine, threeBits, 1), {
      accuracyGradient: [0.938, 0.042],
      accuracyWeights: [0.935, 0.036],
      accuracyRandom: [0.626, 0.089],
      accuracyWorst: [0.505, 0.009],
    });
  });

  test('three bits of twenty: shares and rank correlation', async () => {
    expectClose(await result(justShares, engine, threeBits, 4), {
      rankCorrelation: [0.76, 0.04],
      shareGradient: [0.861, 0.013],
      shareWeights: [0.788, 0.029],
      shareAll: [0.343, 0.015],
    });
  });
});

describe('where the lottery has no losers, or no winners', () => {
  test('on structured inputs twelve neurons at random do what twelve good ones do, and the worst are not far', async () => {
    const found = await result(until(tested, 'accuracyWorst'), engine, { k: 3, pA: 0.5 }, 2);
    expect(meanOf(found, 'accuracyRandom')).toBeGreaterThan(0.95);
    expect(meanOf(found, 'accuracyWorst')).toBeGreaterThan(0.9);
    expect(Math.abs(meanOf(found, 'accuracyRandom') - meanOf(found, 'accuracyWeights'))).toBeLessThan(0.03);
  });

  test('without a signal the initial weights foretell nothing', async () => {
    const found = await result(until(tested, 'accuracyWeights'), engine, { D: 20, k: 3, n: 4000, m: 200 }, 2);
    expect(Math.abs(meanOf(found, 'rankCorrelation'))).toBeLessThan(0.12);
    expect(Math.abs(meanOf(found, 'accuracyWeights') - 0.5)).toBeLessThan(0.06);
  });
});

describe('draws', () => {
  test('of more neurons begin with those of fewer, and of more samples with the same neurons', async () => {
    const all = async (changes: Partial<Settings>) =>
      (await traced(justShares, engine, changes, 2)).outcome.view.all;
    const few = await all({ m: 40 });
    const many = await all({ m: 60 });
    expect(many?.ticket.slice(0, 40)).toEqual(few?.ticket);
    expect(many?.share.slice(0, 40)).toEqual(few?.share);
    const longer = await all({ m: 40, n: 1200 });
    expect(longer?.ticket).toEqual(few?.ticket);
    expect(longer?.share).not.toEqual(few?.share);
  });

  test('each rule keeps what it says', () => {
    const tickets = drawTickets(streams(3), { D: 10, k: 2, m: 30 });
    const shares = Float64Array.from({ length: 30 }, (_, j) => ((7 * j) % 30) / 30);
    const energies = shares.map((share) => (share - 0.5) ** 2);
    const kept = choices(tickets, { shares, energies }, 4);
    expect(kept.gradient.map((j) => 30 * shares[j])).toEqual(
      [29, 28, 27, 26].map((v) => expect.closeTo(v, 9)),
    );
    expect(kept.worst.map((j) => 30 * shares[j])).toEqual([0, 1, 2, 3].map((v) => expect.closeTo(v, 9)));
    const best = [...tickets.pi].sort((a, b) => b - a).slice(0, 4);
    expect(kept.weights.map((j) => tickets.pi[j])).toEqual(best);
    expect(kept.longest.map((j) => Math.abs(30 * shares[j] - 15)).sort()).toEqual(
      [13, 14, 14, 15].map((v) => expect.closeTo(v, 9)),
    );
    expect(new Set(kept.random).size).toBe(4);
  });

  test('give the same outcome for the same seed, and another for another', async () => {
    const seeded = (seed: number) =>
      traced(tested, engine, { D: 8, n: 60, m: 12, keep: 3, thresholds: 2 }, seed);
    const [once, again, other] = [await seeded(4), await seeded(4), await seeded(5)];
    expect(again.outcome).toEqual(once.outcome);
    expect(other.outcome.measures).not.toEqual(once.outcome.measures);
    expect(Object.values(once.outcome.measures).every(Number.isFinite)).toBe(true);
    const done = once.frames.map((frame) => frame.done);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
    expect(done.at(-1)).toBeLessThanOrEqual(1);
  });
});

test('a cancelled run stops between two pieces', async () => {
  await expect(cancelled(tested, engine, { n: 200, m: 30 }, 3)).rejects.toThrow(/abort/i);
});

describe('checks', () => {
  test('agree in the default and with three bits', async () => {
    for (const changes of [{}, threeBits])
      expect(new Set(Object.values(await verdicts(changes, 2)))).toEqual(new Set(['agrees']));
  });

  test('can differ with every assumption kept: few bits, many samples, all shares near one', async () => {
    const values = settings({ D: 14, tau: 1.16, n: 16_000, m: 100, keep: 22 });
    expect(spec.assumptions.filter((assumption) => !assumption.holds(values))).toEqual([]);
    expect((await verdicts(values, 1))['rank correlation']).toBe('differs');
  });

  test('say when five bits are too few for the leading order', async () => {
    const found = await verdicts({ D: 5, tau: 0.86, n: 1298 }, 1);
    expect(found['relevant share, all neurons']).toBe('outside its assumptions (differs)');
  });

  test('refuse what does not go together', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(settings(threeBits))).toBeNull();
    expect(spec.refuse?.(settings({ keep: 60, m: 50 }))).toContain('at most m');
    expect(spec.refuse?.(settings({ D: 4, k: 5 }))).toContain('must not exceed D');
    expect(spec.refuse?.(settings({ n: 64_000 }))).toContain('24 million');
  });
});

test('the baked figure draws three charts twice, and says what it shows', async () => {
  const changes = { D: 15, n: 200, m: 30, keep: 5 };
  const page = await drawnFigure({ ...tested, Figure }, engine, changes);
  expect(page.querySelectorAll('.chart')).toHaveLength(3);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(6);
  expect(page.body.textContent).toContain('all 30 neurons, and tickets of 5');
  expect(page.body.textContent).not.toContain('NaN');
  const empty = emptyFigure({ ...tested, Figure }, changes);
  expect(empty.body.textContent).toContain('not measured yet');
});
