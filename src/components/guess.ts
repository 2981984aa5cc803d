/** Where a guess stands on its line, and how it is written: the same when the page is built and while it is dragged. */

/** Share of the way from one end to the other, as CSS takes it: "25%". */
export function placeOf(value: number, min: number, max: number): string {
  return `${Number(((100 * (value - min)) / (max - min)).toFixed(2))}%`;
}

/** As many decimals as the step has, with a true minus sign. */
export function guessText(value: number, step: number): string {
  const decimals = (String(step).split('.')[1] ?? '').length;
  return value.toFixed(decimals).replace('-', '−');
}

/** The stop in the middle, where the guess stands at first. */
export function middleOf(min: number, max: number, step: number): number {
  return min + step * Math.round((max - min) / step / 2);
}
