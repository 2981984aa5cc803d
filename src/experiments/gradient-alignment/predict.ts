/** The limits of the cosine and of the length, at the swept n and on a finer grid. */
import { portableExp, portableLog } from '#numbers/elementary.ts';
import type { Predict } from '#framework/run.ts';
import { alignmentOf, literalAlignment } from '#theory/non-linear-spikes/teacher.ts';
import { activationOf, teacherOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { meanAbsoluteCosine } from './theory.ts';

const FINE = 60;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, d } = parameters;
  const teacher = teacherOf(parameters);
  const activation = activationOf(parameters);
  const nFine = fineSizes(n);
  const limit = (size: number) => alignmentOf(teacher, d / size);
  const literal = (size: number) => literalAlignment(teacher, activation, d / size);
  return {
    axes: { n: [...n], nFine },
    values: {
      cosine: n.map((size) => limit(size).rho),
      betaNorm: n.map((size) => limit(size).betaNorm),
      absCosine: n.map((size) => meanAbsoluteCosine(teacher, { n: size, d })),
      literalCosine: n.map((size) => literal(size).rho),
      literalNorm: n.map((size) => literal(size).betaNorm),
      cosineCurve: nFine.map((size) => limit(size).rho),
      betaNormCurve: nFine.map((size) => limit(size).betaNorm),
      absCosineCurve: nFine.map((size) => meanAbsoluteCosine(teacher, { n: size, d })),
      literalCosineCurve: nFine.map((size) => literal(size).rho),
      literalNormCurve: nFine.map((size) => literal(size).betaNorm),
    },
  };
};

/** Evenly in the logarithm, from the smallest n to the largest. */
function fineSizes(n: readonly number[]): number[] {
  const from = Math.min(...n);
  const to = Math.max(...n);
  if (from === to) return [from];
  const step = portableLog(to / from) / (FINE - 1);
  return Array.from({ length: FINE }, (_, i) => (i === FINE - 1 ? to : from * portableExp(i * step)));
}
