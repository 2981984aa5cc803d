/** Who takes part, and on what: names shared by the page, its worker and the table. */
export interface Size {
  readonly n: number;
  readonly d: number;
  readonly m: number;
}

export const sizes: readonly Size[] = [
  { n: 60, d: 10, m: 30 },
  { n: 400, d: 20, m: 100 },
  { n: 1000, d: 100, m: 200 },
  { n: 1000, d: 200, m: 500 },
  { n: 1500, d: 500, m: 1000 },
];

export const inBrowser = ['ours', 'variableGrads', 'typed arrays', 'jax-js'] as const;
export type InBrowser = (typeof inBrowser)[number];
export type Contender = InBrowser | 'numpy';

/** Learning rate of every contender. */
export const rate = 0.1;

/** The problem that all in the browser share; float32, row-major. */
export interface Problem extends Size {
  /** n × d. */
  readonly x: Float32Array<ArrayBuffer>;
  /** ±1. */
  readonly y: Float32Array<ArrayBuffer>;
  /** m × d. */
  readonly w: Float32Array<ArrayBuffer>;
  readonly a: Float32Array<ArrayBuffer>;
}

/** A network ready to take steps. */
export interface Runner {
  /** Takes that many steps, and returns when they are done. */
  readonly steps: (count: number) => Promise<void> | void;
  readonly dispose: () => void;
}

/** What the page asks of its worker, and what comes back. */
export type ArenaRequest =
  | { readonly ask: 'measure'; readonly contender: InBrowser; readonly size: Size; readonly steps: number }
  | { readonly ask: 'describe' };
export type ArenaAnswer = { readonly value: number | string } | { readonly failed: string };
