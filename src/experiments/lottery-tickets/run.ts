/** Takes the first gradient of all neurons, cuts five tickets, and fits second layers on them and on all. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { mean, rankCorrelation } from '#numbers/statistics.ts';
import { meanTicket, readGradients } from '#theory/gradient-feature-learning/tickets.ts';
import { firstGradients, unitRows } from '../shared/gfl-gradient.ts';
import { ITERATIONS, TEST_POINTS } from '../shared/gfl-parity-cost.ts';
import { PARITY_RIDGE, spreadThresholds } from '../shared/gfl-parity-layer.ts';
import { drawParity } from '../shared/gfl-parity.ts';
import { bothSigns, fitReadout, type Neurons } from '../shared/gfl-readout.ts';
import { finish } from '../shared/pieces.ts';
import { firstWork, fitWork, MOST_THRESHOLDS } from './cost.ts';
import { choices, drawTickets, meanOf, RULES, type Rule } from './draw.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Neurons as points of the figure: π(w) over its mean, and the share that was measured. */
export interface Drawn {
  readonly ticket: readonly number[];
  readonly share: readonly number[];
}

export interface View {
  /** The first 400 neurons at most; null before their gradients are known. */
  readonly all: Drawn | null;
  readonly kept: Readonly<Record<Rule, Drawn>> | null;
}

const MOST_DRAWN = 400;

/** Names of the measures that belong to each rule. */
const NAMES = {
  weights: { accuracy: 'accuracyWeights', share: 'shareWeights' },
  gradient: { accuracy: 'accuracyGradient', share: 'shareGradient' },
  longest: { accuracy: 'accuracyLongest', share: 'shareLongest' },
  random: { accuracy: 'accuracyRandom', share: 'shareRandom' },
  worst: { accuracy: 'accuracyWorst', share: 'shareWorst' },
} as const;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { D, k, n, m, tau, keep, thresholds } = parameters;
  const tickets = drawTickets(random, parameters);

  const measures: Record<string, number> = {
    ...Object.fromEntries(
      RULES.flatMap((rule) => [NAMES[rule].accuracy, NAMES[rule].share]).map((name) => [name, NaN]),
    ),
    accuracyFull: NaN,
    shareAll: NaN,
    rankCorrelation: NaN,
  };
  let view: View = { all: null, kept: null };
  const total = firstWork(parameters) + RULES.length * fitWork(n, keep * thresholds) + fitWork(n, m);
  let done = 0;
  const soFar = () => ({ axes: {}, measures: { ...measures }, view });
  const frame = (neurons: number) => (): Frame<View> => ({
    done: Math.min(1, done / total),
    at: { neurons },
    ...soFar(),
  });

  const train = yield* finish(drawParity(random('data'), parameters, n), signal, frame(m));
  const gradients = yield* finish(
    firstGradients(engine, train, train.labels, tickets.rows, tau),
    signal,
    frame(m),
  );
  done += firstWork(parameters);
  const readings = readGradients(gradients, parameters);
  const { shares } = readings;
  const chosen = choices(tickets, readings, keep);
  measures.shareAll = mean(shares);
  measures.rankCorrelation = rankCorrelation(tickets.pi, shares);
  for (const rule of RULES) measures[NAMES[rule].share] = meanOf(shares, chosen[rule]);
  const drawn = (neurons: readonly number[]): Drawn => ({
    ticket: neurons.map((j) => rounded(tickets.pi[j] / meanTicket(parameters))),
    share: neurons.map((j) => rounded(shares[j])),
  });
  view = {
    all: drawn(Array.from({ length: Math.min(m, MOST_DRAWN) }, (_, j) => j)),
    kept: {
      weights: drawn(chosen.weights),
      gradient: drawn(chosen.gradient),
      longest: drawn(chosen.longest),
      random: drawn(chosen.random),
      worst: drawn(chosen.worst),
    },
  };
  yield frame(m)();

  // A neuron's first gradient does not depend on which others there are, because the network starts at f = 0. So the
  // step that a ticket takes after it was rewound is the one that is known already.
  const features = unitRows(gradients, D).map((value) => value * Math.sqrt(k));
  // The first of a neuron's thresholds is the one that it has in the full network.
  const levels = spreadThresholds(random('thresholds'), m * MOST_THRESHOLDS, k);
  const test = yield* finish(drawParity(random('test'), parameters, TEST_POINTS), signal, frame(m));
  for (const rule of RULES) {
    const neurons = secondLayer(features, D, levels, chosen[rule], thresholds);
    const fit = fitReadout(engine, bothSigns(neurons), train, test, PARITY_RIDGE, ITERATIONS);
    measures[NAMES[rule].accuracy] = (yield* finish(fit, signal, frame(keep))).accuracy;
    done += fitWork(n, keep * thresholds);
    yield frame(keep)();
  }
  const everyone = secondLayer(
    features,
    D,
    levels,
    Array.from({ length: m }, (_, j) => j),
    1,
  );
  const fit = fitReadout(engine, bothSigns(everyone), train, test, PARITY_RIDGE, ITERATIONS);
  measures.accuracyFull = (yield* finish(fit, signal, frame(m))).accuracy;
  return soFar();
};

/** The chosen directions, each as often as it has thresholds. */
function secondLayer(
  features: Float32Array,
  D: number,
  levels: Float32Array,
  chosen: readonly number[],
  copies: number,
): Neurons {
  const rows = new Float32Array(chosen.length * copies * D);
  const thresholds = new Float32Array(chosen.length * copies);
  chosen.forEach((j, i) => {
    for (let copy = 0; copy < copies; copy++) {
      const to = i * copies + copy;
      rows.set(features.subarray(j * D, (j + 1) * D), to * D);
      thresholds[to] = levels[j * MOST_THRESHOLDS + copy];
    }
  });
  return { rows, thresholds };
}

/** Four digits, to keep stored runs small. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
