/** Axes: domains, ticks, and their options for Observable Plot. */
import type { Markish, ScaleOptions } from '@observablehq/plot';
import { axisX, axisY, gridY, text } from '@observablehq/plot';
import { tickFormat } from './format.ts';
import type { AxisOptions } from './theme.ts';
import { TEXT } from './theme.ts';

/** The axis's own domain, else the range of the finite data, a little widened when it has no extent. */
export function domainOf(axis: AxisOptions, data: Iterable<number>): readonly [number, number] {
  if (axis.domain !== undefined) return axis.domain;
  let low = Infinity;
  let high = -Infinity;
  for (const value of data) {
    if (!Number.isFinite(value) || (axis.scale === 'log' && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return axis.scale === 'log' ? [1, 10] : [0, 1];
  if (low < high) return [low, high];
  if (axis.scale === 'log') return [low / 2, high * 2];
  const margin = Math.abs(low) / 2 || 0.5;
  return [low - margin, high + margin];
}

/** Powers of ten inside the domain; with 2 and 5 between them where the domain spans less than two decades. */
export function logTicks([low, high]: readonly [number, number], most: number): number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const decades = last - first + 1;
  if (decades < 3) {
    const ticks: number[] = [];
    for (let exponent = first - 1; exponent <= last; exponent += 1)
      for (const lead of [1, 2, 5]) ticks.push(Number((lead * 10 ** exponent).toPrecision(3)));
    return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  }
  const stride = Math.max(1, Math.ceil(decades / Math.max(most, 1)));
  return Array.from({ length: Math.ceil(decades / stride) }, (_, i) => 10 ** (first + i * stride));
}

/** Room for the ticks of the y axis, and around the frame elsewhere. */
const LEFT = 50;
export const MARGIN = { right: 20, bottom: 44, left: LEFT } as const;

/** Room above the frame: keys, then the y axis's name. */
export function topMargin(keysHeight: number): number {
  return keysHeight + TEXT + 14;
}

export function scaleOf(axis: AxisOptions, domain: readonly [number, number]): ScaleOptions {
  return { type: axis.scale ?? 'linear', domain: [...domain], clamp: true, label: null };
}

/** The marks of both axes: light horizontal grid, labels in the ink's quiet colour, no arrows. */
export function axisMarks(
  x: AxisOptions,
  y: AxisOptions,
  domains: { readonly x: readonly [number, number]; readonly y: readonly [number, number] },
  /** Of the frame, for the number of ticks. */
  size: { readonly width: number; readonly height: number },
): Markish[] {
  const ticksOf = (axis: AxisOptions, domain: readonly [number, number], most: number): number[] | number =>
    axis.ticks !== undefined ? [...axis.ticks] : axis.scale === 'log' ? logTicks(domain, most) : most;
  const xTicks = ticksOf(x, domains.x, Math.max(3, Math.floor(size.width / 90)));
  const yTicks = ticksOf(y, domains.y, Math.max(3, Math.floor(size.height / 60)));
  return [
    gridY({ ticks: yTicks, stroke: 'var(--rule)', strokeOpacity: 1 }),
    axisX({
      ticks: xTicks,
      tickFormat: tickFormat(x.scale ?? 'linear', x.format ?? 'number', domains.x),
      tickSize: 4,
      label: x.label,
      labelArrow: 'none',
      labelAnchor: 'center',
      labelOffset: 38,
      fill: 'var(--muted)',
      stroke: 'var(--muted)',
      fontSize: TEXT,
    }),
    axisY({
      ticks: yTicks,
      tickFormat: tickFormat(y.scale ?? 'linear', y.format ?? 'number', domains.y),
      tickSize: 0,
      label: null,
      fill: 'var(--muted)',
      stroke: 'var(--muted)',
      fontSize: TEXT,
    }),
    yLabel(y.label),
  ];
}

/** The y axis's name, level text above its ticks. */
export function yLabel(label: string): Markish {
  return text([label], {
    frameAnchor: 'top-left',
    dx: -LEFT + 2,
    dy: -TEXT - 8,
    text: (d: string) => d,
    fill: 'var(--muted)',
    fontSize: TEXT,
  });
}
