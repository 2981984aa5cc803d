/** Curves over one axis: the measured mean with its spread, theory, limits, baselines and pinned runs. */
import type { Markish } from '@observablehq/plot';
import { areaY, dot, line, ruleX, ruleY, text } from '@observablehq/plot';
import { axisMarks, domainOf, MARGIN, scaleOf, topMargin } from './axes.ts';
import { plain, share } from './format.ts';
import type { Hatch } from './hatch.ts';
import { hatchMark } from './hatch.ts';
import { endLabels, keyRows, roomAtEnds, textWidth } from './labels.ts';
import { setReadings } from './reading.ts';
import { drawPlot } from './svg.ts';
import type { AxisOptions, ChartOptions, Tone } from './theme.ts';
import { BAND, pens, TEXT } from './theme.ts';
import { thinned } from './thin.ts';

export interface LineSeries {
  /** At the line's end, in the table and in the spoken reading: "own, measured". */
  readonly label: string;
  readonly tone: Tone;
  readonly x: readonly number[];
  /** Same length as `x`; NaN where there is no value (the line breaks there). */
  readonly y: readonly number[];
  /** One standard deviation, same length; a band on a line, whiskers on dots. */
  readonly sd?: readonly number[] | null;
  /**
   * Dots suit a few swept values, a line a run over steps. Rings and squares are dots of a second and a third
   * quantity with the same meaning, so that they need no other colour. Default "line".
   */
  readonly mark?: 'line' | 'dots' | 'rings' | 'squares';
  /** Left out of the labels (a pinned run's second curve, say). */
  readonly unlabelled?: boolean;
}

/** A reference line across the frame. */
export interface Rule {
  readonly x?: number;
  readonly y?: number;
  readonly label?: string;
  readonly tone?: Tone;
  /** At which end of a level line its label stands; the right one unless told. */
  readonly side?: 'start' | 'end';
}

export interface LineChartOptions extends ChartOptions {
  readonly series: readonly LineSeries[];
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly hatches?: readonly Hatch[];
  readonly rules?: readonly Rule[];
}

interface Row {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

function rowsOf(series: LineSeries, logX: boolean, logY: boolean): Row[] {
  return Array.from(series.x, (x, i) => {
    const y = logY && !(series.y[i] > 0) ? NaN : series.y[i];
    const sd = series.sd?.[i] ?? 0;
    return { x, y, low: logY && y - sd <= 0 ? y / 10 : y - sd, high: y + sd };
  }).filter((row) => !logX || row.x > 0);
}

const POINTS = {
  dots: { r: 3.5, hollow: false },
  rings: { r: 3.75, hollow: true },
  squares: { symbol: 'square', r: 4, hollow: true },
} as const;

/** Sample of each kind of mark in the key. */
const KEYS = { line: 'line', dots: 'dot', rings: 'ring', squares: 'square' } as const;

function seriesMarks(series: LineSeries, all: readonly Row[], place: (x: number) => number): Markish[] {
  const pen = pens[series.tone];
  const mark = series.mark ?? 'line';
  const rows = mark === 'line' ? thinned(all, place) : all;
  const spreads = series.sd ? rows.filter((row) => row.high > row.low) : [];
  const marks: Markish[] = [];
  if (mark !== 'line') {
    const { hollow, ...shape } = POINTS[mark];
    if (spreads.length > 0)
      marks.push(ruleX(spreads, { x: 'x', y1: 'low', y2: 'high', stroke: pen.stroke, strokeWidth: 1.5 }));
    const paint = hollow
      ? { fill: 'var(--page)', stroke: pen.stroke, strokeWidth: 1.5 }
      : { fill: pen.stroke };
    marks.push(dot(rows, { x: 'x', y: 'y', ...shape, ...paint }));
    return marks;
  }
  if (spreads.length > 0)
    marks.push(areaY(rows, { x: 'x', y1: 'low', y2: 'high', fill: pen.stroke, fillOpacity: BAND }));
  marks.push(
    line(rows, {
      x: 'x',
      y: 'y',
      stroke: pen.stroke,
      strokeWidth: pen.width,
      strokeLinecap: 'round',
      ...(pen.dash === undefined ? {} : { strokeDasharray: pen.dash }),
    }),
  );
  return marks;
}

function ruleMarks(
  rule: Rule,
  fallback: Tone,
  domains: { x: readonly number[]; y: readonly number[] },
): Markish[] {
  const pen = pens[rule.tone ?? fallback];
  const style = {
    stroke: pen.stroke,
    strokeWidth: Math.min(pen.width, 1.5),
    ...(pen.dash === undefined ? {} : { strokeDasharray: pen.dash }),
  };
  const words = { fill: pen.stroke, stroke: 'var(--page)', strokeWidth: 4, fontSize: TEXT };
  const label = rule.label === undefined ? [] : [rule.label];
  if (rule.y !== undefined)
    return [
      ruleY([rule.y], style),
      text(label, {
        x: domains.x[rule.side === 'start' ? 0 : 1],
        y: rule.y,
        text: (d: string) => d,
        textAnchor: rule.side ?? 'end',
        dy: -8,
        ...words,
      }),
    ];
  if (rule.x === undefined) return [];
  return [
    ruleX([rule.x], style),
    text(label, {
      x: rule.x,
      y: domains.y[1],
      text: (d: string) => d,
      textAnchor: 'start',
      dx: 6,
      dy: 8,
      ...words,
    }),
  ];
}

/** Draws the curves; pinned runs below, theory above. */
export function lineChart(options: LineChartOptions): SVGElement {
  const logX = options.x.scale === 'log';
  const logY = options.y.scale === 'log';
  const depth = (series: LineSeries): number =>
    series.tone === 'pinned' ? 0 : series.tone === 'theory' || series.tone === 'limit' ? 2 : 1;
  const all = options.series
    .map((series) => ({ series, rows: rowsOf(series, logX, logY) }))
    .sort((a, b) => depth(a.series) - depth(b.series));
  const domains = {
    x: domainOf(
      options.x,
      all.flatMap(({ rows }) => rows.map((row) => row.x)),
    ),
    y: domainOf(
      options.y,
      all.flatMap(({ rows, series }) => rows.flatMap((row) => (series.sd ? [row.low, row.high] : [row.y]))),
    ),
  };
  const labelled = options.series.filter((series) => !series.unlabelled && series.label !== '');
  const labels = labelled.map((series) => ({
    text: series.label,
    tone: series.tone,
    key: KEYS[series.mark ?? 'line'],
  }));
  const direct = roomAtEnds(labels, options.width);
  const keys = keyRows(direct ? [] : labels, options.width, 2);
  const frame = {
    marginTop: topMargin(keys.height),
    marginRight: direct ? 16 + Math.max(8, ...labels.map((label) => textWidth(label.text))) : MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
  };
  const scales = { x: scaleOf(options.x, domains.x), y: scaleOf(options.y, domains.y) };
  const inner = options.width - frame.marginLeft - frame.marginRight;
  const place = (x: number): number => inner * partOf(x, domains.x, logX);
  const marks: Markish[] = [
    ...axisMarks(options.x, options.y, domains, options),
    ...(options.hatches?.length ? [hatchMark(options.hatches)] : []),
    ...(options.rules ?? []).flatMap((rule) => ruleMarks(rule, 'muted', domains)),
    ...all.flatMap(({ series, rows }) => seriesMarks(series, rows, place)),
    ...(direct ? [] : [keys.mark]),
  ];
  if (direct) {
    const bottom = options.height - frame.marginBottom;
    const ends = labels.map((label, i) => {
      const rows = all.find(({ series }) => series === labelled[i])?.rows ?? [];
      const last = rows.findLast((row) => Number.isFinite(row.y));
      return last === undefined
        ? null
        : { ...label, y: heightOf(last.y, domains.y, logY, frame.marginTop, bottom) };
    });
    const shown = ends.filter((end) => end !== null);
    const edges = { top: frame.marginTop, bottom, right: options.width - frame.marginRight };
    if (shown.length > 0) marks.push(endLabels(shown, edges));
  }
  const svg = drawPlot(options, { ...frame, ...scales, marks });
  const xScale = svg.scale('x');
  const yScale = svg.scale('y');
  const word = (axis: AxisOptions, value: number): string =>
    axis.format === 'share' ? share(value) : plain(value);
  setReadings(
    svg,
    options.series.map((series) => ({
      label: series.label,
      points: Array.from(series.x, (x, i) => ({ x, y: series.y[i], sd: series.sd?.[i] ?? null }))
        .filter((p) => Number.isFinite(p.y) && (!logX || p.x > 0) && (!logY || p.y > 0))
        .map((p) => ({
          x: xScale?.apply(p.x) as number,
          y: yScale?.apply(p.y) as number,
          text: `${options.x.label} ${plain(p.x)}: ${word(options.y, p.y)}${p.sd ? ` ± ${word(options.y, p.sd)}` : ''}`,
        })),
    })),
  );
  return svg as SVGElement;
}

/** Where a value stands in the frame, in pixels from the top, kept inside it. */
function heightOf(
  value: number,
  domain: readonly [number, number],
  log: boolean,
  top: number,
  bottom: number,
): number {
  return bottom - Math.max(0, Math.min(1, partOf(value, domain, log))) * (bottom - top);
}

/** How far along an axis a value stands: 0 at its start, 1 at its end. */
function partOf(value: number, domain: readonly [number, number], log: boolean): number {
  const f = log ? Math.log : (v: number) => v;
  return (f(value) - f(domain[0])) / (f(domain[1]) - f(domain[0]));
}
