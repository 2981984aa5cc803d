/** Takes one gradient step in full, looks at the spectrum on the way, and measures spike, bulk and alignment. */
import type { Engine } from '#engine/engine.ts';
import type { Outcome } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { singularValues } from '#numbers/linalg/eigen.ts';
import { matrix } from '#numbers/linalg/matrix.ts';
import { firstStepOf } from '../shared/srf-model.ts';
import { stepped, type SteppedLayer } from '../shared/srf.ts';
import { firstEtas, readoutAxis } from './axes.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { alongAndAcross } from './theory.ts';

export interface View {
  /** Part of the step that has been taken, as a step size. */
  readonly eta: number;
  /** Singular values of W, largest first. */
  readonly spectrum: readonly number[];
  /** w_i·v and ‖w_i − (w_i·v)v‖² of at most 300 neurons, before the step and now. */
  readonly before: { readonly along: readonly number[]; readonly across: readonly number[] };
  readonly after: { readonly along: readonly number[]; readonly across: readonly number[] };
}

const MOST_DRAWN = 300;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const step = firstStepOf(parameters);
  // A step of size 1: all others lie on the line through it, the step of size 0 included.
  const working = stepped(engine, random, { ...step, eta: 1 }, parameters.readout, parameters);
  const axis = readoutAxis(parameters);
  const etas = firstEtas(parameters.eta);
  let next = working.next();
  for (; next.done !== true; next = working.next()) {
    signal.throwIfAborted();
    yield {
      done: 0,
      at: { partialEta: 0 },
      axes: { readout: axis, partialEta: [] },
      measures: {},
      view: NOTHING,
    };
  }
  const unit = next.value;
  const partialEta: number[] = [];
  const topOverEta: number[] = [];
  const edgeOverEta: number[] = [];
  const lookAt = (eta: number): Outcome<View> => {
    const layer = atStep(unit, eta);
    const spectrum = [...singularValues(matrix(layer.p, layer.d, layer.rows))];
    const [top, second = top] = spectrum;
    partialEta.push(eta);
    topOverEta.push(top);
    edgeOverEta.push(second);
    return {
      axes: { readout: axis, partialEta: [...partialEta] },
      measures: {
        ...measured(layer, parameters.readout === 'gaussian' ? null : axis),
        topSingularValue: top,
        bulkEdge: second,
        topOverEta: [...topOverEta],
        edgeOverEta: [...edgeOverEta],
      },
      view: {
        eta,
        spectrum,
        before: shown(layer.before, layer.direction),
        after: shown(layer.rows, layer.direction),
      },
    };
  };
  for (const eta of etas.slice(0, -1)) {
    signal.throwIfAborted();
    const part = lookAt(eta);
    yield { done: partialEta.length / etas.length, at: { partialEta: eta }, ...part };
  }
  signal.throwIfAborted();
  return lookAt(parameters.eta);
};

const NOTHING: View = {
  eta: 0,
  spectrum: [],
  before: { along: [], across: [] },
  after: { along: [], across: [] },
};

/** The layer after a step of size `eta`, from that after one of size 1. */
function atStep(unit: SteppedLayer, eta: number): SteppedLayer {
  const { before } = unit;
  return { ...unit, rows: unit.rows.map((w, k) => before[k] + eta * (w - before[k])) };
}

/**
 * γ = v·θ, and r and c of the neurons with each of the readout weights `axis`; without it those of a neuron of readout
 * weight 1, by regression of w·v on a and of ‖w − (w·v)v‖² − 1 on a².
 */
function measured(layer: SteppedLayer, axis: readonly number[] | null) {
  const { readouts, direction } = layer;
  const { along, across } = alongAndAcross(layer.rows, direction);
  const alignment = direction[0];
  const sum = (term: (a: number, i: number) => number) =>
    readouts.reduce((total, a, i) => total + term(a, i), 0);
  if (axis === null) {
    const spike = sum((a, i) => a * along[i]) / sum((a) => a * a);
    const bulkVariance = 1 + sum((a, i) => a * a * (across[i] - 1)) / sum((a) => a ** 4);
    return { spike: [spike], bulkVariance: [bulkVariance], alignment };
  }
  const meanOf = (values: Float64Array) =>
    axis.map((a) => sum((other, i) => (other === a ? values[i] : 0)) / sum((other) => (other === a ? 1 : 0)));
  return { spike: meanOf(along), bulkVariance: meanOf(across), alignment };
}

function shown(rows: Float64Array, direction: Float64Array) {
  const { along, across } = alongAndAcross(rows.subarray(0, MOST_DRAWN * direction.length), direction);
  const rounded = (values: Float64Array) => Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
  return { along: rounded(along), across: rounded(across) };
}
