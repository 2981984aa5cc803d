/** Follows the gradient flow on grouped points, and looks at neurons and fresh points before and after. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import { RunFailure } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { type Collapse, collapseOf } from '#theory/low-rotation/collapse.ts';
import { activity, weightByCount } from '#theory/low-rotation/exclusive.ts';
import { Flow } from '#theory/low-rotation/flow.ts';
import { sampleGroups, seenGroups } from '#theory/low-rotation/groups.ts';
import { copyOf } from '#theory/low-rotation/network.ts';
import { finish } from '../shared/pieces.ts';
import { PIECE, stepWork, TEST_POINTS } from './cost.ts';
import { drawPoints, drawWeights } from './draw.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { neuronAngles, type View } from './view.ts';

export type { View } from './view.ts';

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { k, sigma, steps, c, etaMax } = parameters;
  const draw = drawPoints(random, parameters);
  const { centres, points } = draw;
  const weights = drawWeights(random, draw, parameters);
  if (weights === null)
    throw new RunFailure(
      'No exclusive neuron was found near a centre: the groups are too wide. Take a smaller σ.',
      null,
    );
  const start = copyOf(weights);
  const test = sampleGroups(random('test'), centres, TEST_POINTS, sigma);
  const flow = new Flow(points, weights, { c, etaMax });

  const before = activity(start, points);
  const seen = seenGroups(points);
  const owners = before.owner.filter((g) => g >= 0);
  const hardMargin: number[] = [];
  const reached: number[] = [];
  let first: Collapse | null = null;
  let last: Collapse | null = null;
  const soFar = () => {
    const now = activity(weights, points);
    const kept = before.owner.filter((g, j) => g >= 0 && now.owner[j] === g).length;
    return {
      axes: { step: [...reached], groups: Array.from({ length: k + 1 }, (_, count) => count) },
      measures: {
        hardMargin: [...hardMargin],
        exclusive: owners.length / start.m,
        owned: new Set(owners).size / seen.length,
        exclusiveKept: owners.length === 0 ? NaN : kept / owners.length,
        weightStart: weightByCount(start, before.count, k),
        weightEnd: weightByCount(weights, now.count, k),
        testError: last?.testError ?? NaN,
        nc1Start: first?.nc1 ?? NaN,
        nc1: last?.nc1 ?? NaN,
      },
      view: {
        neurons: neuronAngles(start, weights, centres, before.owner),
        seen,
        errorOf: last?.errorOf ?? [],
      },
    };
  };
  const frame = (step: number): Frame<View> => ({
    done: step / Math.max(1, steps),
    at: { step },
    ...soFar(),
  });

  const pause = Math.max(1, Math.round(PIECE / stepWork(parameters)));
  const recorded = new Set(recordedSteps(steps));
  for (let step = 0; step <= steps; step++) {
    if (step > 0) flow.step();
    if (recorded.has(step)) {
      reached.push(step);
      hardMargin.push(flow.margins().hard);
    }
    if (step === 0) {
      first = yield* finish(collapseOf(weights, test), signal, () => frame(0));
      yield frame(0);
    } else if (step % pause === 0) {
      signal.throwIfAborted();
      yield frame(step);
    }
  }
  last = yield* finish(collapseOf(weights, test), signal, () => frame(steps));
  return soFar();
};
