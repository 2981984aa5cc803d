/** What is measured on a trained network: cosines of its neurons, accuracies and margins of its outputs. */

/** The neurons against the two cluster directions μ₁ = e₁, μ₂ = e₂. */
export interface NeuronMeasures {
  /** Mean of |cos(w, μ₁)| over positive and |cos(w, μ₂)| over negative neurons. */
  readonly own: number;
  /** The same with the directions exchanged. */
  readonly opposite: number;
  /** Share of neurons whose own cosine exceeds 0.7. */
  readonly aligned: number;
  /** Mean norm. */
  readonly norm: number;
  /** Signed cosines with μ₁ and μ₂: c₁, c₂ of neuron 0, then of neuron 1 … length 2m. */
  readonly cosines: Float32Array;
  /** Norm of each neuron, length m. */
  readonly norms: Float32Array;
}

/** @param inner first-layer weights, m × d row-major; @param outer output weights, length m (only signs matter) */
export function measureNeurons(
  inner: ArrayLike<number>,
  outer: ArrayLike<number>,
  d: number,
): NeuronMeasures {
  const m = outer.length;
  const cosines = new Float32Array(2 * m);
  const norms = new Float32Array(m);
  const sums = { own: 0, opposite: 0, aligned: 0, norm: 0 };
  for (let j = 0; j < m; j++) {
    let squares = 0;
    for (let k = 0; k < d; k++) squares += inner[j * d + k] ** 2;
    const norm = Math.sqrt(squares);
    const c1 = inner[j * d] / norm;
    const c2 = inner[j * d + 1] / norm;
    const own = Math.abs(outer[j] > 0 ? c1 : c2);
    sums.own += own;
    sums.opposite += Math.abs(outer[j] > 0 ? c2 : c1);
    sums.aligned += own > 0.7 ? 1 : 0;
    sums.norm += norm;
    cosines[2 * j] = c1;
    cosines[2 * j + 1] = c2;
    norms[j] = norm;
  }
  return {
    own: sums.own / m,
    opposite: sums.opposite / m,
    aligned: sums.aligned / m,
    norm: sums.norm / m,
    cosines,
    norms,
  };
}

/** Share of the flipped labels that the outputs agree with; NaN when no label is flipped. */
export function flippedFitted(
  outputs: ArrayLike<number>,
  labels: ArrayLike<number>,
  clean: ArrayLike<number>,
): number {
  let flipped = 0;
  let fitted = 0;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === clean[i]) continue;
    flipped++;
    if (outputs[i] * labels[i] > 0) fitted++;
  }
  return fitted / flipped;
}

/** Mean of label · output. */
export function meanMargin(outputs: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < labels.length; i++) sum += outputs[i] * labels[i];
  return sum / labels.length;
}

/** Share of the even part, ‖½(f(x)+f(−x))‖² / ‖f(x)‖², from the outputs at the points and at their mirror images. */
export function evenEnergy(outputs: ArrayLike<number>, mirrored: ArrayLike<number>): number {
  let even = 0;
  let all = 0;
  for (let i = 0; i < outputs.length; i++) {
    even += (0.5 * (outputs[i] + mirrored[i])) ** 2;
    all += outputs[i] ** 2;
  }
  return even / all;
}

/** ‖W − W₀‖ / ‖W₀‖ (Frobenius). */
export function relativeMovement(inner: ArrayLike<number>, first: ArrayLike<number>): number {
  let moved = 0;
  let size = 0;
  for (let i = 0; i < first.length; i++) {
    moved += (inner[i] - first[i]) ** 2;
    size += first[i] ** 2;
  }
  return Math.sqrt(moved / size);
}

/** Accuracy on the points of one cluster; NaN when there is none. */
export function clusterAccuracy(
  outputs: ArrayLike<number>,
  clean: ArrayLike<number>,
  cluster: ArrayLike<number>,
  which: number,
): number {
  let points = 0;
  let right = 0;
  for (let i = 0; i < clean.length; i++) {
    if (cluster[i] !== which) continue;
    points++;
    if (outputs[i] * clean[i] > 0) right++;
  }
  return right / points;
}

/** Share of the positive neurons on the side of +μ₁; `cosines` as in {@link NeuronMeasures}. */
export function shareCaptured(cosines: ArrayLike<number>, outer: ArrayLike<number>): number {
  let positive = 0;
  let captured = 0;
  for (let j = 0; j < outer.length; j++) {
    if (outer[j] < 0) continue;
    positive++;
    if (cosines[2 * j] > 0) captured++;
  }
  return captured / positive;
}
