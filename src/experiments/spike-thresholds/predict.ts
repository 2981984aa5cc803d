/** Thresholds over n up to a hundred million, and the spectrum at each cell of the plane. */
import type { Predict } from '#framework/run.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { activationOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { cellAt, exponents, limitsOf, SPIKES, thresholdsAt } from './theory.ts';

/** Points of the curves; fewer where each takes a quarter second. */
const FINE = 13;
const FINE_OF_SMOOTH = 7;
const smooth = ['tanh', 'silu'];
const [FROM, TO] = [200, 1e8];

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, alpha } = parameters;
  const growing = parameters.d === null && parameters.N === null;
  const [from, to] = [portableLog(FROM), portableLog(TO)];
  const fine = smooth.includes(parameters.activation) ? FINE_OF_SMOOTH : FINE;
  // With fixed d and N the ratios of the limit are not those of the setting: no curve then.
  const nFine = growing
    ? Array.from({ length: fine }, (_, i) => Math.round(portableExp(from + ((to - from) * i) / (fine - 1))))
    : [];
  const at = n.map((samples) => thresholdsAt(parameters, samples));
  const cells = n.map((samples) => alpha.map((exponent) => cellAt(parameters, samples, exponent)));
  return {
    axes: {
      n: [...n],
      alpha: [...alpha],
      spike: Array.from({ length: SPIKES }, (_, j) => j + 1),
      nFine,
    },
    values: {
      count: cells.map((row) => row.map(({ count }) => count)),
      outliers: cells.map((row) => row.map(({ outliers }) => outliers)),
      bulkEdge: cells.map((row) => row.map(({ edge }) => edge)),
      etaThreshold: at,
      alphaThreshold: at.map((etas, i) => exponents(etas, n[i])),
      alphaThresholdCurve: nFine.map((samples) => exponents(thresholdsAt(parameters, samples), samples)),
      limit: limitsOf(activationOf(parameters), parameters.secondLayer),
      agreement: 1,
      firstRatio: 1,
      secondRatio: 1,
    },
  };
};
