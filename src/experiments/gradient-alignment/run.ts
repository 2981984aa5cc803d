/** Gathers β = Xᵀy/n sample by sample, and looks at it at each n of the sweep. */
import type { Engine } from '#engine/engine.ts';
import type { Frame } from '#framework/outcome.ts';
import type { Run } from '#framework/run.ts';
import { hermite } from '#numbers/hermite.ts';
import { streams } from '#numbers/random.ts';
import { activationOf, teacherOf } from '../shared/nls-parameters.ts';
import { drawStart } from '../shared/nls.ts';
import { predict } from './predict.ts';
import type { parameters as parameterSpecs } from './spec.ts';

/** Samples between two frames. */
const BATCH = 400;

export const run: Run<typeof parameterSpecs, Engine, null> = async function* ({
  parameters,
  random,
  signal,
}) {
  const { d, N, literal } = parameters;
  // The samples of a smaller n are the first of those of a larger one.
  const order = [...new Set(parameters.n)].sort((a, b) => a - b);
  const predicted = predict({ parameters, random: streams(0) }).values.cosine as number[];
  const { coefficients, noise: spread } = teacherOf(parameters);
  const { value } = activationOf(parameters);
  const start = literal ? drawStart(random, { N, d }, 'gaussian') : null;
  const [inputs, noise] = [random('first'), random('firstLabels')];
  const known = new Map<number, { cosine: number; betaNorm: number }>();
  const sum = new Float64Array(d);
  const x = new Float64Array(d);
  const soFar = () => {
    const reached = parameters.n.filter((n) => known.has(n));
    const at = reached.map((n) => known.get(n) ?? { cosine: NaN, betaNorm: NaN });
    const total = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
    const cosine = at.map((one) => one.cosine);
    return {
      axes: { n: reached },
      measures: {
        cosine,
        betaNorm: at.map((one) => one.betaNorm),
        cosineRatio: reached.length < parameters.n.length ? NaN : total(cosine) / total(predicted),
      },
      view: null,
    };
  };
  const most = order[order.length - 1];
  for (let seen = 1, next = 0; seen <= most; seen++) {
    for (let k = 0; k < d; k++) x[k] = inputs.normal();
    const h = hermite(x[0], coefficients.length);
    let label = coefficients.reduce((all, c, k) => all + c * h[k], spread * noise.normal());
    if (start !== null)
      for (let j = 0; j < N; j++) {
        let z = 0;
        for (let k = 0; k < d; k++) z += start.weights[j * d + k] * x[k];
        label -= start.a[j] * value(z);
      }
    for (let k = 0; k < d; k++) sum[k] += label * x[k];
    if (seen === order[next]) {
      const length = Math.sqrt(sum.reduce((all, one) => all + one * one, 0));
      known.set(seen, { cosine: Math.abs(sum[0]) / length, betaNorm: length / seen });
      next += 1;
    } else if (seen % BATCH !== 0) continue;
    signal.throwIfAborted();
    if (seen < most) {
      const frame: Frame<null> = { done: seen / most, at: { n: order[next] }, ...soFar() };
      yield frame;
    }
  }
  return soFar();
};
