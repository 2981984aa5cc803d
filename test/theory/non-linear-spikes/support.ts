/** Settings of the reference tables, and a comparison to printed digits. */
import { expect } from 'vitest';
import { activation } from '#theory/non-linear-spikes/activations/named.ts';
import type { Activation } from '#theory/non-linear-spikes/activations/activation.ts';
import type { Bulk } from '#theory/non-linear-spikes/bulk.ts';
import { bulkEdge } from '#theory/non-linear-spikes/edge.ts';
import { outliers } from '#theory/non-linear-spikes/outliers.ts';
import { overlaps } from '#theory/non-linear-spikes/overlaps.ts';
import { bulkOf, signalOf, type Constants, type SignalOptions } from '#theory/non-linear-spikes/signal.ts';
import type { Mode, Setting } from '#theory/non-linear-spikes/setting.ts';
import { teacher, type Teacher } from '#theory/non-linear-spikes/teacher.ts';

export const relu = activation('relu');
export const sine = activation('sine');
export const tanh = activation('tanh');
export const quadratic = activation('quadratic');
/** H_1 + ½H_2 with noise 0.3. */
export const standard = teacher([1, 0.5], 0.3);

export function settingOf(
  sigma: Activation,
  [n, d, N]: readonly [number, number, number],
  mode: Mode,
  eta: number,
  target: Teacher = standard,
): Setting {
  return { n, d, N, activation: sigma, mode, eta, teacher: target };
}

export function bareBulk({ c1, bSquared }: Activation, phi: number, psi: number): Bulk {
  return { c1Squared: c1 * c1, bSquared, phi, psi };
}

/** Edge, outliers and overlaps of a setting. */
export function spectrum(setting: Setting, constants: Constants, options?: SignalOptions) {
  const signal = signalOf(setting, options);
  const bulk = bulkOf(signal, constants);
  const found = outliers(signal, bulk);
  return {
    edge: bulkEdge(bulk).z,
    outliers: found.map(({ z }) => z),
    overlaps: found.map((outlier) => overlaps(signal, bulk, outlier)),
  };
}

/** Digits after the point of a printed number. */
const decimals = (printed: string) => (printed.split('.')[1] ?? '').length;

/**
 * Checks that each value is within half a unit in the last place of what was printed; the hair is for ties.
 *
 * @param printed numbers between spaces or slashes
 */
export function expectPrinted(values: ArrayLike<number>, printed: string, units = 0.5000001): void {
  const numbers = printed === '' ? [] : printed.split(/[ /]+/);
  expect(Array.from(values)).toHaveLength(numbers.length);
  numbers.forEach((number, i) => {
    const distance = Math.abs(values[i] - Number(number)) * 10 ** decimals(number);
    expect(distance, `${values[i]} against ${number}`).toBeLessThan(units);
  });
}
