/** The limits of the gradient's norms, and the estimate of the left-over part at each size. */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import type { Predict } from '#framework/run.ts';
import { alignmentOf, secondMoment } from '#theory/non-linear-spikes/teacher.ts';
import { settingAt } from './sizes.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { leftoverNorm, leftoverVariance, type GradientSetting } from './theory.ts';

const FINE = 12;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n } = parameters;
  const nFine = fineSizes(n);
  const at = n.map((size) => predictedAt(settingAt(parameters, size)));
  const along = nFine.map((size) => predictedAt(settingAt(parameters, size)));
  return {
    axes: { n: [...n], nFine },
    values: {
      operatorRatio: at.map(({ operatorRatio }) => operatorRatio),
      frobeniusRatio: at.map(({ frobeniusRatio }) => frobeniusRatio),
      topSingularValue: at.map(({ rankOne }) => rankOne),
      leftoverNorm: at.map(({ leftover }) => leftover),
      alignmentWithA: n.map(() => 1),
      alignmentBound: at.map(({ operatorRatio }) => cosineOf(operatorRatio)),
      literalRatio: at.map(({ literalRatio }) => literalRatio),
      operatorRatioCurve: along.map(({ operatorRatio }) => operatorRatio),
      frobeniusRatioCurve: along.map(({ frobeniusRatio }) => frobeniusRatio),
      topSingularValueCurve: along.map(({ rankOne }) => rankOne),
      leftoverNormCurve: along.map(({ leftover }) => leftover),
      guide: nFine.map((size) => along[0].operatorRatio * Math.sqrt(nFine[0] / size)),
    },
  };
};

function predictedAt(setting: GradientSetting) {
  const { n, d, activation, teacher } = setting;
  const phi = d / n;
  const { betaNorm } = alignmentOf(teacher, phi);
  const rankOne = Math.abs(activation.c1) * betaNorm;
  const leftover = leftoverNorm(setting);
  // Without a linear part there is nothing to compare with.
  const relative = (value: number): number => (rankOne > 1e-12 ? value / rankOne : NaN);
  const c1Squared = activation.c1 * activation.c1;
  return {
    rankOne,
    leftover,
    operatorRatio: relative(leftover),
    frobeniusRatio: relative(Math.sqrt(leftoverVariance(setting))),
    literalRatio:
      secondMoment(teacher) > 0 && betaNorm > 0
        ? Math.sqrt(c1Squared + phi * (c1Squared + activation.bSquared)) / betaNorm
        : NaN,
  };
}

/** Cosine of the angle whose sine is `ratio`, at most 0.9: a left-over that long says nothing of the angle. */
function cosineOf(ratio: number): number {
  const sine = Number.isNaN(ratio) ? 0 : Math.min(0.9, ratio);
  return Math.sqrt(1 - sine * sine);
}

/** Whole numbers, evenly in the logarithm from the smallest n to the largest. */
function fineSizes(n: readonly number[]): number[] {
  const from = Math.min(...n);
  const to = Math.max(...n);
  const step = portableLog(to / from) / (FINE - 1);
  const sizes = Array.from({ length: FINE }, (_, i) => Math.round(from * portableExp(i * step)));
  return [...new Set([...sizes, to])];
}
