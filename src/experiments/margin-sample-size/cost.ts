/** What a run costs. */

export const TEST_POINTS = 2000;

interface Setting {
  readonly d: number;
  readonly m: number;
  readonly steps: number;
  readonly n: readonly number[];
}

/** Floating-point operations of one step of a flow on n points: half of the neurons are on. */
export const stepWork = ({ d, m }: Pick<Setting, 'd' | 'm'>, n: number): number => 4 * n * m * d;

/** Of one trained network. */
export const flowWork = (setting: Setting, n: number): number =>
  setting.steps * stepWork(setting, n) + 2 * TEST_POINTS * setting.m * setting.d;

/** Of the kernel machine: kernels between all points, with an arc cosine each, and the steps along pairs. */
export const kernelWork = ({ d }: Pick<Setting, 'd'>, n: number): number =>
  (n * n + n * TEST_POINTS) * (2 * d + 40) + 100 * n * n;

export const runWork = (setting: Setting): number =>
  setting.n.reduce((sum, n) => sum + 2 * flowWork(setting, n) + kernelWork(setting, n), 0);
