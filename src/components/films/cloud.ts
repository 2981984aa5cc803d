/**
 * The cloud of neurons: cosines with the two axes at a few steps of a stored run, to drag through
 * without an engine.
 */

/** Cosines c₁, c₂, c₁, c₂ … of the neurons at one step; neurons alternate: positive, negative. */
export interface CloudSnapshot {
  readonly step: number;
  readonly cosines: readonly number[];
}

/** One stop of the slider: the numbers that stand beside the figure. */
export interface CloudStop {
  readonly step: number;
  readonly predicted: number;
  readonly measured: number;
  /** Standard deviation over seeds, or null for one seed. */
  readonly sd: number | null;
}

export interface Cloud {
  readonly snapshots: readonly CloudSnapshot[];
  readonly stops: readonly CloudStop[];
}

/**
 * Cosines at a step between two snapshots, linear in √t, as the snapshots lie. Before the first and after the last
 * they stay.
 */
export function cosinesAt(snapshots: readonly CloudSnapshot[], step: number): number[] {
  const next = snapshots.findIndex((snapshot) => snapshot.step >= step);
  if (next <= 0) return [...(next === 0 ? snapshots[0] : snapshots[snapshots.length - 1]).cosines];
  const [a, b] = [snapshots[next - 1], snapshots[next]];
  const share = (Math.sqrt(step) - Math.sqrt(a.step)) / (Math.sqrt(b.step) - Math.sqrt(a.step));
  return a.cosines.map((cosine, i) => cosine + share * (b.cosines[i] - cosine));
}

/** Where the picture puts two cosines, downwards counted positive: an SVG transform in hundredths. */
export const placed = (x: number, y: number): string =>
  `translate(${(100 * x).toFixed(1)} ${(100 * y).toFixed(1)})`;

/** "0.38", with a true minus sign. */
export function twoDigits(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

/** What the slider is said to stand at. */
export function saidOf({ step }: CloudStop, last: CloudStop): string {
  return `step ${step} of ${last.step}`;
}

/** The line under the figure at one stop. */
export function readout({ predicted, measured, sd }: CloudStop): { predicted: string; measured: string } {
  return {
    predicted: twoDigits(predicted),
    measured: sd === null ? twoDigits(measured) : `${twoDigits(measured)} ± ${twoDigits(sd)}`,
  };
}
