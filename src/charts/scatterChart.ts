/** Points in the plane in two classes that differ in mark as well as in colour, on equal axes. */
import type { Markish } from '@observablehq/plot';
import { line, ruleX, ruleY } from '@observablehq/plot';
import { axisMarks, domainOf, MARGIN, scaleOf, topMargin } from './axes.ts';
import { plain } from './format.ts';
import { keyRows } from './labels.ts';
import type { LineSeries } from './lineChart.ts';
import { setReadings } from './reading.ts';
import { drawPlot, svgElement, tenth } from './svg.ts';
import type { AxisOptions, ChartOptions, Tone } from './theme.ts';
import { BAND, pens } from './theme.ts';

export interface PointSet {
  readonly label: string;
  /** "negative" and "baseline" are drawn as hollow diamonds, anything else as filled dots. */
  readonly tone: Tone;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** A thin stroke from the origin to each mark. Default false. */
  readonly strokes?: boolean;
}

export interface ScatterOptions extends ChartOptions {
  readonly sets: readonly PointSet[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** One unit is as long on both axes; the frame shrinks to fit. Default true. */
  readonly equal?: boolean;
  /** Lines through the origin. Default true. */
  readonly origin?: boolean;
  /** Curves over the points. */
  readonly curves?: readonly Pick<LineSeries, 'label' | 'tone' | 'x' | 'y'>[];
  /** Regions under the points, lightly shaded: their outlines, closed by a straight line. */
  readonly areas?: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
  /** A circle around the origin, in data units. */
  readonly circle?: number;
}

type Scale = (value: number) => number;

const isHollow = (tone: Tone): boolean => tone === 'negative' || tone === 'baseline';

/** All marks of one set as a single path: a thousand points cost one element. */
export function pointPath(set: PointSet, x: Scale, y: Scale, radius: number): string {
  const parts: string[] = [];
  const r = radius;
  for (let i = 0; i < set.x.length; i += 1) {
    if (!Number.isFinite(set.x[i]) || !Number.isFinite(set.y[i])) continue;
    const px = tenth(x(set.x[i]));
    const py = tenth(y(set.y[i]));
    parts.push(
      isHollow(set.tone)
        ? `M${px},${tenth(py - r * 1.3)}l${r * 1.3},${r * 1.3}l${-r * 1.3},${r * 1.3}l${-r * 1.3},${-r * 1.3}z`
        : `M${tenth(px - r)},${py}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`,
    );
  }
  return parts.join('');
}

/** One set of points as a mark. */
export function pointsMark(set: PointSet, radius: number): Markish {
  return (_index, scales, _channels, _dimensions, context) => {
    const at = scales as unknown as { x: Scale; y: Scale };
    const hollow = isHollow(set.tone);
    return svgElement(context.document, 'path', {
      class: 'points',
      d: pointPath(set, at.x, at.y, radius),
      fill: hollow ? 'none' : pens[set.tone].stroke,
      'fill-opacity': 0.75,
      // No page-coloured rim on dots: all dots are one path, so where many meet the rims would hide them.
      stroke: hollow ? pens[set.tone].stroke : 'none',
      'stroke-width': 1.25,
    });
  };
}

/** Margins that leave a frame in which one unit is as long on both axes. */
export function equalMargins(
  size: { readonly width: number; readonly height: number },
  least: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number },
  x: readonly [number, number],
  y: readonly [number, number],
): { marginTop: number; marginRight: number; marginBottom: number; marginLeft: number } {
  const width = size.width - least.left - least.right;
  const height = size.height - least.top - least.bottom;
  const unit = Math.min(width / (x[1] - x[0]), height / (y[1] - y[0]));
  const spareX = Math.max(0, width - unit * (x[1] - x[0]));
  const spareY = Math.max(0, height - unit * (y[1] - y[0]));
  return {
    marginTop: least.top + spareY / 2,
    marginRight: least.right + spareX / 2,
    marginBottom: least.bottom + spareY / 2,
    marginLeft: least.left + spareX / 2,
  };
}

/** Thin strokes from the origin to the points of a set, as one path. */
function strokesMark(set: PointSet): Markish {
  return (_index, scales, _channels, _dimensions, context) => {
    const at = scales as unknown as { x: Scale; y: Scale };
    const from = `M${tenth(at.x(0))},${tenth(at.y(0))}`;
    const parts = Array.from(set.x, (x, i) =>
      Number.isFinite(x) && Number.isFinite(set.y[i])
        ? `${from}L${tenth(at.x(x))},${tenth(at.y(set.y[i]))}`
        : '',
    );
    return svgElement(context.document, 'path', {
      d: parts.join(''),
      fill: 'none',
      stroke: pens[set.tone].stroke,
      'stroke-width': 1.25,
      'stroke-opacity': 0.6,
    });
  };
}

export function readingsOfSets(
  sets: readonly PointSet[],
  axes: { readonly x: AxisOptions; readonly y: AxisOptions },
  x: Scale,
  y: Scale,
): { label: string; points: { x: number; y: number; text: string }[] }[] {
  return sets.map((set) => ({
    label: set.label,
    points: Array.from(set.x, (value, i) => ({ value, other: set.y[i] }))
      .filter((p) => Number.isFinite(p.value) && Number.isFinite(p.other))
      .sort((a, b) => a.value - b.value)
      .map((p) => ({
        x: x(p.value),
        y: y(p.other),
        text: `${axes.x.label} ${plain(p.value)}, ${axes.y.label} ${plain(p.other)}`,
      })),
  }));
}

export function scatterChart(options: ScatterOptions): SVGElement {
  const domains = {
    x: domainOf(
      options.x,
      options.sets.flatMap((set) => Array.from(set.x)),
    ),
    y: domainOf(
      options.y,
      options.sets.flatMap((set) => Array.from(set.y)),
    ),
  };
  const curves = (options.curves ?? []).filter(({ y }) => y.some(Number.isFinite));
  const keys = keyRows(
    [
      ...options.sets.map((set) => ({
        text: set.label,
        tone: set.tone,
        key: isHollow(set.tone) ? ('diamond' as const) : ('dot' as const),
      })),
      ...curves.map((one) => ({ text: one.label, tone: one.tone })),
    ],
    options.width,
    2,
  );
  const least = { ...MARGIN, top: topMargin(keys.height) };
  const frame =
    options.equal === false
      ? { marginTop: least.top, marginRight: least.right, marginBottom: least.bottom, marginLeft: least.left }
      : equalMargins(options, least, domains.x, domains.y);
  const count = Math.max(0, ...options.sets.map((set) => set.x.length));
  const radius = count > 400 ? 2 : count > 100 ? 2.75 : 3.5;
  const reference = { stroke: 'var(--muted)', strokeWidth: 1 };
  const svg = drawPlot(options, {
    ...frame,
    x: scaleOf(options.x, domains.x),
    y: scaleOf(options.y, domains.y),
    marks: [
      ...axisMarks(options.x, options.y, domains, {
        width: options.width - frame.marginLeft - frame.marginRight,
        height: options.height,
      }),
      ...(options.areas ?? []).map((area) =>
        line(
          area.x.map((x, i) => ({ x, y: area.y[i] })),
          { x: 'x', y: 'y', fill: 'var(--muted)', fillOpacity: BAND, stroke: 'none' },
        ),
      ),
      ...(options.origin === false ? [] : [ruleX([0], reference), ruleY([0], reference)]),
      ...(options.circle === undefined ? [] : [circleMark(options.circle)]),
      ...options.sets.filter((set) => set.strokes).map(strokesMark),
      ...options.sets.map((set) => pointsMark(set, radius)),
      ...curves.map((one) => {
        const pen = pens[one.tone];
        const points = one.x.map((x, i) => ({ x, y: one.y[i] }));
        const dash = pen.dash === undefined ? {} : { strokeDasharray: pen.dash };
        return line(points, {
          x: 'x',
          y: 'y',
          stroke: pen.stroke,
          strokeWidth: pen.width,
          clip: true,
          ...dash,
        });
      }),
      keys.mark,
    ],
  });
  const x = (value: number): number => svg.scale('x')?.apply(value) as number;
  const y = (value: number): number => svg.scale('y')?.apply(value) as number;
  const readable = [...options.sets, ...curves];
  setReadings(svg, readingsOfSets(readable, options, x, y));
  return svg as SVGElement;
}

function circleMark(radius: number): Markish {
  return (_index, scales, _channels, _dimensions, context) => {
    const at = scales as unknown as { x: Scale; y: Scale };
    return svgElement(context.document, 'ellipse', {
      cx: tenth(at.x(0)),
      cy: tenth(at.y(0)),
      rx: tenth(Math.abs(at.x(radius) - at.x(0))),
      ry: tenth(Math.abs(at.y(radius) - at.y(0))),
      fill: 'none',
      stroke: 'var(--rule)',
    });
  };
}
