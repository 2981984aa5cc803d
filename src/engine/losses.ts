/** The losses in float64. Both paths use these: n numbers a step cost nothing beside the products. */
import { portableExp, portableLog1p } from '#numbers/elementary.ts';
import type { LossName } from './engine.ts';

export interface Loss {
  /** Loss of output f against target y. */
  readonly value: (f: number, y: number) => number;
  /** Its derivative in f. */
  readonly slope: (f: number, y: number) => number;
}

/** log(1 + e^{−q}) without overflow for any q. */
function softMargin(q: number): number {
  return q > 0 ? portableLog1p(portableExp(-q)) : portableLog1p(portableExp(q)) - q;
}

/** 1 / (1 + e^q); e^q may overflow to infinity, which gives the right limit 0. */
function complement(q: number): number {
  return 1 / (1 + portableExp(q));
}

export const losses: Readonly<Record<LossName, Loss>> = {
  logistic: { value: (f, y) => softMargin(y * f), slope: (f, y) => -y * complement(y * f) },
  // A NaN output must stay NaN, so that divergence shows: Math.max passes it on, a comparison would not.
  hinge: { value: (f, y) => Math.max(0, 1 - y * f), slope: (f, y) => (y * f >= 1 ? 0 : -y) },
  square: { value: (f, y) => (f - y) ** 2 / 2, slope: (f, y) => f - y },
};

/** Mean loss of outputs against targets. */
export function meanLoss(name: LossName, outputs: ArrayLike<number>, targets: Float64Array): number {
  const { value } = losses[name];
  let sum = 0;
  for (let i = 0; i < targets.length; i++) sum += value(outputs[i], targets[i]);
  return sum / targets.length;
}

/** Writes `scale` times the slope of each sample's loss into `into`. */
export function writeSlopes(
  name: LossName,
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  scale: number,
  into: Float32Array | Float64Array,
): void {
  const { slope } = losses[name];
  for (let i = 0; i < targets.length; i++) into[i] = scale * slope(outputs[i], targets[i]);
}
