/** Takes one gradient step and computes the spectrum of the features; then the largest values on the way to it. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame, type Outcome } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import type { Values } from '#framework/parameters.ts';
import type { Streams } from '#numbers/random.ts';
import { EDGE_MARGIN } from '#theory/non-linear-spikes/counting.ts';
import { actualSecondLayer, type Constants } from '#theory/non-linear-spikes/signal.ts';
import { secondLayerOption, settingOf, stepSizeOf } from '../shared/nls-parameters.ts';
import {
  allEigenvalues,
  countOf,
  gramOfFeatures,
  TOP,
  topPairs,
  type TopPairs,
} from '../shared/nls-spectrum.ts';
import { draw, featuresAt, type Drawn } from '../shared/nls.ts';
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
  /**
   * The whole spectrum at every step size on the way, in ascending order; null unless there are many of them. Heights
   * are the density of the singular values in equal bins from 0 to `WAY_END`, `top` the largest ones.
   */
  readonly way: readonly Look[] | null;
  readonly predicted: {
    readonly edge: number;
    readonly outliers: readonly number[];
    readonly eigenvalue: readonly number[];
    readonly density: readonly number[];
  };
}

export interface Look {
  readonly eta: number;
  readonly heights: readonly number[];
  readonly top: readonly number[];
}

/** From this many looks on, they can be played as a film. */
const FILM = 20;
export const WAY_END = 2.4;
const WAY_BINS = 48;

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
  const way: Look[] | null = parameters.parts >= FILM ? [] : null;
  const empty: Frame<View> = {
    done: 0,
    at: { partialEta: etas[0] },
    axes: { spike: spikes, rank: [], partialEta: [], top: ranks },
    measures: {},
    view: NOTHING,
  };

  const drawing = drawn(engine, random, parameters);
  let piece = drawing.next();
  for (; piece.done !== true; piece = drawing.next()) {
    signal.throwIfAborted();
    yield empty;
  }
  const { step, start, pre, coordinates } = piece.value;
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
    const forming = gramOfFeatures(features);
    let formed = forming.next();
    for (; formed.done !== true; formed = forming.next()) {
      signal.throwIfAborted();
      yield frame();
    }
    const top = topPairs(formed.value, random('lanczos'));
    reached.push(size);
    way?.push(lookAt(size, allEigenvalues(formed.value)));
    topOverEta.push(ranks.map((rank) => Math.sqrt(top.values[rank - 1] ?? Number.NaN)));
    if (end === null) {
      signal.throwIfAborted();
      yield frame();
      const eigenvalues = Array.from(allEigenvalues(formed.value));
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
          way: null,
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
  const film = way?.sort((a, b) => a.eta - b.eta) ?? null;
  return { ...end, view: { ...end.view, way: film } };
};

function lookAt(eta: number, eigenvalues: Float64Array): Look {
  const singular = eigenvalues.map(Math.sqrt);
  const width = WAY_END / WAY_BINS;
  const heights = Array.from({ length: WAY_BINS }, () => 0);
  for (const s of singular) {
    const bin = Math.floor(s / width);
    if (bin < WAY_BINS) heights[bin] += 1 / (singular.length * width);
  }
  return { eta, heights, top: Array.from(singular.slice(0, RANKS)) };
}

const NOTHING: View = {
  eta: 0,
  eigenvalues: [],
  count: 0,
  way: null,
  predicted: { edge: Number.NaN, outliers: [], eigenvalue: [], density: [] },
};

/** The largest eigenvalue that the counting rule leaves to the bulk. */
function largestOfBulk({ values }: TopPairs, count: number, dressedEdge: number): number {
  const beyond = values.filter((value) => value > EDGE_MARGIN * dressedEdge).length;
  return values[Math.min(count, beyond, TOP - 1)] ?? Number.NaN;
}

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
