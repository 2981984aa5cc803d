/** Diagonal hatch over what lies outside a result's assumptions, with the assumption's name. */
import type { Markish } from '@observablehq/plot';
import { svgElement, tenth } from './svg.ts';
import { TEXT } from './theme.ts';

/** A region in data coordinates; an edge that is left out is the frame's. */
export interface Hatch {
  /** The assumption that fails there: "n / n★ ≥ 4". */
  readonly name: string;
  readonly x?: readonly [number | null, number | null];
  readonly y?: readonly [number | null, number | null];
}

/**
 * Lines of slope one at distance `pitch`, cut to the rectangle. Lines and not an SVG pattern, because a
 * pattern needs an id that is unique in the page.
 */
export function hatchPath(left: number, top: number, right: number, bottom: number, pitch = 9): string {
  const parts: string[] = [];
  const first = Math.ceil((left + top) / pitch) * pitch;
  for (let sum = first; sum <= right + bottom; sum += pitch) {
    const x1 = Math.max(left, sum - bottom);
    const x2 = Math.min(right, sum - top);
    if (x2 > x1) parts.push(`M${tenth(x1)},${tenth(sum - x1)}L${tenth(x2)},${tenth(sum - x2)}`);
  }
  return parts.join('');
}

export function hatchMark(hatches: readonly Hatch[]): Markish {
  return (_index, scales, _channels, dimensions, context) => {
    const { document } = context;
    const group = svgElement(document, 'g', { class: 'hatch', 'text-anchor': 'start' });
    const edge = (
      scale: ((value: number) => number) | undefined,
      value: number | null | undefined,
      otherwise: number,
    ): number => (value === null || value === undefined || !scale ? otherwise : scale(value));
    const at = scales as { x?: (value: number) => number; y?: (value: number) => number };
    hatches.forEach((hatch, row) => {
      const left = edge(at.x, hatch.x?.[0], dimensions.marginLeft);
      const right = edge(at.x, hatch.x?.[1], dimensions.width - dimensions.marginRight);
      const bottom = edge(at.y, hatch.y?.[0], dimensions.height - dimensions.marginBottom);
      const top = edge(at.y, hatch.y?.[1], dimensions.marginTop);
      group.append(
        svgElement(document, 'path', {
          d: hatchPath(left, top, right, bottom),
          stroke: 'var(--muted)',
          'stroke-opacity': 0.35,
          'stroke-width': 1,
          fill: 'none',
        }),
      );
      const text = svgElement(document, 'text', {
        x: tenth(left + 8),
        y: tenth(top + 15 + row * (TEXT + 4)),
        'font-size': TEXT,
        fill: 'var(--muted)',
        stroke: 'var(--page)',
        'stroke-width': 4,
        'paint-order': 'stroke',
      });
      text.textContent = `outside: ${hatch.name}`;
      group.append(text);
    });
    return group;
  };
}
