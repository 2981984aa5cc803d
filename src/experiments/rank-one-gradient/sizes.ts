/** Sizes at each number of samples, and the setting of the estimate. */
import { activationOf, type ActivationValues } from '../shared/nls-parameters.ts';
import { teacher as teacherFrom } from '#theory/non-linear-spikes/teacher.ts';
import type { GradientSetting } from './theory.ts';

export interface SizeValues {
  readonly d: number | null;
  readonly N: number | null;
  /** d/n where d is not set. */
  readonly phi: number;
}

export interface SettingValues extends SizeValues, ActivationValues {
  readonly teacher: readonly number[];
  readonly noise: number;
  readonly secondLayer: string;
}

/** d and N that go with n samples: φn and n unless they are set. */
export const sizesAt = ({ d, N, phi }: SizeValues, n: number) => ({
  n,
  d: d ?? Math.max(4, Math.round(phi * n)),
  N: N ?? n,
});

export const settingAt = (values: SettingValues, n: number): GradientSetting => ({
  ...sizesAt(values, n),
  activation: activationOf(values),
  teacher: teacherFrom(values.teacher, values.noise),
  secondLayer: values.secondLayer,
});
