/** Overlaps at a constant step size, over n and over the step size, and the threshold. */
import type { Predict } from '#framework/run.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { bulkOf, signalOf, type Constants } from '#theory/non-linear-spikes/signal.ts';
import { alignmentOf } from '#theory/non-linear-spikes/teacher.ts';
import { etaCritical } from '#theory/non-linear-spikes/thresholds.ts';
import { settingOf, sizesAt, stepSizeOf, teacherOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { predictedOverlaps } from './theory.ts';

const FINE = 33;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, eta, alpha } = parameters;
  const constants = parameters.constants as Constants;
  const settingAt = (samples: number, step?: number) =>
    settingOf({
      ...parameters,
      ...sizesAt(samples, parameters),
      eta: step ?? stepSizeOf({ eta, alpha, n: samples }),
    });
  const at = n.map((samples) => predictedOverlaps(settingAt(samples), constants));
  const largest = Math.max(...n);
  const etaFine = Array.from({ length: FINE }, (_, i) => (i * Math.max(6, 1.2 * eta)) / (FINE - 1));
  const [from, to] = [portableLog(Math.min(...n)), portableLog(largest)];
  const nFine =
    from === to
      ? [largest]
      : Array.from({ length: FINE }, (_, i) =>
          Math.round(portableExp(from + ((to - from) * i) / (FINE - 1))),
        );
  const along = nFine.map((samples) => predictedOverlaps(settingAt(samples), constants));
  const atLargest = settingAt(largest);
  const bulk = bulkOf(signalOf({ ...atLargest, eta: 0 }), 'bare');
  return {
    axes: { n: [...n], etaFine, nFine },
    values: {
      overlapLinear: at.map(({ linear }) => linear),
      overlapQuadratic: at.map(({ quadratic }) => quadratic),
      overlapQuadraticSecond: at.map(({ second }) => second),
      etaCritical:
        atLargest.activation.c1 === 0
          ? Number.NaN
          : etaCritical(bulk, alignmentOf(teacherOf(parameters), bulk.phi).betaNorm),
      overlapCurve: etaFine.map((step) => predictedOverlaps(settingAt(largest, step), constants).linear),
      overlapLinearCurve: along.map(({ linear }) => linear),
      overlapSecondCurve: along.map(({ second }) => second),
    },
  };
};
