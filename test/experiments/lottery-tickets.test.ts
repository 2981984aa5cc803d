/** lottery-tickets against both rows of the reference table, structured inputs, and what its checks can say. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '#engine/engine.ts';
import { createEngine } from '#engine/tensor.ts';
import { choices, drawTickets } from '#experiments/lottery-tickets/draw.ts';
import Figure from '#experiments/lottery-tickets/Figure.svelte';
import { predict } from '#experiments/lottery-tickets/predict.ts';
import { run, type View } from '#experiments/lottery-tickets/run.ts';
import spec, { parameters } from '#experiments/lottery-tickets/spec.ts';
import { aggregate } from '#framework/aggregate.ts';
import { evaluateChecks } from '#framework/checks.ts';
import type { Frame, Outcome } from '#framework/outcome.ts';
import { defaults, type Values } from '#framework/parameters.ts';
import { predictMean } from '#framework/predictions.ts';
import type { Predict } from '#framework/run.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { streams } from '#numbers/random.ts';
import { mean } from '#numbers/statistics.ts';
import { drawnFigure, emptyFigure } from '../support/figure.ts';

type Settings = Values<typeof parameters>;

let engine: Engine;
beforeAll(async () => {
  engine = await createEngine();
});

const settings = (changes: Partial<Settings> = {}): Settings => ({ ...defaults(parameters), ...changes });
const anySpec = spec as unknown as ExperimentSpec;
const anyPredict = predict as unknown as Predict<typeof anySpec.parameters>;

function started(values: Settings, seed: number, signal = new AbortController().signal) {
  return run({ parameters: values, random: streams(seed), engine, signal });
}

/** Runs to the end, or until a measure has its value. */
async function ran(
  values: Settings,
  seed: number,
  until?: string,
): Promise<{ frames: Frame<View>[]; outcome: Outcome<View> }> {
  const running = started(values, seed);
  const frames: Frame<View>[] = [];
  for (;;) {
    const next = await running.next();
    if (next.done === true) return { frames, outcome: next.value };
    frames.push(next.value);
    if (until !== undefined && Number.isFinite(next.value.measures[until]))
      return { frames, outcome: next.value };
  }
}

async function measured(
  values: Settings,
  seeds: readonly number[],
  until?: string,
): Promise<Outcome<View>[]> {
  const outcomes: Outcome<View>[] = [];
  for (const seed of seeds) outcomes.push((await ran(values, seed, until)).outcome);
  return outcomes;
}

const meanOf = (outcomes: readonly Outcome[], name: string): number =>
  mean(outcomes.map((outcome) => outcome.measures[name] as number));

/** Mean and sd of the reference, eight runs. */
function expectClose(
  outcomes: readonly Outcome[],
  table: Readonly<Record<string, readonly [number, number]>>,
) {
  for (const [name, [expected, sd]] of Object.entries(table))
    expect(Math.abs(meanOf(outcomes, name) - expected), name).toBeLessThanOrEqual(2 * sd);
}

async function verdicts(values: Settings, seeds: readonly number[]): Promise<Record<string, string | null>> {
  const outcomes = await measured(values, seeds, 'shareAll');
  const checks = evaluateChecks(
    anySpec,
    values,
    aggregate(spec.measures, outcomes),
    predictMean(anySpec, anyPredict, values, seeds),
  );
  return Object.fromEntries(checks.map((check) => [check.name, check.verdict]));
}

const threeBits = settings({ D: 20, k: 3, tau: 1, n: 4000 });

describe('the reference table', () => {
  test('two bits of sixty: accuracies; the longest gradients are nearly as good as those chosen with A', async () => {
    const outcomes = await measured(settings(), [0, 1]);
    expect(meanOf(outcomes, 'accuracyLongest')).toBeGreaterThan(meanOf(outcomes, 'accuracyWeights') - 0.05);
    expectClose(outcomes, {
      accuracyFull: [0.973, 0.009],
      accuracyGradient: [0.879, 0.039],
      accuracyWeights: [0.88, 0.028],
      accuracyRandom: [0.648, 0.063],
      accuracyWorst: [0.495, 0.013],
    });
  });

  test('two bits of sixty: shares and rank correlation', async () => {
    expectClose(await measured(settings(), [0, 1, 2, 3, 4, 5], 'shareAll'), {
      rankCorrelation: [0.83, 0.05],
      shareGradient: [0.505, 0.028],
      shareWeights: [0.467, 0.036],
      shareAll: [0.164, 0.009],
    });
  });

  test('three bits of twenty: accuracies of the tickets', async () => {
    expectClose(await measured(threeBits, [0], 'accuracyWorst'), {
      accuracyGradient: [0.938, 0.042],
      accuracyWeights: [0.935, 0.036],
      accuracyRandom: [0.626, 0.089],
      accuracyWorst: [0.505, 0.009],
    });
  });

  test('three bits of twenty: shares and rank correlation', async () => {
    expectClose(await measured(threeBits, [0, 1, 2, 3], 'shareAll'), {
      rankCorrelation: [0.76, 0.04],
      shareGradient: [0.861, 0.013],
      shareWeights: [0.788, 0.029],
      shareAll: [0.343, 0.015],
    });
  });
});

describe('where the lottery has no losers, or no winners', () => {
  test('on structured inputs twelve neurons at random do what twelve good ones do, and the worst are not far', async () => {
    const outcomes = await measured(settings({ k: 3, pA: 0.5 }), [0, 1], 'accuracyWorst');
    expect(meanOf(outcomes, 'accuracyRandom')).toBeGreaterThan(0.95);
    expect(meanOf(outcomes, 'accuracyWorst')).toBeGreaterThan(0.9);
    expect(Math.abs(meanOf(outcomes, 'accuracyRandom') - meanOf(outcomes, 'accuracyWeights'))).toBeLessThan(
      0.03,
    );
  });

  test('without a signal the initial weights foretell nothing', async () => {
    const outcomes = await measured(settings({ D: 20, k: 3, n: 4000, m: 200 }), [0, 1], 'accuracyWeights');
    expect(Math.abs(meanOf(outcomes, 'rankCorrelation'))).toBeLessThan(0.12);
    expect(Math.abs(meanOf(outcomes, 'accuracyWeights') - 0.5)).toBeLessThan(0.06);
  });
});

describe('draws', () => {
  test('of more neurons begin with those of fewer, and of more samples with the same neurons', async () => {
    const few = (await ran(settings({ m: 40 }), 2, 'shareAll')).outcome.view.all;
    const many = (await ran(settings({ m: 60 }), 2, 'shareAll')).outcome.view.all;
    expect(many?.ticket.slice(0, 40)).toEqual(few?.ticket);
    expect(many?.share.slice(0, 40)).toEqual(few?.share);
    const longer = (await ran(settings({ m: 40, n: 1200 }), 2, 'shareAll')).outcome.view.all;
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
    const values = settings({ D: 8, n: 60, m: 12, keep: 3, thresholds: 2 });
    const [once, again, other] = [await ran(values, 4), await ran(values, 4), await ran(values, 5)];
    expect(again.outcome).toEqual(once.outcome);
    expect(other.outcome.measures).not.toEqual(once.outcome.measures);
    expect(Object.values(once.outcome.measures).every(Number.isFinite)).toBe(true);
    const done = once.frames.map((frame) => frame.done);
    expect([...done].sort((a, b) => a - b)).toEqual(done);
    expect(done.at(-1)).toBeLessThanOrEqual(1);
  });
});

test('a cancelled run stops between two pieces', async () => {
  const controller = new AbortController();
  const running = started(settings({ n: 200, m: 30 }), 0, controller.signal);
  await running.next();
  controller.abort();
  await expect(
    (async () => {
      for (let i = 0; i < 3; i++) await running.next();
    })(),
  ).rejects.toThrow(/abort/i);
});

describe('checks', () => {
  test('agree in the default and with three bits', async () => {
    for (const values of [settings(), threeBits])
      expect(new Set(Object.values(await verdicts(values, [0, 1])))).toEqual(new Set(['agrees']));
  });

  test('can differ with every assumption kept: few bits, many samples, all shares near one', async () => {
    const values = settings({ D: 14, tau: 1.16, n: 16_000, m: 100, keep: 22 });
    expect(spec.assumptions.filter((assumption) => !assumption.holds(values))).toEqual([]);
    expect((await verdicts(values, [0]))['rank correlation']).toBe('differs');
  });

  test('say when five bits are too few for the leading order', async () => {
    const found = await verdicts(settings({ D: 5, tau: 0.86, n: 1298 }), [0]);
    expect(found['relevant share, all neurons']).toBe('outside its assumptions (differs)');
  });

  test('refuse what does not go together', () => {
    expect(spec.refuse?.(settings())).toBeNull();
    expect(spec.refuse?.(threeBits)).toBeNull();
    expect(spec.refuse?.(settings({ keep: 60, m: 50 }))).toContain('at most m');
    expect(spec.refuse?.(settings({ D: 4, k: 5 }))).toContain('must not exceed D');
    expect(spec.refuse?.(settings({ n: 64_000 }))).toContain('24 million');
  });
});

test('the baked figure draws three charts twice, and says what it shows', async () => {
  const values = settings({ D: 15, n: 200, m: 30, keep: 5 });
  const page = await drawnFigure({ spec, run, predict, Figure }, engine, values);
  expect(page.querySelectorAll('.chart')).toHaveLength(3);
  expect(page.querySelectorAll('.baked svg')).toHaveLength(6);
  expect(page.body.textContent).toContain('all 30 neurons, and tickets of 5');
  expect(page.body.textContent).not.toContain('NaN');
  const empty = emptyFigure({ spec, run, predict, Figure }, values);
  expect(empty.body.textContent).toContain('not measured yet');
});
