/** When the shares of axes and diagonals are near their limits: assumptions of gfl-2 and gfl-8. */
interface Sizes {
  readonly kappa: number;
  readonly q: number;
  readonly cone: number;
  readonly strength: number;
}

export const farFromOne = {
  id: 'far-from-one',
  name: 'κ ≥ 10 or κ ≤ ½',
  text: 'For the limits, κ is at least 10 or at most ½: a neuron sees whole clusters, or all clusters alike. Between them neither picture is right.',
  holds: ({ kappa }: Sizes): boolean => kappa >= 10 || kappa <= 0.5,
};

export const apartCones = {
  id: 'apart-cones',
  name: '0.03 ≤ γ ≤ 0.07',
  text: 'For the limits, 0.03 ≤ γ ≤ 0.07. Wider cones of an axis and of a diagonal overlap; much narrower ones leave out gradients that are nearly there at any finite κ.',
  holds: ({ cone }: Sizes): boolean => cone >= 0.03 && cone <= 0.07,
};

export const lowBar = {
  id: 'low-bar',
  name: 'no gradient is too short',
  text: 'For the limits, B_G is below the length of a typical gradient: at most 0.1 for κ above 1, and 0.15 κ times the smaller of 2q and ½ below. A higher bar removes gradients that the limits count.',
  holds: ({ strength, kappa, q }: Sizes): boolean =>
    strength <= (kappa >= 1 ? 0.1 : 0.15 * kappa * Math.min(0.5, 2 * q)),
};
