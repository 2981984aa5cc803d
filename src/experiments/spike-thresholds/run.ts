/** Counts spikes on a grid of sample sizes and exponents: one draw for each n, shared by all step sizes. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { actualSecondLayer } from '#theory/non-linear-spikes/signal.ts';
import { stepOfExponent } from '../shared/nls-parameters.ts';
import { countOf, gramOfFeatures, topPairs } from '../shared/nls-spectrum.ts';
import { draw, featuresAt } from '../shared/nls.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { cellAt, exponents, settingAt, thresholdsAt } from './theory.ts';

const RANKS = 3;
/** Cells this close to a threshold, in α, are not held against the theory. */
const MARGIN = 0.02;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, alpha, most, secondLayer } = parameters;
  const counts = n.map(() => alpha.map(() => Number.NaN));
  const tops = n.map(() => alpha.map(() => Array.from({ length: RANKS }, () => Number.NaN)));
  const simulated = n.map((samples, i) => ({ samples, i })).filter(({ samples }) => samples <= most);
  const largest = Math.max(0, ...simulated.map(({ samples }) => samples));
  const longest = Math.max(...alpha);
  const total = simulated.reduce((sum, { samples }) => sum + samples ** 3, 0) || 1;
  let [spent, agreeing, held] = [0, 0, 0];
  const ratios = { first: Number.NaN, second: Number.NaN };
  const soFar = () => ({
    axes: { n: [...n], alpha: [...alpha], rank: Array.from({ length: RANKS }, (_, k) => k + 1) },
    measures: {
      count: counts.map((row) => [...row]),
      topEigenvalues: tops.map((row) => row.map((values) => [...values])),
      agreement: held === 0 ? Number.NaN : agreeing / held,
      firstRatio: ratios.first,
      secondRatio: ratios.second,
    },
    view: null,
  });
  for (const { samples, i } of simulated) {
    const frame = (share: number): Frame<null> => ({
      done: (spent + share * samples ** 3) / total,
      at: { n: samples },
      ...soFar(),
    });
    const setting = settingAt(parameters, samples, 0);
    const near = exponents(thresholdsAt(parameters, samples), samples);
    const { pre, coordinates, start, step } = yield* finish(
      draw(engine, random, { ...setting, secondLayer, literal: false }),
      signal,
      () => frame(0),
    );
    for (const [k, exponent] of alpha.entries()) {
      const eta = stepOfExponent(exponent, samples);
      const gram = yield* finish(gramOfFeatures(featuresAt(pre, eta, setting.activation)), signal, () =>
        frame(k / alpha.length),
      );
      const predicted = cellAt(parameters, samples, exponent);
      const top = topPairs(gram, random('lanczos'));
      counts[i][k] = countOf(top, coordinates, predicted.dressedEdge);
      tops[i][k] = Array.from(top.values.subarray(0, RANKS));
      if (near.every((threshold) => !(Math.abs(exponent - threshold) < MARGIN))) {
        held += 1;
        if (counts[i][k] === predicted.count) agreeing += 1;
      }
      if (samples === largest && exponent === longest) {
        const actual = { secondLayer: actualSecondLayer(start.a), betaNorm: step.betaNorm };
        const own = cellAt(parameters, samples, exponent, actual).outliers;
        ratios.first = top.values[0] / own[0];
        ratios.second = top.values[1] / own[1];
      }
      signal.throwIfAborted();
      yield frame((k + 1) / alpha.length);
    }
    spent += samples ** 3;
  }
  return soFar();
};
