/** Our engine, on the path that it chooses by itself. */
import type { Engine } from '#engine/engine.ts';
import { rate, type Problem, type Runner } from '../contenders.ts';

export function ourRunner(engine: Engine, { n, d, x, y, w, a }: Problem): Runner {
  const network = engine.network({
    points: { inputs: x, n, d },
    targets: y,
    inner: w,
    outer: a,
    activation: 'relu',
    loss: 'logistic',
    trained: { inner: true, outer: true },
  });
  return {
    steps(count) {
      for (let step = 0; step < count; step++) network.step(rate);
    },
    dispose: () => {
      network.dispose();
    },
  };
}
