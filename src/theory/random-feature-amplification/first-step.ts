/**
 * What the network is before and right after its first step, for any step size (result rfa-8, derived for this page).
 *
 * Before the step q = ⟨w, x⟩ is random; the step adds ±γ⟨Ĝ(w), x⟩ with γ = α/(2√m), the sign being that of the output
 * weight and Ĝ the gradient on the sample. By max(0, q) = ½q + ½|q| the output splits into a linear (odd) part and an
 * even one; both are close to Gaussian over the draws of weights and sample, and their moments are computed here.
 * Assumes small outputs before the step, so that every sample pulls with ½.
 */
import { normalCdf, normalDensity } from '#numbers/normal.ts';
import { gaussLegendre, integrate, normalTrapezoid } from '#numbers/quadrature.ts';
import { kappa, type Setting } from './setting.ts';

/** Expected values of what is measured. */
export interface EarlyMeasures {
  /** Share of the even part in the output's energy. */
  readonly evenEnergy: number;
  readonly testClean: number;
  /** Accuracy on the training labels as given. */
  readonly trainNoisy: number;
  /** Share of the flipped training labels that the network agrees with. */
  readonly flippedFitted: number;
}

/** Before the first step, m → ∞: even share (π − 2)/(2π − 2), everything else a coin flip. */
export const AT_START: EarlyMeasures = {
  evenEnergy: (Math.PI - 2) / (2 * Math.PI - 2),
  testClean: 0.5,
  trainNoisy: 0.5,
  flippedFitted: 0.5,
};

/** E|M + sN| for standard normal N. */
function meanAbs(mean: number, deviation: number): number {
  const h = mean / deviation;
  return mean * (2 * normalCdf(h) - 1) + 2 * deviation * normalDensity(h);
}

/** After one step. */
export function afterFirstStep(setting: Setting): EarlyMeasures {
  const { d, n, m, sigma, xi, omega, alpha } = setting;
  const gamma = alpha / (2 * Math.sqrt(m));
  const seen = kappa(setting);
  // What the gradient of a neuron with component ωz along the centre of x says about x.
  const signal = (z: number): number => 0.25 * (1 - 2 * xi) * (2 * normalCdf(seen * z) - 1);
  const rule = normalTrapezoid(121);
  const signalSquared = integrate((z) => signal(z) ** 2, rule);

  // Variance of ⟨Ĝ, x⟩ from the sample; one half of it is common to all neurons.
  const along = 0.5 + sigma ** 2;
  const sampled = (along * (1 + 2 * sigma ** 2) + sigma ** 4 * (d - 2)) / (2 * n);
  const spread = sigma * Math.sqrt(d) * omega;
  const rest = Math.hypot(spread, gamma * Math.sqrt(sampled));

  const meanOf = (sign: 1 | -1): number =>
    integrate((z) => meanAbs(omega * z + sign * gamma * signal(z), rest), rule);
  const [more, less] = [meanOf(1), meanOf(-1)];
  const square = omega ** 2 + gamma ** 2 * signalSquared + rest ** 2;
  const evenVariance = (square - 0.5 * (more ** 2 + less ** 2)) / 4;
  const oddVariance = (square + 0.5 * (m - 1) * gamma ** 2 * sampled) / 4;
  const evenMean = (Math.sqrt(m) / 4) * (more - less);
  const deviation = Math.sqrt(evenVariance + oddVariance);

  // The common half lies mostly along μ₁ and μ₂, where it is two Gaussian numbers: the sum of their squares is
  // exponentially distributed, and the share is averaged over it.
  const even = evenMean ** 2 + evenVariance;
  const varied = (0.25 * (m - 1) * gamma ** 2 * along ** 2) / (2 * n);
  const evenEnergy = integrate(
    (u) => even / (even + oddVariance + varied * (-Math.log(u) - 1)),
    gaussLegendre(40, 0, 1),
  );
  const onTraining = (observed: 1 | -1): number =>
    trainingMean(observed, { signal, setting, gamma, spread, noise: gamma * Math.sqrt(sampled) });
  const right = normalCdf(onTraining(1) / deviation);
  const flippedFitted = normalCdf(-onTraining(-1) / deviation);
  return {
    evenEnergy,
    testClean: normalCdf(evenMean / deviation),
    trainNoisy: (1 - xi) * right + xi * flippedFitted,
    flippedFitted,
  };
}

interface Moments {
  readonly signal: (z: number) => number;
  readonly setting: Setting;
  readonly gamma: number;
  /** Standard deviation of ⟨w, x − centre⟩ before the step. */
  readonly spread: number;
  /** Standard deviation of γ⟨Ĝ, x⟩ from the other samples. */
  readonly noise: number;
}

/** Mean output at a training point with true label +1 and this observed one: it has pulled on the active neurons itself. */
function trainingMean(observed: 1 | -1, { signal, setting, gamma, spread, noise }: Moments): number {
  const { d, n, m, sigma, omega } = setting;
  const own = (observed * (1 + sigma ** 2 * d)) / n;
  const [overCentre, overNoise] = [normalTrapezoid(41, 6), normalTrapezoid(161, 6)];
  const difference = integrate((z) => {
    const pull = signal(z);
    return integrate((k) => {
      const before = omega * z + spread * k;
      const added = gamma * (pull + (before > 0 ? own : 0));
      return meanAbs(before + added, noise) - meanAbs(before - added, noise);
    }, overNoise);
  }, overCentre);
  return (Math.sqrt(m) / 4) * (difference + gamma * own);
}
