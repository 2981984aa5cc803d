/** Trains the network on growing parts of one sample of the cluster XOR. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { accuracy } from '#numbers/statistics.ts';
import { measureNeurons } from '#theory/random-feature-amplification/measures.ts';
import { nStar } from '#theory/random-feature-amplification/setting.ts';
import { beginning, drawXor, openXor, trainInBlocks } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';

const NAMES = ['own', 'testClean', 'trainNoisy', 'ratio'] as const;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, steps, alpha } = parameters;
  const whole = drawXor(random, { ...parameters, n: Math.max(...parameters.n) });
  const scale = nStar(parameters);
  const total = parameters.n.reduce((sum, samples) => sum + samples, 0);
  const reached: number[] = [];
  const measures = Object.fromEntries(NAMES.map((name) => [name, [] as number[]])) as Record<
    (typeof NAMES)[number],
    number[]
  >;
  const soFar = () => ({
    axes: { n: [...reached] },
    measures: Object.fromEntries(NAMES.map((name) => [name, [...measures[name]]])),
  });
  const frameAt = (samples: number, done: number): Frame<null> => ({
    done: done / total,
    at: { n: samples },
    ...soFar(),
    view: null,
  });

  let before = 0;
  for (const samples of parameters.n) {
    const part = beginning(whole, samples);
    const { network, test, dispose } = openXor(engine, part);
    try {
      for (const step of trainInBlocks(network, { n: samples, steps, alpha, signal }))
        yield frameAt(samples, before + (samples * step) / steps);
      const { own } = measureNeurons(network.inner(), part.first.outer, d);
      if (!Number.isFinite(own))
        throw new RunFailure(
          `The weights left the range of finite numbers at n = ${samples}. Take a smaller step size α.`,
          frameAt(samples, before),
        );
      before += samples;
      reached.push(samples);
      measures.own.push(own);
      measures.testClean.push(accuracy(network.outputs(test), part.test.clean));
      measures.trainNoisy.push(accuracy(network.outputs(), part.labels));
      measures.ratio.push(samples / scale);
      yield frameAt(samples, before);
    } finally {
      dispose();
    }
  }
  return { ...soFar(), view: null };
};
