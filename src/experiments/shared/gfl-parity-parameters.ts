/** The parameters that experiments on parities share; each has its own defaults and sliders where they differ. */
const uniform = {
  D: {
    kind: 'number',
    label: 'number of bits',
    symbol: 'D',
    description: 'Coordinates of an input, each a fair sign.',
    default: 30,
    min: 4,
    max: 200,
    integer: true,
    slider: { min: 10, max: 80, step: 1 },
    primary: true,
  },
  k: {
    kind: 'number',
    label: 'relevant bits',
    symbol: 'k',
    description: 'Bits whose product is the label.',
    default: 2,
    min: 2,
    max: 6,
    integer: true,
    slider: { min: 2, max: 4, step: 1 },
  },
  tau: {
    kind: 'number',
    label: 'threshold',
    symbol: 'τ',
    description: 'Bias of every neuron, in standard deviations of ⟨w, x⟩; a neuron is on above it.',
    default: 0,
    min: -3,
    max: 3,
    slider: { min: 0, max: 2, step: 0.1 },
  },
} as const;

export const parityParameters = {
  ...uniform,
  /** Structured inputs show their feature among more bits, and for more relevant ones. */
  structured: {
    D: {
      ...uniform.D,
      description: 'Coordinates of an input, each a sign.',
      max: 400,
      slider: { min: 20, max: 200, step: 5 },
    },
    k: { ...uniform.k, default: 5, min: 3, max: 15, slider: { min: 3, max: 7, step: 1 } },
  },
  pA: {
    kind: 'number',
    label: 'structured share',
    symbol: 'p_A',
    description: 'Share of the inputs whose relevant bits are all equal; the rest is uniform.',
    default: 0.5,
    min: 0,
    max: 1,
    slider: { min: 0, max: 1, step: 0.05 },
  },
  n: { kind: 'number', label: 'samples', symbol: 'n', min: 20, integer: true, primary: true },
  /** Sizes of the sample that are swept. */
  sweep: {
    kind: 'list',
    label: 'samples',
    symbol: 'n',
    description: 'Points that the gradient averages over; each value is the beginning of the longest sample.',
    min: 20,
    integer: true,
    maxLength: 10,
    primary: true,
  },
  m: { kind: 'number', label: 'neurons', symbol: 'm', min: 1, integer: true },
} as const;

/** The sentence of a refusal, or null. */
export const tooManyRelevant = ({ D, k }: { readonly D: number; readonly k: number }): string | null =>
  k > D ? 'k must not exceed D: there are only D bits to choose from.' : null;
