/** A document to draw with, and small fixed data sets. */
import { parseHTML } from 'linkedom';
import type { ChartOptions } from '#charts/theme.ts';

export const document = parseHTML('<!doctype html><html><body></body></html>')
  .document as unknown as Document;

export function options(width: number, ariaLabel: string, ratio = 1.7): ChartOptions {
  return { document, width, height: Math.round(width / ratio), ariaLabel };
}

const steps = Array.from({ length: 21 }, (_, i) => 10 * i);
const rise = (t: number, level: number): number => level * (1 - Math.exp(-t / 40)) + 0.08;

/** A measured curve with its spread, theory over it, a baseline and a pinned run. */
export const curves = [
  {
    label: 'own, n = 300',
    tone: 'pinned' as const,
    x: steps,
    y: steps.map((t) => rise(t, 0.55)),
  },
  { label: 'frozen features', tone: 'baseline' as const, x: steps, y: steps.map(() => 0.1) },
  {
    label: 'own, measured',
    tone: 'measured' as const,
    x: steps,
    y: steps.map((t) => rise(t, 0.84)),
    sd: steps.map((t) => 0.01 + t / 6000),
  },
  { label: 'own, theory', tone: 'theory' as const, x: steps, y: steps.map((t) => rise(t, 0.83)) },
];
