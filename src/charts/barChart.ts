/** Measured values of a few named things beside what theory says of each. */
import type { Markish } from '@observablehq/plot';
import { axisX, barY, ruleX, tickY } from '@observablehq/plot';
import { axisMarks, domainOf, MARGIN, topMargin } from './axes.ts';
import { plain, share } from './format.ts';
import { keyRows } from './labels.ts';
import { setReadings } from './reading.ts';
import { drawPlot } from './svg.ts';
import type { AxisOptions, ChartOptions, Tone } from './theme.ts';
import { pens, TEXT } from './theme.ts';

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly sd?: number | null;
  /** Theory's value for the same thing: a line across the bar. */
  readonly predicted?: number | null;
  readonly tone?: Tone;
}

export interface BarOptions extends ChartOptions {
  readonly bars: readonly Bar[];
  /** Label of the row of names. */
  readonly xLabel: string;
  readonly y: AxisOptions;
}

export function barChart(options: BarOptions): SVGElement {
  const { bars } = options;
  const y = domainOf(options.y, [
    0,
    ...bars.flatMap((bar) => [bar.value + (bar.sd ?? 0), bar.predicted ?? 0]),
  ]);
  const predicted = bars.filter((bar) => bar.predicted !== null && bar.predicted !== undefined);
  const keys = keyRows(
    predicted.length === 0
      ? []
      : [
          { text: 'measured', tone: 'measured', key: 'band' },
          { text: 'predicted', tone: 'theory' },
        ],
    options.width,
    2,
  );
  const spreads = bars
    .filter((bar) => bar.sd)
    .map((bar) => ({ ...bar, low: bar.value - (bar.sd ?? 0), high: bar.value + (bar.sd ?? 0) }));
  const [grid, , ...axes] = axisMarks({ label: options.xLabel }, options.y, { x: [0, 1], y }, options);
  const marks: Markish[] = [
    grid,
    axisX({
      tickSize: 0,
      label: options.xLabel,
      labelArrow: 'none',
      labelOffset: 38,
      fill: 'var(--muted)',
      fontSize: TEXT,
    }),
    ...axes,
    barY(bars, {
      x: 'name',
      y: 'value',
      fill: (bar: Bar) => pens[bar.tone ?? 'measured'].stroke,
      fillOpacity: 0.45,
      stroke: (bar: Bar) => pens[bar.tone ?? 'measured'].stroke,
    }),
    ruleX(spreads, { x: 'name', y1: 'low', y2: 'high', stroke: 'var(--measured)', strokeWidth: 1.5 }),
    tickY(predicted, { x: 'name', y: 'predicted', stroke: 'var(--theory)', strokeWidth: 2.5 }),
    keys.mark,
  ];
  const svg = drawPlot(options, {
    marginTop: topMargin(keys.height),
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: { type: 'band', domain: bars.map((bar) => bar.name), padding: 0.35, label: options.xLabel },
    y: { domain: [...y], label: null, clamp: true },
    marks,
  });
  const xScale = svg.scale('x');
  const yScale = svg.scale('y');
  const word = (value: number): string => (options.y.format === 'share' ? share(value) : plain(value));
  setReadings(svg, [
    {
      label: options.xLabel,
      points: bars.map((bar) => ({
        x: (xScale?.apply(bar.name) as number) + (xScale?.bandwidth ?? 0) / 2,
        y: yScale?.apply(bar.value) as number,
        text: `${bar.name}: ${word(bar.value)}${bar.sd ? ` ± ${word(bar.sd)}` : ''}${
          bar.predicted === null || bar.predicted === undefined ? '' : `, predicted ${word(bar.predicted)}`
        }`,
      })),
    },
  ]);
  return svg as SVGElement;
}
