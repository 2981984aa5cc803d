import type { Predict } from '#framework/run.ts';
import type spec from './spec.ts';

export const predict: Predict<(typeof spec)['parameters']> = ({ parameters }) => ({
  axes: { n: parameters.n },
  values: { square: parameters.n.map((n) => 1 / n) },
});
