/**
 * Two unit points of the plane at an angle θ, both labelled +1, and what is known of them in closed form (note R3 and 3.3,
 * derived). The wedge is the cone of directions that see both; its middle is the bisector.
 */
import { portableCos, portableExp, portableSin } from '#numbers/elementary.ts';
import type { Stream } from '#numbers/random.ts';
import type { Labelled } from './data.ts';
import type { Kernel } from './kernels.ts';
import type { Weights } from './network.ts';

const RADIANS = Math.PI / 180;

/** The angle from which on the bisector is no longer the best direction, degrees. */
export const TURNING = 120;

/** (± sin θ/2, cos θ/2), both labelled +1. @param theta degrees, in (0, 180) */
export function twoPoints(theta: number): Labelled {
  const [s, c] = [portableSin((theta / 2) * RADIANS), portableCos((theta / 2) * RADIANS)];
  return { n: 2, d: 2, inputs: Float64Array.of(s, c, -s, c), labels: Float64Array.of(1, 1) };
}

/** Normalised margin of the stationary direction with all neurons on the bisector: ½ cos θ/2. @param theta degrees */
export function bisectorMargin(theta: number): number {
  return portableCos((theta / 2) * RADIANS) / 2;
}

/** Half the global margin: ½ max(cos θ/2, ½). @param theta degrees */
export function bestMargin(theta: number): number {
  return Math.max(bisectorMargin(theta), 0.25);
}

/** L2 margin of a tangent kernel on the two points: equal weights are best by symmetry, γ² = (K(1) + K(cos θ))/2. @param theta degrees */
export function tangentMarginAt(theta: number, kernel: Kernel): number {
  return Math.sqrt((kernel(1) + kernel(portableCos(theta * RADIANS))) / 2);
}

export interface WedgeStart {
  /** Degrees. */
  readonly theta: number;
  readonly m: number;
  /** So many neurons are put near the directions of the two points instead, in turn. */
  readonly outside: number;
}

/** |a_j| = ‖v_j‖ of the wedge start. */
const LENGTH = 0.1;
/** Share of the wedge that is used, so that no neuron starts at its edge. */
const USED = 0.95;
/** Neurons outside stand this close to the direction of a point, degrees. */
const NEAR = 2;

/** a_j = ‖v_j‖ = 0.1, directions uniform in 95 % of the wedge. More neurons do not change the first. */
export function wedgeStart(source: Stream, { theta, m, outside }: WedgeStart): Weights {
  const a = new Float64Array(m).fill(LENGTH);
  const v = new Float64Array(2 * m);
  for (let j = 0; j < m; j++) {
    const draw = 2 * source.uniform() - 1;
    const side = j % 2 === 0 ? 1 : -1;
    // From the bisector towards the first point.
    const angle = j < outside ? (side * theta) / 2 + NEAR * draw : (USED * draw * (180 - theta)) / 2;
    v[2 * j] = LENGTH * portableSin(angle * RADIANS);
    v[2 * j + 1] = LENGTH * portableCos(angle * RADIANS);
  }
  return { m, d: 2, a, v };
}

export interface Stationarity {
  /** Cosine between W and G = Σ q_i y_i ∇f(x_i): 1 at a stationary direction of the margin problem (note 1.4). */
  readonly cosine: number;
  /** Share of Σ |a_j| ‖v_j‖ in neurons that see all points. */
  readonly seeingAll: number;
}

/** How far the weights are from a stationary direction. @param p p_i = y_i f(x_i), length n */
export function stationarity(points: Labelled, weights: Weights, p: ArrayLike<number>): Stationarity {
  const { n, d, inputs, labels } = points;
  const { m, a, v } = weights;
  let least = Infinity;
  for (let i = 0; i < n; i++) least = Math.min(least, p[i]);
  const pull = Float64Array.from({ length: n }, (_, i) => portableExp(least - p[i]));
  const sum = pull.reduce((total, one) => total + one, 0);
  const gradient = new Float64Array(d);
  let [along, square, length, all, both] = [0, 0, 0, 0, 0];
  for (let j = 0; j < m; j++) {
    gradient.fill(0);
    let outer = 0;
    let seen = 0;
    for (let i = 0; i < n; i++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += v[j * d + k] * inputs[i * d + k];
      if (!(z > 0)) continue;
      seen++;
      const q = (pull[i] * labels[i]) / sum;
      outer += q * z;
      for (let k = 0; k < d; k++) gradient[k] += q * a[j] * inputs[i * d + k];
    }
    let own = 0;
    for (let k = 0; k < d; k++) {
      along += gradient[k] * v[j * d + k];
      square += gradient[k] * gradient[k];
      own += v[j * d + k] * v[j * d + k];
    }
    along += outer * a[j];
    square += outer * outer;
    length += own + a[j] * a[j];
    const weight = Math.abs(a[j]) * Math.sqrt(own);
    all += weight;
    if (seen === n) both += weight;
  }
  return { cosine: square > 0 ? along / Math.sqrt(square * length) : 0, seeingAll: all > 0 ? both / all : 0 };
}
