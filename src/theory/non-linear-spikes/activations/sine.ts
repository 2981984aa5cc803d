import { portableCos, portableExp, portableSin } from '#numbers/elementary.ts';
import { factorial, power, type Activation } from './activation.ts';

/** sin(wz + p) − its mean: all averages in closed form (derived for this page). k! c_k = wᵏ e^{−w²/2} sin(p + kπ/2). */
export function sine(w: number, p: number): Activation {
  const damping = portableExp((-w * w) / 2);
  const centre = damping * portableSin(p);
  const c1 = w * damping * portableCos(p);
  const rotated = [portableSin(p), portableCos(p), -portableSin(p), -portableCos(p)];
  const doubled = power(damping, 4) * portableCos(2 * p);
  return {
    value: (z) => portableSin(w * z + p) - centre,
    slope: (z) => w * portableCos(w * z + p),
    smoothed: (r, t) => {
      const shrink = portableExp((-w * w * r * r) / 2);
      const mean = shrink * portableSin(w * t + p);
      return {
        mean: mean - centre,
        slope: w * r * shrink * portableCos(w * t + p),
        variance: 0.5 * (1 - power(shrink, 4) * portableCos(2 * (w * t + p))) - mean * mean,
      };
    },
    coefficient: (k) => (power(w, k) * damping * rotated[k % 4]) / factorial(k),
    c1,
    bSquared: 0.5 * (1 - doubled) - centre * centre - c1 * c1,
    slopeVariance: 0.5 * w * w * (1 + doubled) - c1 * c1,
  };
}
