/** Limits of the alignment and of the length of β. */
import type { Predict } from '#framework/run.ts';
import { portableExp, portableLog } from '#numbers/elementary.ts';
import { alignmentOf, literalAlignment, type Alignment } from '#theory/non-linear-spikes/teacher.ts';
import { activationOf, teacherOf } from '../shared/nls-parameters.ts';
import type { parameters as parameterSpecs } from './spec.ts';
import { noiseAlignment } from './theory.ts';

const FINE = 60;

export const predict: Predict<typeof parameterSpecs> = ({ parameters }) => {
  const { n, d, literal } = parameters;
  const teacher = teacherOf(parameters);
  const at = (ratio: number): Alignment => {
    const { rho, betaNorm } = literal
      ? literalAlignment(teacher, activationOf(parameters), 1 / ratio)
      : alignmentOf(teacher, 1 / ratio);
    return { betaNorm, rho: rho === 0 ? noiseAlignment(teacher, d) : Math.abs(rho) };
  };
  const ratios = n.map((samples) => samples / d);
  const [from, to] = [portableLog(Math.min(...ratios) / 1.3), portableLog(Math.max(...ratios) * 1.3)];
  const ratioFine = Array.from({ length: FINE }, (_, i) =>
    portableExp(from + ((to - from) * i) / (FINE - 1)),
  );
  const [swept, along] = [ratios.map(at), ratioFine.map(at)];
  return {
    axes: { n: [...n], ratioFine },
    values: {
      cosine: swept.map(({ rho }) => rho),
      betaNorm: swept.map(({ betaNorm }) => betaNorm),
      cosineRatio: 1,
      cosineCurve: along.map(({ rho }) => rho),
      betaNormCurve: along.map(({ betaNorm }) => betaNorm),
    },
  };
};
