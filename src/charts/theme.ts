/** One meaning, one encoding: how each kind of thing is drawn on every chart of the site. */

/** What a mark stands for. Never choose a colour; choose the meaning. */
export type Tone =
  'theory' | 'limit' | 'measured' | 'baseline' | 'positive' | 'negative' | 'pinned' | 'ink' | 'muted';

export interface Pen {
  readonly stroke: string;
  readonly width: number;
  /** SVG dash array; solid when left out. Dashed: infinite limit. Dotted: baseline. */
  readonly dash?: string;
}

export const pens: Readonly<Record<Tone, Pen>> = {
  theory: { stroke: 'var(--theory)', width: 1.75 },
  limit: { stroke: 'var(--theory)', width: 1.75, dash: '7 4' },
  measured: { stroke: 'var(--measured)', width: 2 },
  baseline: { stroke: 'var(--baseline)', width: 2, dash: '1.5 4' },
  positive: { stroke: 'var(--positive)', width: 2 },
  negative: { stroke: 'var(--negative)', width: 2 },
  pinned: { stroke: 'var(--pinned)', width: 1.25 },
  ink: { stroke: 'var(--ink)', width: 1 },
  muted: { stroke: 'var(--muted)', width: 1 },
};

/** Opacity of a ±1 sd band and of a histogram's fill. */
export const BAND = 0.18;
/** Text size in the drawing's own pixels. */
export const TEXT = 13;

/** What every chart function takes. */
export interface ChartOptions {
  /** Left out in the browser; at build time a document of linkedom. */
  readonly document?: Document;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What the chart shows, in a few words; its accessible name. */
  readonly ariaLabel: string;
}

export interface AxisOptions {
  /** Quantity, symbol and unit or scale: "step t", "cosine". */
  readonly label: string;
  /** Fixed while a run goes on, so that nothing swims. Taken from the data when left out. */
  readonly domain?: readonly [number, number];
  readonly scale?: 'linear' | 'log';
  /** Where ticks stand; chosen for the room when left out. */
  readonly ticks?: readonly number[];
  /** "share" writes fractions as percentages. */
  readonly format?: 'number' | 'share';
}
