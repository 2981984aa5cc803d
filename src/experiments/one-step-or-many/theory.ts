/** Predictions from the first weights alone: the population gradient, and the mean-field recursion. */
import { mixtureGradient, noise, type MixtureSetting } from '#theory/gradient-feature-learning/mixture.ts';
import { cosinesOf, type Cosines } from '../shared/gfl-plane.ts';

/**
 * Directions of the population gradients with b = 0. Lengths count the noise that n samples add outside of the plane:
 * a neuron is on at half of them, so its square is (d − 2)σ²/(2n) on average. The noise within the plane is left out.
 *
 * @param inner first weights, m × d row-major
 */
export function populationDirections(
  inner: ArrayLike<number>,
  setting: MixtureSetting & { readonly n: number },
): Cosines[] {
  const { d, n } = setting;
  const sigma = noise(setting);
  const outside = ((d - 2) * sigma * sigma) / (2 * n);
  return cosinesOf(inner, d).map(([first, second]): Cosines => {
    const { along, length } = mixtureGradient(first, second, 0, sigma);
    const whole = Math.sqrt(length * length + outside);
    return [along[0] / whole, along[1] / whole];
  });
}

/** How far saturated growth takes a neuron in so many steps, in units of its first length ω√d. */
export function growth({
  d,
  m,
  omega,
  alpha,
  steps,
}: Readonly<Record<'d' | 'm' | 'omega' | 'alpha' | 'steps', number>>): number {
  return (alpha * steps) / (8 * Math.sqrt(m) * omega * Math.sqrt(d));
}
