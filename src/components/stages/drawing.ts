/** Paths for the static pictures of the stages, in pixels of their view box. */

export const WIDTH = 340;
export const HEIGHT = 190;
const MARGIN = { left: 34, right: 8, top: 10, bottom: 26 };

export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Linear scales for κ in [−3, 3] and the given range of y. */
export function scales([low, high]: readonly [number, number]): Scales {
  const width = WIDTH - MARGIN.left - MARGIN.right;
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  return {
    x: (value) => MARGIN.left + ((value + 3) / 6) * width,
    y: (value) => MARGIN.top + ((high - value) / (high - low)) * height,
  };
}

/** A line through the points; arrays of one length. */
export function line({ x, y }: Scales, xs: readonly number[], ys: readonly number[]): string {
  return xs.map((value, i) => `${i === 0 ? 'M' : 'L'}${pixel(x(value))} ${pixel(y(ys[i]))}`).join('');
}

/** The area between two lines. */
export function area(
  { x, y }: Scales,
  xs: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): string {
  const forth = xs.map((value, i) => `${pixel(x(value))} ${pixel(y(upper[i]))}`);
  const back = xs.map((value, i) => `${pixel(x(value))} ${pixel(y(lower[i]))}`).reverse();
  return `M${[...forth, ...back].join('L')}Z`;
}

function pixel(value: number): string {
  return value.toFixed(1);
}
