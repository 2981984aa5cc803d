/** Trains the network on the same points with more and more of their labels flipped. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { accuracy } from '#numbers/statistics.ts';
import { ATTACKED } from '#theory/random-feature-amplification/data.ts';
import {
  clusterAccuracy,
  measureNeurons,
  shareCaptured,
} from '#theory/random-feature-amplification/measures.ts';
import { outputsInPlane, PLANE } from '#theory/random-feature-amplification/plane.ts';
import { drawXor, openXor, trainInBlocks } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';

const NAMES = ['testClean', 'testNoisy', 'trainNoisy', 'attackedCluster', 'capturedShare'] as const;
const MAP_SIZE = 41;

/** The network at one noise level in the plane of μ₁ and μ₂. */
export interface View {
  readonly xi: number;
  readonly extent: number;
  readonly size: number;
  readonly values: Float32Array;
}

export const run: Run<typeof parameterSpecs, Engine, View | null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { n, d, steps, alpha } = parameters;
  const flips = parameters.flips === 'targeted' ? 'targeted' : 'uniform';
  const reached: number[] = [];
  const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  const soFar = () => ({
    axes: { xi: [...reached] },
    measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
  });
  let view: View | null = null;
  const frameAt = (xi: number, share: number): Frame<View | null> => ({
    done: (reached.length + share) / parameters.xi.length,
    at: { xi },
    ...soFar(),
    view,
  });

  for (const xi of parameters.xi) {
    // The streams start afresh: same points, same weights, and a larger ξ flips a superset of the labels.
    const draw = drawXor(random, { ...parameters, xi }, { flips });
    const { network, test, dispose } = openXor(engine, draw);
    try {
      for (const step of trainInBlocks(network, { n, steps, alpha, signal })) yield frameAt(xi, step / steps);
      const inner = network.inner();
      const outputs = network.outputs(test);
      if (!outputs.every(Number.isFinite))
        throw new RunFailure(
          `The weights left the range of finite numbers at ξ = ${xi}. Take a smaller step size α.`,
          frameAt(xi, 0),
        );
      const { outer } = draw.first;
      const now = {
        testClean: accuracy(outputs, draw.test.clean),
        testNoisy: accuracy(outputs, draw.testLabels),
        trainNoisy: accuracy(network.outputs(), draw.labels),
        attackedCluster: clusterAccuracy(outputs, draw.test.clean, draw.test.cluster, ATTACKED),
        capturedShare: shareCaptured(measureNeurons(inner, outer, d).cosines, outer),
      };
      reached.push(xi);
      for (const name of NAMES) measures[name].push(now[name]);
      view = { xi, extent: PLANE, size: MAP_SIZE, values: outputsInPlane(inner, outer, d, MAP_SIZE) };
      yield frameAt(xi, 0);
    } finally {
      dispose();
    }
  }
  return { ...soFar(), view };
};
