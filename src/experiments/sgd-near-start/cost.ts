/** What a run costs, and how often it is tested. */
import { recordedSteps } from '#framework/recorded.ts';

export const TEST_POINTS = 2000;

/** Most tests of a run, the first and the last left out. */
const TESTS = 40;

interface Setting {
  readonly d: number;
  readonly m: number;
  readonly steps: number;
}

/** Steps after which the test error is measured: 0, every so many tens, and the last. */
export function testedSteps(steps: number): Set<number> {
  const every = 10 * Math.ceil(steps / (10 * TESTS));
  return new Set(recordedSteps(steps).filter((step) => step % every === 0 || step === steps));
}

/** Floating-point operations of one step: the network, its gradient, and the perceptron beside it. */
export const stepWork = ({ d, m }: Setting): number => 8 * m * d;

/** Of one test. */
export const testWork = ({ d, m }: Setting): number => 2 * TEST_POINTS * m * d;

export function runWork(setting: Setting): number {
  return setting.steps * stepWork(setting) + (TESTS + 2) * testWork(setting);
}

/** Whether the perceptron's bound of the given neurons is computed: the Gram matrix has 4^d entries of m products. */
export const boundsWidth = ({ d, m }: Setting): boolean => d <= 9 && m * 4 ** d <= 2e8;
