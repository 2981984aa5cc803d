/** Takes one gradient step and computes the spectrum of the features; then the largest values on the way to it. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame, type Outcome } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import type { Values } from '#framework/parameters.ts';
import type { Streams } from '#numbers/random.ts';
import { actualSecondLayer, type Constants } from '#theory/non-linear-spikes/signal.ts';
import { secondLayerOption, settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import { allEigenvalues, countOf, gramOfFeatures, largestOfBulk, topPairs } from '../shared/nls-spectrum.ts';
import { draw, featuresAt, type Drawn } from '../shared/nls.ts';
import { finish } from '../shared/pieces.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { partialEtas, predictedDensity, predictedSpectrum } from './theory.ts';

type Settings = Values<typeof parameterSpecs>;

/** What the figure draws of the first seed; the prediction is the one at the view's own step size. */
export interface View {
  readonly eta: number;
  /** All eigenvalues of F Fᵀ/n, largest first. */
  readonly eigenvalues: readonly number[];
  /** How many of the largest are spikes by the counting rule. */
  readonly count: number;
  readonly predicted: {
    readonly edge: number;
    readonly outliers: readonly number[];
    readonly eigenvalue: readonly number[];
    readonly density: readonly number[];
  };
}

/** Largest eigenvalues that are reported along the way. */
const RANKS = 5;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const eta = stepSizeOf(parameters);
  const etas = partialEtas(eta, parameters.parts);
  const setting = settingOf({ ...parameters, eta });
  const constants = parameters.constants as Constants;
  const options = secondLayerOption(parameters.secondLayer);
  const { outliers: predicted } = predictedSpectrum(setting, constants, options);
  const spikes = predicted.map((_, j) => j + 1);
  const ranks = Array.from({ length: RANKS }, (_, k) => k + 1);
  const reached: number[] = [];
  const topOverEta: number[][] = [];
  const empty: Frame<View> = {
    done: 0,
    at: { partialEta: etas[0] },
    axes: { spike: spikes, rank: [], partialEta: [], top: ranks },
    measures: {},
    view: NOTHING,
  };

  const { step, start, pre, coordinates } = yield* finish(
    drawn(engine, random, parameters),
    signal,
    () => empty,
  );
  const actual = {
    betaNorm: step.betaNorm,
    ...(parameters.secondLayer === 'gaussian' ? { secondLayer: actualSecondLayer(start.a) } : options),
  };

  // The end of the step first: a reader who changed something sees it at once, and the way there fills in after it.
  const order = [eta, ...etas.filter((size) => size !== eta)];
  let end: Outcome<View> | null = null;
  for (const size of order) {
    const frame = (): Frame<View> => ({
      ...(end ?? empty),
      done: (reached.length + 0.2) / (order.length + 0.2),
      at: { partialEta: size },
    });
    const features = featuresAt(pre, size, setting.activation);
    if (!Number.isFinite(features.data[0] + features.data[features.data.length - 1]))
      throw new RunFailure(
        'The features left the range of finite numbers. Take a smaller step.',
        end && frame(),
      );
    const gram = yield* finish(gramOfFeatures(features), signal, frame);
    const top = topPairs(gram, random('lanczos'));
    reached.push(size);
    topOverEta.push(ranks.map((rank) => Math.sqrt(top.values[rank - 1] ?? Number.NaN)));
    if (end === null) {
      signal.throwIfAborted();
      yield frame();
      const eigenvalues = Array.from(allEigenvalues(gram));
      const dressed = predictedSpectrum(setting, 'dressed', options).edge;
      const count = countOf(top, coordinates, dressed);
      const own = predictedSpectrum(setting, constants, actual).outliers;
      const ratio = (j: number) =>
        predicted.length > j && own.length > j ? top.values[j] / own[j] : Number.NaN;
      end = {
        axes: {
          spike: spikes,
          rank: eigenvalues.map((_, k) => k + 1),
          top: ranks,
          partialEta: [],
        },
        measures: {
          eigenvalues,
          outliers: spikes.map((j) => top.values[j - 1] ?? Number.NaN),
          bulkEdge: largestOfBulk(top, count, dressed),
          count,
          firstRatio: ratio(0),
          secondRatio: ratio(1),
        },
        view: {
          eta,
          eigenvalues,
          count,
          predicted: {
            ...predictedSpectrum(setting, constants, options),
            ...predictedDensity(setting, constants, options),
          },
        },
      };
    }
    const known = etas.filter((part) => reached.includes(part));
    end = {
      ...end,
      axes: { ...end.axes, partialEta: known },
      measures: {
        ...end.measures,
        topOverEta: known.map((part) => topOverEta[reached.indexOf(part)]),
      },
    };
    signal.throwIfAborted();
    if (reached.length < order.length) yield frame();
  }
  if (end === null) throw new Error('a run has at least one step size');
  return end;
};

const NOTHING: View = {
  eta: 0,
  eigenvalues: [],
  count: 0,
  predicted: { edge: Number.NaN, outliers: [], eigenvalue: [], density: [] },
};

/** The draw of the last run, for a reader who drags the step size: nothing of it depends on η. */
let kept: { readonly key: string; readonly drawn: Drawn } | null = null;

function* drawn(engine: Engine, random: Streams, parameters: Settings): Generator<undefined, Drawn, void> {
  const { eta: _eta, alpha: _alpha, parts: _parts, constants: _constants, ...rest } = parameters;
  // A number of a stream that nothing else reads tells seeds apart.
  const key = JSON.stringify([rest, engine.kernel, random('fingerprint').uniform()]);
  if (kept?.key === key) return kept.drawn;
  const { secondLayer, literal } = parameters;
  const fresh = yield* draw(engine, random, {
    ...settingOf({ ...parameters, eta: 0 }),
    secondLayer,
    literal,
  });
  // Several seeds take turns in one worker; only small draws are worth keeping.
  if (parameters.n * parameters.N <= KEPT) kept = { key, drawn: fresh };
  return fresh;
}

const KEPT = 1e6;
