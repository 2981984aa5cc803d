/** One step that forgets the first weights, and many small ones from the same first weights. */
import type { Engine } from '#engine/engine.ts';
import { RunFailure, type Frame } from '#framework/outcome.ts';
import { recordedSteps } from '#framework/recorded.ts';
import type { Run } from '#framework/run.ts';
import { accuracy } from '#numbers/statistics.ts';
import { noise } from '#theory/gradient-feature-learning/mixture.ts';
import { firstGradients } from '../shared/gfl-gradient.ts';
import { cosinesOf, type Cosines } from '../shared/gfl-plane.ts';
import { finish } from '../shared/pieces.ts';
import { drawXor, openXor, trainInBlocks } from '../shared/xor.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { axisCosine, marginOf, ownCosine, type View } from './view.ts';

export const run: Run<typeof parameterSpecs, Engine, View> = async function* ({
  parameters,
  random,
  engine,
  signal,
}) {
  const { d, n, steps, alpha } = parameters;
  const draw = drawXor(random, { ...parameters, sigma: noise(parameters), xi: 0 });
  const { inner, outer } = draw.first;
  const start = cosinesOf(inner, d);
  let one: readonly Cosines[] = [];
  let many = start;
  let step = 0;
  const reached: number[] = [];
  const path = { own: [] as number[], axisCosine: [] as number[], margin: [] as number[] };
  const single: Record<string, number> = {};
  const soFar = () => ({
    axes: { step: [...reached] },
    measures: { own: [...path.own], axisCosine: [...path.axisCosine], margin: [...path.margin], ...single },
    view: { step, one, many, start },
  });
  let last: Frame<View> | null = null;
  const frame = (): Frame<View> => {
    last = { done: step / steps, at: { step }, ...soFar() };
    return last;
  };

  const gradients = yield* finish(firstGradients(engine, draw.train, draw.labels, inner, 0), signal, frame);
  one = cosinesOf(gradients, d, outer);
  single.axisCosineOne = axisCosine(one);
  single.marginOne = marginOf(one);

  const { network, test, dispose } = openXor(engine, draw);
  try {
    for (const next of recordedSteps(steps)) {
      for (const _ of trainInBlocks(network, { n, steps: next - step, alpha, signal })) yield frame();
      step = next;
      many = cosinesOf(network.inner(), d);
      const own = ownCosine(many);
      if (!Number.isFinite(own))
        throw new RunFailure(
          `The weights left the range of finite numbers by step ${step}. Take a smaller step size α.`,
          last,
        );
      reached.push(step);
      path.own.push(own);
      path.axisCosine.push(axisCosine(many));
      path.margin.push(marginOf(many));
      yield frame();
    }
    single.axisCosineMany = axisCosine(many);
    single.marginMany = marginOf(many);
    single.accuracyMany = accuracy(network.outputs(test), draw.test.clean);
    return soFar();
  } finally {
    dispose();
  }
};
