/** Where the bulk after the step is close enough to isotropic for the spiked model to be the network. */

/** A step with η̃ = 3 bends the bulk noticeably below one sample per dimension. The number is ours. */
const SQUARE_OVER_SAMPLES = 10;

/** The least α₀ at which it is, 0 where the bulk is drawn afresh. */
export function isotropicFrom({ eta, isotropic }: { eta: number; isotropic: boolean }): number {
  return isotropic ? 0 : (eta * eta) / SQUARE_OVER_SAMPLES;
}
