/** Small helpers for SVG made by hand or by Observable Plot. */
import type { PlotOptions } from '@observablehq/plot';
import { plot } from '@observablehq/plot';
import type { ChartOptions } from './theme.ts';
import { TEXT } from './theme.ts';

const NAMESPACE = 'http://www.w3.org/2000/svg';

export function svgElement(
  document: Document,
  name: string,
  attributes: Readonly<Record<string, string | number>>,
): SVGElement {
  const element = document.createElementNS(NAMESPACE, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

export type Drawn = ReturnType<typeof plot>;

/**
 * Draws with Plot and makes the result ours: one SVG element, an image with a name, no style sheet of its own
 * (the page's rules would fight with it, and an exported file must stand alone).
 */
export function drawPlot(options: ChartOptions, marks: PlotOptions): Drawn {
  const svg = plot({
    ...marks,
    width: options.width,
    height: options.height,
    ...(options.document === undefined ? {} : { document: options.document }),
    className: 'drawing',
    ariaLabel: options.ariaLabel,
  });
  for (const sheet of [...svg.querySelectorAll('style')]) sheet.remove();
  for (const axis of [...svg.querySelectorAll('[aria-label]')]) axis.removeAttribute('aria-label');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', options.ariaLabel);
  svg.setAttribute('font-family', 'var(--sans), sans-serif');
  svg.setAttribute('font-size', String(TEXT));
  svg.setAttribute('style', 'display:block;width:100%;height:auto;font-variant-numeric:tabular-nums');
  return svg;
}

/** A coordinate to a tenth of a pixel. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
