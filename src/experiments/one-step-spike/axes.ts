/** The axes that run and prediction share. */
import { firstStepOf } from '../shared/srf-model.ts';

/** Distinct values of the first readout; 1 where they are Gaussian, and what is reported is that of a neuron with a = 1. */
export function readoutAxis(values: Parameters<typeof firstStepOf>[0]): number[] {
  return values.readout === 'gaussian' ? [1] : [...new Set(firstStepOf(values).readout.values)];
}

const PARTS = 8;

/** Sizes on the way to the full step, 0 and η̃ included; only 0 where the step is 0. */
export function firstEtas(eta: number): number[] {
  return eta === 0 ? [0] : Array.from({ length: PARTS + 1 }, (_, k) => (eta * k) / PARTS);
}
