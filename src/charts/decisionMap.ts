/** What a network says over the plane: its sign as two tints, the border as a line, points and centres on top. */
import type { Markish } from '@observablehq/plot';
import { text } from '@observablehq/plot';
import { axisMarks, MARGIN, scaleOf, topMargin } from './axes.ts';
import { keyRows } from './labels.ts';
import type { Grid } from './outlines.ts';
import { setReadings } from './reading.ts';
import { borderPath, regionPath } from './regions.ts';
import type { PointSet } from './scatterChart.ts';
import { equalMargins, pointsMark, readingsOfSets } from './scatterChart.ts';
import { drawPlot, svgElement } from './svg.ts';
import type { AxisOptions, ChartOptions } from './theme.ts';
import { pens, TEXT } from './theme.ts';

export interface DecisionMapOptions extends ChartOptions {
  readonly grid: Grid;
  readonly sets?: readonly PointSet[];
  readonly centres?: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  /** Whose sign is shown. Default "network". */
  readonly speaker?: string;
  readonly x: AxisOptions;
  readonly y: AxisOptions;
}

type Scale = (value: number) => number;

function regionMark(grid: Grid, sign: 1 | -1): Markish {
  return (_index, scales, _channels, _dimensions, context) => {
    const at = scales as unknown as { x: Scale; y: Scale };
    return svgElement(context.document, 'path', {
      class: 'region',
      d: regionPath(grid, sign, at.x, at.y),
      fill: pens[sign > 0 ? 'positive' : 'negative'].stroke,
      'fill-opacity': 0.2,
    });
  };
}

function borderMark(grid: Grid): Markish {
  return (_index, scales, _channels, _dimensions, context) => {
    const at = scales as unknown as { x: Scale; y: Scale };
    return svgElement(context.document, 'path', {
      class: 'border',
      d: borderPath(grid, at.x, at.y),
      fill: 'none',
      stroke: 'var(--ink)',
      'stroke-width': 1.25,
    });
  };
}

export function decisionMap(options: DecisionMapOptions): SVGElement {
  const { grid } = options;
  const domains = { x: options.x.domain ?? grid.x, y: options.y.domain ?? grid.y };
  const sets = options.sets ?? [];
  const keys = keyRows(
    [
      { text: `${options.speaker ?? 'network'} says +1`, tone: 'positive', key: 'band' },
      { text: '−1', tone: 'negative', key: 'band' },
      ...sets.map((set) => ({
        text: set.label,
        tone: set.tone,
        key: set.tone === 'negative' ? ('diamond' as const) : ('dot' as const),
      })),
    ],
    options.width,
    2,
  );
  const frame = equalMargins(options, { ...MARGIN, top: topMargin(keys.height) }, domains.x, domains.y);
  const words = { stroke: 'var(--page)', strokeWidth: 4, fill: 'var(--ink)', fontSize: TEXT };
  const centres = options.centres ?? [];
  const svg = drawPlot(options, {
    ...frame,
    x: scaleOf(options.x, domains.x),
    y: scaleOf(options.y, domains.y),
    marks: [
      ...axisMarks(options.x, options.y, domains, {
        width: options.width - frame.marginLeft - frame.marginRight,
        height: options.height,
      }),
      regionMark(grid, 1),
      regionMark(grid, -1),
      borderMark(grid),
      ...sets.map((set) => pointsMark(set, 2.75)),
      text(centres, { x: 'x', y: 'y', text: 'label', ...words }),
      keys.mark,
    ],
  });
  const x = (value: number): number => svg.scale('x')?.apply(value) as number;
  const y = (value: number): number => svg.scale('y')?.apply(value) as number;
  setReadings(svg, readingsOfSets(sets, options, x, y));
  return svg as SVGElement;
}
