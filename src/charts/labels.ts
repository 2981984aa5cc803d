/** Direct labels at the ends of lines, kept apart; or a row of keys above the frame where there is no room. */
import type { Markish } from '@observablehq/plot';
import { svgElement } from './svg.ts';
import type { Tone } from './theme.ts';
import { pens, TEXT } from './theme.ts';

export interface Label {
  readonly text: string;
  readonly tone: Tone;
  /** Mark of the series, for the key: a line, or the mark of a class. */
  readonly key?: 'line' | 'dot' | 'ring' | 'square' | 'diamond' | 'band';
}

/** Width of a text in pixels, estimated: there is no layout at build time. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text)
    width += /[ilj.,:;'|()[\] t]/.test(letter) ? 3.6 : /[mwMW%−=]/.test(letter) ? 9.4 : 6.7;
  return 1.06 * width;
}

/**
 * Moves positions apart to at least `gap`, keeping their order, staying within [low, high] and near where they
 * were: neighbours that collide form a block whose centre is the mean of theirs.
 */
export function spread(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a] - positions[b]);
  const blocks: { sum: number; members: number[] }[] = [];
  const start = (block: { sum: number; members: number[] }): number => {
    const extent = (block.members.length - 1) * gap;
    return Math.max(low, Math.min(high - extent, block.sum / block.members.length - extent / 2));
  };
  for (const index of order) {
    let block = { sum: positions[index], members: [index] };
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (start(last) + last.members.length * gap <= start(block)) break;
      blocks.pop();
      block = { sum: last.sum + block.sum, members: [...last.members, ...block.members] };
    }
    blocks.push(block);
  }
  const placed = new Array<number>(positions.length);
  for (const block of blocks) block.members.forEach((index, i) => (placed[index] = start(block) + i * gap));
  return placed;
}

/** Whether labels go to the line ends: the widest takes less than 30 % of the width. */
export function roomAtEnds(labels: readonly Label[], width: number): boolean {
  return Math.max(0, ...labels.map((label) => textWidth(label.text))) + 14 < width * 0.3;
}

/** End labels: `ends` gives each label's height in pixels. */
export function endLabels(
  labels: readonly (Label & { readonly y: number })[],
  frame: { readonly top: number; readonly bottom: number; readonly right: number },
): Markish {
  return (_index, _scales, _channels, _dimensions, context) => {
    const { document } = context;
    const group = svgElement(document, 'g', {
      'aria-hidden': 'true',
      'font-size': TEXT,
      'text-anchor': 'start',
    });
    const places = spread(
      labels.map((label) => label.y),
      TEXT + 3,
      frame.top + 4,
      frame.bottom - 2,
    );
    labels.forEach((label, i) => {
      const text = svgElement(document, 'text', {
        x: frame.right + 8,
        y: Math.round(places[i] * 10) / 10,
        dy: '0.32em',
        fill: label.tone === 'pinned' ? 'var(--muted)' : pens[label.tone].stroke,
      });
      text.textContent = label.text;
      group.append(text);
    });
    return group;
  };
}

/** Rows of keys above the frame. Returns their height and a mark that draws them. */
export function keyRows(
  labels: readonly Label[],
  width: number,
  top: number,
): { readonly height: number; readonly mark: Markish } {
  const sample = 22;
  const places: { label: Label; x: number; row: number }[] = [];
  let x = 2;
  let row = 0;
  for (const label of labels) {
    const extent = sample + 6 + textWidth(label.text) + 22;
    if (x > 2 && x + extent - 22 > width) {
      x = 2;
      row += 1;
    }
    places.push({ label, x, row });
    x += extent;
  }
  const lineHeight = TEXT + 5;
  return {
    height: labels.length === 0 ? 0 : (row + 1) * lineHeight + 4,
    mark: (_index, _scales, _channels, _dimensions, context) => {
      const { document } = context;
      const group = svgElement(document, 'g', {
        'aria-hidden': 'true',
        'font-size': TEXT,
        'text-anchor': 'start',
      });
      for (const place of places) {
        const y = top + place.row * lineHeight + TEXT / 2;
        group.append(keySample(document, place.label, place.x, y, sample));
        const text = svgElement(document, 'text', {
          x: place.x + sample + 6,
          y,
          dy: '0.32em',
          fill: 'var(--ink)',
        });
        text.textContent = place.label.text;
        group.append(text);
      }
      return group;
    },
  };
}

function keySample(document: Document, label: Label, x: number, y: number, width: number): Element {
  const pen = pens[label.tone];
  const middle = x + width / 2;
  if (label.key === 'dot')
    return svgElement(document, 'circle', { cx: middle, cy: y, r: 4, fill: pen.stroke });
  const hollow = { fill: 'none', stroke: pen.stroke, 'stroke-width': 1.5 };
  if (label.key === 'ring') return svgElement(document, 'circle', { cx: middle, cy: y, r: 4, ...hollow });
  if (label.key === 'square')
    return svgElement(document, 'rect', { x: middle - 3.5, y: y - 3.5, width: 7, height: 7, ...hollow });
  if (label.key === 'diamond')
    return svgElement(document, 'path', {
      d: `M${middle},${y - 5}l5,5l-5,5l-5,-5z`,
      ...hollow,
    });
  if (label.key === 'band')
    return svgElement(document, 'rect', {
      x: middle - 7,
      y: y - 5,
      width: 14,
      height: 10,
      fill: pen.stroke,
      'fill-opacity': 0.35,
      stroke: pen.stroke,
    });
  return svgElement(document, 'path', {
    d: `M${x},${y}h${width}`,
    stroke: pen.stroke,
    'stroke-width': pen.width,
    ...(pen.dash === undefined ? {} : { 'stroke-dasharray': pen.dash }),
  });
}
