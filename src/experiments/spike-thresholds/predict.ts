/** Thresholds over n up to a hundred million, and the spectrum at each cell of the plane. */
import type { Predict } from '#framework/run.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { spikeDegrees } from '#theory/non-linear-spikes/limits.ts';
import { limitExponent } from '#theory/non-linear-spikes/thresholds.ts';
import { activationOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { cellAt, exponents, SPIKES, thresholdsAt } from './theory.ts';

const FINE = 13;
const [FROM, TO] = [200, 1e8];

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, alpha } = parameters;
  const growing = parameters.d === null && parameters.N === null;
  const [from, to] = [portableLog(FROM), portableLog(TO)];
  // With fixed d and N the ratios of the limit are not those of the setting: no curve then.
  const nFine = growing
    ? Array.from({ length: FINE }, (_, i) => Math.round(portableExp(from + ((to - from) * i) / (FINE - 1))))
    : [];
  const at = n.map((samples) => thresholdsAt(parameters, samples));
  const cells = n.map((samples) => alpha.map((exponent) => cellAt(parameters, samples, exponent)));
  const degrees = spikeDegrees(activationOf(parameters), 9);
  const reach = parameters.secondLayer === 'twoValued' ? 2 : SPIKES;
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
      limit: Array.from({ length: SPIKES }, (_, j) =>
        j < Math.min(degrees.length, reach) ? limitExponent(degrees[j]) : Number.NaN,
      ),
      agreement: 1,
    },
  };
};
