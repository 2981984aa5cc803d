/** Histograms that were binned where the data are, with densities or curves drawn over them. */
import type { Markish } from '@observablehq/plot';
import { dot, line, rectY, ruleX, ruleY } from '@observablehq/plot';
import { axisMarks, domainOf, MARGIN, scaleOf, topMargin } from './axes.ts';
import { plain } from './format.ts';
import { hatchMark } from './hatch.ts';
import type { Hatch } from './hatch.ts';
import { keyRows } from './labels.ts';
import type { LineSeries } from './lineChart.ts';
import { setReadings } from './reading.ts';
import { drawPlot } from './svg.ts';
import type { AxisOptions, ChartOptions, Tone } from './theme.ts';
import { pens } from './theme.ts';

export interface Bins {
  readonly label: string;
  readonly tone: Tone;
  /** Edges of the bins, one more than `heights`. */
  readonly edges: ArrayLike<number>;
  /** Counts, shares or densities: the y axis says which. */
  readonly heights: ArrayLike<number>;
}

/** Single values that are too few to make a bar: pins that stand on the axis. */
export interface Pins {
  readonly label: string;
  readonly tone: Tone;
  readonly at: readonly number[];
  /** Height of the pins, as a share of the frame. Those of theory have no head. */
  readonly height: number;
}

export interface HistogramOptions extends ChartOptions {
  readonly bins: readonly Bins[];
  /** Theory densities over the bars; drawn with the pens of their tones. */
  readonly curves?: readonly LineSeries[];
  readonly pins?: readonly Pins[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly hatches?: readonly Hatch[];
}

/** The outline of a histogram as points of a polyline, from the axis up and back. */
export function outline(bins: Bins): { x: number; y: number }[] {
  const points = [{ x: bins.edges[0], y: 0 }];
  Array.from(bins.heights).forEach((height, i) =>
    points.push({ x: bins.edges[i], y: height }, { x: bins.edges[i + 1], y: height }),
  );
  points.push({ x: bins.edges[bins.heights.length], y: 0 });
  return points;
}

export function histogramChart(options: HistogramOptions): SVGElement {
  const curves = options.curves ?? [];
  const pins = options.pins ?? [];
  const domains = {
    x: domainOf(
      options.x,
      options.bins.flatMap((one) => Array.from(one.edges)),
    ),
    y: domainOf(options.y, [
      0,
      ...options.bins.flatMap((one) => Array.from(one.heights)),
      ...curves.flatMap((one) => [...one.y]),
    ]),
  };
  const keys = keyRows(
    [
      ...options.bins.map((one) => ({ text: one.label, tone: one.tone, key: 'band' as const })),
      ...curves.map((one) => ({ text: one.label, tone: one.tone })),
      ...pins.map((one) => ({
        text: one.label,
        tone: one.tone,
        key: isTheory(one.tone) ? ('line' as const) : ('dot' as const),
      })),
    ],
    options.width,
    2,
  );
  const bars: Markish[] = options.bins.flatMap((one) => {
    const stroke = pens[one.tone].stroke;
    const boxes = Array.from(one.heights).map((height, i) => ({
      x1: one.edges[i],
      x2: one.edges[i + 1],
      y1: 0,
      y2: height,
    }));
    return [
      rectY(boxes, {
        x1: 'x1',
        x2: 'x2',
        y1: 'y1',
        y2: 'y2',
        fill: stroke,
        fillOpacity: 0.3,
        insetLeft: 0.5,
      }),
      line(outline(one), {
        x: 'x',
        y: 'y',
        stroke,
        strokeWidth: 1.25,
        ...(one.tone === 'negative' ? { strokeDasharray: '4 2' } : {}),
      }),
    ];
  });
  const lines: Markish[] = curves.map((one) => {
    const pen = pens[one.tone];
    return line(
      Array.from(one.x, (x, i) => ({ x, y: one.y[i] })),
      {
        x: 'x',
        y: 'y',
        stroke: pen.stroke,
        strokeWidth: pen.width,
        ...(pen.dash === undefined ? {} : { strokeDasharray: pen.dash }),
      },
    );
  });
  const svg = drawPlot(options, {
    marginTop: topMargin(keys.height),
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: scaleOf(options.x, domains.x),
    y: scaleOf(options.y, domains.y),
    marks: [
      ...axisMarks(options.x, options.y, domains, {
        width: options.width,
        height: options.height,
      }),
      ...(options.hatches?.length ? [hatchMark(options.hatches)] : []),
      ...bars,
      ruleY([domains.y[0]], { stroke: 'var(--muted)' }),
      ...lines,
      ...pins.flatMap((one) => pinMarks(one, domains.y)),
      keys.mark,
    ],
  });
  const x = (value: number): number => svg.scale('x')?.apply(value) as number;
  const y = (value: number): number => svg.scale('y')?.apply(value) as number;
  setReadings(svg, [
    ...options.bins.map((one) => ({
      label: one.label,
      points: Array.from(one.heights).map((height, i) => ({
        x: x((one.edges[i] + one.edges[i + 1]) / 2),
        y: y(height),
        text: `${options.x.label} ${plain(one.edges[i])} to ${plain(one.edges[i + 1])}: ${plain(height)}`,
      })),
    })),
    ...curves.map((one) => ({
      label: one.label,
      points: Array.from(one.x, (value, i) => ({
        x: x(value),
        y: y(one.y[i]),
        text: `${options.x.label} ${plain(value)}: ${plain(one.y[i])}`,
      })).filter((point) => Number.isFinite(point.y)),
    })),
    ...pins.map((one) => ({
      label: one.label,
      points: one.at.map((value) => ({
        x: x(value),
        y: y(heightOfPin(one, domains.y)),
        text: `${options.x.label} ${plain(value)}`,
      })),
    })),
  ]);
  return svg as SVGElement;
}

const isTheory = (tone: Tone): boolean => tone === 'theory' || tone === 'limit';

const heightOfPin = ({ height }: Pins, [low, high]: readonly [number, number]): number =>
  low + height * (high - low);

function pinMarks(pins: Pins, domain: readonly [number, number]): Markish[] {
  const pen = pens[pins.tone];
  const top = heightOfPin(pins, domain);
  const rows = pins.at.map((x) => ({ x, low: domain[0], top }));
  const stem = ruleX(rows, {
    x: 'x',
    y1: 'low',
    y2: 'top',
    stroke: pen.stroke,
    strokeWidth: pen.width,
    ...(pen.dash === undefined ? {} : { strokeDasharray: pen.dash }),
  });
  if (isTheory(pins.tone)) return [stem];
  return [stem, dot(rows, { x: 'x', y: 'top', r: 4, fill: pen.stroke })];
}
