import type { Engine } from '#engine/engine.ts';
import type { Run } from '#framework/run.ts';
import type spec from './spec.ts';

export const run: Run<(typeof spec)['parameters'], Engine, null> = async function* ({
  parameters,
  random,
  signal,
}) {
  const square: number[] = [];
  const axes = { n: parameters.n };
  for (const n of parameters.n) {
    const draws = random(`draws ${n}`);
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += draws.normal();
    square.push((sum / n) ** 2);
    if (signal.aborted) break;
    const done = square.length / parameters.n.length;
    yield {
      done,
      at: { n },
      axes: { n: parameters.n.slice(0, square.length) },
      measures: { square: [...square] },
      view: null,
    };
  }
  return { axes, measures: { square }, view: null };
};
