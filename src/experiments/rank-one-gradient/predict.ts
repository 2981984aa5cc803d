/** Limits of the two norms of the leftover, and of the largest singular value. */
import type { Predict } from '#framework/run.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { scalesOf } from '#theory/non-linear-spikes/setting.ts';
import { settingOf, sizesAt } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';

const FINE = 17;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n } = parameters;
  const scales = (samples: number) => {
    const setting = settingOf({ ...parameters, ...sizesAt(samples, parameters), mode: 'G', eta: 0 });
    const { omega, betaNorm } = scalesOf(setting);
    return { ratio: Math.sqrt(omega), top: Math.abs(setting.activation.c1) * betaNorm };
  };
  const [from, to] = [portableLog(Math.min(...n)), portableLog(Math.max(...n))];
  const nFine =
    from === to
      ? [n[0]]
      : Array.from({ length: FINE }, (_, i) => portableExp(from + ((to - from) * i) / (FINE - 1)));
  const [at, along] = [n.map(scales), nFine.map((samples) => scales(Math.round(samples)))];
  // Where c₁ = 0 there is nothing to compare with.
  const known = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
  return {
    axes: { n: [...n], nFine },
    values: {
      frobeniusRatio: at.map(({ ratio }) => known(ratio)),
      topSingularValue: at.map(({ top }) => top),
      exponent: n.length > 1 ? -0.5 : Number.NaN,
      frobeniusCurve: along.map(({ ratio }) => known(ratio)),
      topCurve: along.map(({ top }) => top),
    },
  };
};
