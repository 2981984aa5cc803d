/** ReLU, ReLU with a threshold, and |z|: all averages in closed form (derived for this page). */
import { hermite } from '#numbers/hermite.ts';
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { factorial, type Activation, type Smoothed } from './activation.ts';

/** Mean, slope and second moment of max(0, rZ + t). */
function rectified(r: number, t: number) {
  const share = normalCdf(t / r);
  const density = normalDensity(t / r);
  return {
    mean: t * share + r * density,
    slope: r * share,
    square: (t * t + r * r) * share + t * r * density,
  };
}

/** max(0, z − θ) − its mean; θ = 0 is the centred ReLU. k! c_k = φ(θ) H_{k−2}(θ) for k ≥ 2. */
export function shiftedRelu(theta: number): Activation {
  const centre = rectified(1, -theta);
  const smoothed = (r: number, t: number): Smoothed => {
    const { mean, slope, square } = rectified(r, t - theta);
    return { mean: mean - centre.mean, slope, variance: square - mean * mean };
  };
  const c1 = centre.slope;
  return {
    value: (z) => (z > theta ? z - theta : 0) - centre.mean,
    slope: (z) => (z > theta ? 1 : 0),
    smoothed,
    coefficient: (k) => (k === 1 ? c1 : (normalDensity(theta) * hermite(theta, k - 1)[k - 2]) / factorial(k)),
    c1,
    bSquared: centre.square - centre.mean ** 2 - c1 * c1,
    slopeVariance: normalCdf(theta) * normalCdf(-theta),
  };
}

/** |z| − √(2/π): even, so that c_1 = 0 and the first gradient has no common direction. */
export function absolute(): Activation {
  const centre = Math.sqrt(2 / Math.PI);
  return {
    value: (z) => Math.abs(z) - centre,
    slope: (z) => (z > 0 ? 1 : -1),
    smoothed: (r, t) => {
      const sign = 2 * normalCdf(t / r) - 1;
      const mean = t * sign + 2 * r * normalDensity(t / r);
      return { mean: mean - centre, slope: r * sign, variance: t * t + r * r - mean * mean };
    },
    // |z| = 2 max(0, z) − z.
    coefficient: (k) => (k === 1 ? 0 : (2 * normalDensity(0) * hermite(0, k - 1)[k - 2]) / factorial(k)),
    c1: 0,
    bSquared: 1 - 2 / Math.PI,
    slopeVariance: 1,
  };
}
