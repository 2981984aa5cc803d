/** From parameters to the theory: the spiked model, the conditions of the readout, and the predicted curve. */
import type { Conditions } from '#theory/spiked-random-features/conditions.ts';
import { solveCurve, type Solution } from '#theory/spiked-random-features/errors.ts';
import {
  readoutOf,
  spikedModel,
  type FirstStep,
  type Readout,
} from '#theory/spiked-random-features/first-step.ts';
import type { Model, StudentName, TargetName } from '#theory/spiked-random-features/model.ts';
import { tablesOf } from '#theory/spiked-random-features/tables.ts';
import type { SrfValues, StepValues } from './srf-parameters.ts';

/** What the theory and the readout need to know. */
export type ReadoutValues = Pick<StepValues, 'd' | 'beta' | 'lambda' | 'delta' | 'width'>;

/** Number of neurons, p = βd rounded, at least 1. */
export function neuronsOf({ d, beta }: { readonly d: number; readonly beta: number }): number {
  return Math.max(1, Math.round(beta * d));
}

/** n = αd rounded, at least 1. */
export function samplesOf(alpha: number, d: number): number {
  return Math.max(1, Math.round(alpha * d));
}

/** The text of a `readout` parameter with the shares of its groups. Throws a RangeError when they do not pair up. */
export function readReadout(text: string, fractions: readonly number[]): Readout {
  const values = text === 'gaussian' ? 'gaussian' : text.split(',').map(Number);
  return readoutOf(values, fractions.length === 0 ? undefined : fractions);
}

/** The first step that the parameters describe. */
export function firstStepOf(
  values: Pick<StepValues, 'student' | 'target' | 'eta' | 'alpha0' | 'delta' | 'readout' | 'fractions'>,
): FirstStep {
  const { student, target, eta, alpha0, delta, readout, fractions } = values;
  return {
    student: student as StudentName,
    target: target as TargetName,
    eta,
    alpha0,
    delta,
    readout: readReadout(readout, fractions),
  };
}

/** The model that the step leads to. */
export function modelAfterStep(values: Parameters<typeof firstStepOf>[0]): Model {
  return spikedModel(firstStepOf(values));
}

/** The model: that of the first step where `eta` is set, otherwise the one given by r, c and γ. */
export function modelOf(values: Omit<SrfValues, 'alpha'>): Model {
  const { eta, spike, bulkVariance, alignment, fractions } = values;
  if (eta !== null) return modelAfterStep({ ...values, eta });
  const { values: spikes, fractions: shares } = readoutOf(
    spike,
    fractions.length === 0 ? undefined : fractions,
  );
  return {
    student: values.student as StudentName,
    target: values.target as TargetName,
    alignment,
    groups: spikes.map((r, l) => ({
      fraction: shares[l],
      spike: r,
      bulkVariance: bulkVariance.length === 1 ? bulkVariance[0] : bulkVariance[l],
    })),
  };
}

/**
 * The conditions of the readout but for α. They use β as given: p = βd is rounded where `width` is actual, and neither
 * depends on d where it is infinite.
 */
export function conditionsOf(values: ReadoutValues): Omit<Conditions, 'alpha'> {
  const { beta, lambda, delta, width } = values;
  return { beta, lambda, delta, width: width === 'infinite' ? Infinity : neuronsOf(values) };
}

/** The solutions of the theory at each α, in the order given. */
export function predictedCurve(model: Model, values: ReadoutValues, alphas: readonly number[]): Solution[] {
  return solveCurve(tablesOf(model), alphas, conditionsOf(values));
}

/** α from the least to the most asked for, evenly in its logarithm, with the peak at α = β when it lies between. */
export function fineAlphas(alphas: readonly number[], beta: number, count = 30): number[] {
  const from = Math.min(...alphas);
  const to = Math.max(...alphas);
  if (from === to) return [from];
  const even = Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));
  const grid = beta > from && beta < to ? [...even, beta] : even;
  return [...new Set(grid)].sort((a, b) => a - b);
}

/** An experiment sweeps α or has one. */
interface OneOrMoreAlphas {
  readonly alpha: number | readonly number[];
}

/** A sentence for groups that do not pair up, or for a size that does not fit, else null. */
export function refuseReadout(values: ReadoutValues & OneOrMoreAlphas): string | null {
  const n = samplesOf(Math.max(...[values.alpha].flat()), values.d);
  const p = neuronsOf(values);
  return n * Math.max(p, values.d) > 4e7 || p * p > 1.6e7
    ? 'n · p, n · d and p · p must stay below 40 and 16 million: the worker would run out of memory. Take a smaller d, α or β.'
    : null;
}

export function refuseStep(
  values: Pick<StepValues, 'readout' | 'fractions'> & { readonly alpha0: number; readonly d: number },
  trains = true,
): string | null {
  try {
    readReadout(values.readout, values.fractions);
  } catch (error) {
    if (error instanceof RangeError) return sentence(error.message);
    throw error;
  }
  return trains && values.alpha0 * values.d * values.d > 1e9
    ? 'The first step would need more than a billion random numbers, α₀d². Take a smaller α₀ or d.'
    : null;
}

export function refuseSrf(values: Omit<SrfValues, 'alpha'> & OneOrMoreAlphas): string | null {
  const { eta, spike, bulkVariance } = values;
  if (eta === null && bulkVariance.length !== 1 && bulkVariance.length !== spike.length)
    return `r has ${spike.length} values and c has ${bulkVariance.length}: give one c, or one for each r.`;
  const groups = eta === null ? spike.join(',') : values.readout;
  return refuseStep({ ...values, readout: groups }, false) ?? refuseReadout(values);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
