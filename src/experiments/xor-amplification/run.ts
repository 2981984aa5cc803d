/** Trains the network on the cluster XOR and watches its neurons turn. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { accuracy } from '#numbers/statistics.ts';
import { meanMargin, measureNeurons } from '#theory/random-feature-amplification/measures.ts';
import { drawXor, openXor } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { historySteps, snapshot, viewOf, type Snapshot, type View } from './view.ts';

const NAMES = [
  'own',
  'opposite',
  'aligned',
  'norm',
  'margin',
  'trainNoisy',
  'testClean',
  'testNoisy',
] as const;

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const draw = drawXor(random, parameters);
  const { network, test, dispose } = openXor(engine, draw);
  try {
    const steps = recordedSteps(parameters.steps);
    const inHistory = historySteps(steps);
    const history: Snapshot[] = [];
    const reached: number[] = [];
    const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
      (typeof NAMES)[number],
      number[]
    >;
    const soFar = () => ({
      axes: { step: [...reached] },
      measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
    });
    let frame: Frame<View> | null = null;
    let done = 0;
    for (const step of steps) {
      for (; done < step; done++) {
        signal.throwIfAborted();
        network.step(parameters.alpha);
      }
      const inner = network.inner();
      const neurons = measureNeurons(inner, draw.first.outer, parameters.d);
      const onTest = network.outputs(test);
      const margin = meanMargin(onTest, draw.test.clean);
      if (!Number.isFinite(neurons.norm) || !Number.isFinite(margin))
        throw new RunFailure(
          `The weights left the range of finite numbers by step ${step}. Take a smaller step size α.`,
          frame,
        );
      const { own, opposite, aligned, norm } = neurons;
      const now = {
        own,
        opposite,
        aligned,
        norm,
        margin,
        trainNoisy: accuracy(network.outputs(), draw.labels),
        testClean: accuracy(onTest, draw.test.clean),
        testNoisy: accuracy(onTest, draw.testLabels),
      };
      reached.push(step);
      for (const name of NAMES) measures[name].push(now[name]);
      if (inHistory.has(step)) history.push(snapshot(step, neurons.cosines));
      frame = {
        done: step / parameters.steps,
        at: { step },
        ...soFar(),
        view: viewOf(step, neurons, inner, draw),
      };
      yield frame;
    }
    const last = viewOf(
      done,
      measureNeurons(network.inner(), draw.first.outer, parameters.d),
      network.inner(),
      draw,
    );
    return { ...soFar(), view: { ...last, history } };
  } finally {
    dispose();
  }
};
