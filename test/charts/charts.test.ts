import { describe, expect, it } from 'vitest';
import { barChart } from '#charts/barChart.ts';
import { decisionMap } from '#charts/decisionMap.ts';
import { histogramChart } from '#charts/histogramChart.ts';
import { lineChart } from '#charts/lineChart.ts';
import { readingsOf } from '#charts/reading.ts';
import { scatterChart } from '#charts/scatterChart.ts';
import { curves, options } from './fixtures.ts';

const axes = {
  x: { label: 'step t', domain: [0, 200] as const },
  y: { label: 'cosine', domain: [0, 1] as const },
};

function words(svg: Element): string[] {
  return [...svg.querySelectorAll('text')].map((text) => text.textContent);
}

describe('lineChart', () => {
  it('is a named image without a style sheet or ids of its own', () => {
    const svg = lineChart({ ...options(640, 'Own cosine'), ...axes, series: curves });
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe('Own cosine');
    expect(svg.querySelectorAll('style')).toHaveLength(0);
    expect(svg.querySelectorAll('[id]')).toHaveLength(0);
  });

  it('draws theory solid in ink, the baseline dotted, a pinned run thin, and the band at 18 %', () => {
    const svg = lineChart({ ...options(640, 'x'), ...axes, series: curves });
    const line = (stroke: string): Element =>
      [...svg.querySelectorAll('g')].find(
        (g) => g.getAttribute('stroke') === `var(--${stroke})` && g.querySelector('path'),
      )!;
    expect(line('theory').getAttribute('stroke-width')).toBe('1.75');
    expect(line('theory').getAttribute('stroke-dasharray')).toBeNull();
    expect(line('baseline').getAttribute('stroke-dasharray')).not.toBeNull();
    expect(line('pinned').getAttribute('stroke-width')).toBe('1.25');
    expect(svg.querySelector('[fill-opacity="0.18"]')?.getAttribute('fill')).toBe('var(--measured)');
  });

  it('tells several measured quantities apart by mark, in one colour', () => {
    const one = (label: string, mark: 'dots' | 'rings' | 'squares') =>
      ({ label, tone: 'measured', mark, x: [0, 100], y: [0.2, 0.8] }) as const;
    const series = [one('test', 'dots'), one('training', 'rings'), one('flipped', 'squares')];
    const svg = lineChart({ ...options(640, 'x'), ...axes, series });
    const dots = [...svg.querySelectorAll('circle, path')].filter((mark) => {
      const group = mark.parentElement!;
      return [group.getAttribute('fill'), group.getAttribute('stroke')].includes('var(--measured)');
    });
    const kinds = dots.map((mark) => {
      const shape = mark.localName;
      return `${shape} filled with ${mark.parentElement!.getAttribute('fill')}`;
    });
    expect(new Set(kinds)).toEqual(
      new Set([
        'circle filled with var(--measured)',
        'circle filled with var(--page)',
        'path filled with var(--page)',
      ]),
    );
    expect(dots).toHaveLength(6);
  });

  it('labels the lines at their ends when wide and above the frame when narrow', () => {
    const wide = lineChart({ ...options(640, 'x'), ...axes, series: curves });
    const narrow = lineChart({ ...options(360, 'x', 1.2), ...axes, series: curves });
    const own = (svg: Element): Element =>
      [...svg.querySelectorAll('text')].find((t) => t.textContent === 'own, theory')!;
    expect(Number(own(wide).getAttribute('x'))).toBeGreaterThan(500);
    expect(Number(own(narrow).getAttribute('y'))).toBeLessThan(40);
  });

  it('hatches a region and names the assumption, inside the frame', () => {
    const svg = lineChart({
      ...options(640, 'x'),
      ...axes,
      series: curves,
      hatches: [{ name: 'n / n★ ≥ 4', x: [100, null] }],
    });
    const hatch = svg.querySelector('.hatch')!;
    expect(hatch.textContent).toBe('outside: n / n★ ≥ 4');
    const xs = [
      ...hatch
        .querySelector('path')!
        .getAttribute('d')!
        .matchAll(/[ML]([\d.]+),/g),
    ].map((m) => Number(m[1]));
    const left = readingsOf(svg)[0].points.find((p) => p.text.startsWith('step t 100:'))!.x;
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(left - 0.1);
  });

  it('writes plain powers on a log axis and leaves out what has no logarithm', () => {
    const svg = lineChart({
      ...options(640, 'x'),
      x: { label: 'n' },
      y: { label: 'error', scale: 'log', domain: [1e-6, 1] },
      series: [{ label: 'error', tone: 'measured', x: [0, 1, 2], y: [1, 0, 1e-4] }],
    });
    expect(words(svg)).toContain('10⁻⁶');
    expect(readingsOf(svg)[0].points).toHaveLength(2);
  });

  it('can be read point by point, with the spread', () => {
    const svg = lineChart({ ...options(640, 'x'), ...axes, series: curves });
    const measured = readingsOf(svg).find((reading) => reading.label === 'own, measured')!;
    expect(measured.points).toHaveLength(21);
    expect(measured.points[20].text).toBe('step t 200: 0.914 ± 0.0433');
  });

  it('draws an empty run without complaint', () => {
    const svg = lineChart({
      ...options(640, 'x'),
      ...axes,
      series: [{ label: 'own', tone: 'measured', x: [], y: [] }],
    });
    expect(words(svg)).toContain('cosine');
  });

  it('is drawn as stored', async () => {
    const svg = lineChart({ ...options(640, 'Own cosine over steps'), ...axes, series: curves });
    await expect(`${svg.outerHTML}\n`).toMatchFileSnapshot('stored/line.svg');
  });
});

describe('scatterChart', () => {
  const draw = (width: number): SVGElement =>
    scatterChart({
      ...options(width, 'Neurons'),
      x: { label: 'cosine with μ₁', domain: [-1, 1] },
      y: { label: 'cosine with μ₂', domain: [-1, 1] },
      sets: [
        { label: 'positive neurons', tone: 'positive', x: [0.5, -0.5], y: [0, 0.1] },
        { label: 'negative neurons', tone: 'negative', x: [0, 0.1], y: [0.5, NaN] },
      ],
    });

  it('tells the classes apart by mark, not by colour alone', () => {
    const [positive, negative] = [...draw(640).querySelectorAll('.points')];
    expect(positive.getAttribute('d')).toContain('a');
    expect(positive.getAttribute('fill')).toBe('var(--positive)');
    expect(negative.getAttribute('d')).not.toContain('a');
    expect(negative.getAttribute('fill')).toBe('none');
  });

  it('makes one unit as long on both axes and drops points without a place', () => {
    const [positive, negative] = readingsOf(draw(640));
    expect(positive.points[1].x - positive.points[0].x).toBeCloseTo(
      10 * (positive.points[0].y - positive.points[1].y) * -1,
      3,
    );
    expect(negative.points).toHaveLength(1);
  });

  it('is drawn as stored', async () => {
    await expect(`${draw(360).outerHTML}\n`).toMatchFileSnapshot('stored/scatter.svg');
  });
});

describe('histogramChart', () => {
  it('draws what was binned elsewhere, with the density over it', async () => {
    const svg = histogramChart({
      ...options(460, 'Cosines', 1.35),
      x: { label: '|cosine|', domain: [0, 1] },
      y: { label: 'share' },
      bins: [
        {
          label: 'measured',
          tone: 'measured',
          edges: [0, 0.25, 0.5, 0.75, 1],
          heights: [0.1, 0.2, 0.3, 0.4],
        },
      ],
      curves: [{ label: 'theory', tone: 'theory', x: [0, 1], y: [0, 0.45] }],
    });
    expect(svg.querySelectorAll('rect')).toHaveLength(5);
    expect(readingsOf(svg)[0].points[3].text).toBe('|cosine| 0.75 to 1: 0.4');
    await expect(`${svg.outerHTML}\n`).toMatchFileSnapshot('stored/histogram.svg');
  });
});

describe('decisionMap', () => {
  const grid = {
    columns: 4,
    rows: 2,
    x: [-2, 2] as const,
    y: [-1, 1] as const,
    values: [-3, -1, 1, 3, -3, -1, 1, 3],
  };

  it('tints each sign and draws the border where the function is zero', () => {
    const svg = decisionMap({ ...options(400, 'Map', 1), grid, x: { label: 'x' }, y: { label: 'y' } });
    const regions = [...svg.querySelectorAll('.region')];
    expect(regions.map((path) => path.getAttribute('fill'))).toEqual(['var(--positive)', 'var(--negative)']);
    const xs = [
      ...svg
        .querySelector('.border')!
        .getAttribute('d')!
        .matchAll(/[ML]([\d.]+),/g),
    ].map((m) => Number(m[1]));
    const middle = 50 + (400 - 50 - 20) / 2;
    expect(xs).toHaveLength(2);
    for (const x of xs) expect(x).toBeCloseTo(middle, 0);
  });

  it('draws no border when the sign is one', () => {
    const one = { ...grid, values: grid.values.map(Math.abs) };
    const svg = decisionMap({ ...options(400, 'Map', 1), grid: one, x: { label: 'x' }, y: { label: 'y' } });
    expect(svg.querySelector('.border')?.getAttribute('d')).toBe('');
  });
});

describe('barChart', () => {
  it('says value, spread and prediction of each bar', () => {
    const svg = barChart({
      ...options(460, 'Accuracy'),
      xLabel: 'model',
      y: { label: 'test accuracy', domain: [0, 1], format: 'share' },
      bars: [
        { name: 'network', value: 0.95, sd: 0.02, predicted: 0.94 },
        { name: 'linear', value: 0.5 },
      ],
    });
    expect(readingsOf(svg)[0].points.map((point) => point.text)).toEqual([
      'network: 95 % ± 2 %, predicted 94 %',
      'linear: 50 %',
    ]);
    expect(words(svg)).toEqual(expect.arrayContaining(['network', 'linear', '100 %']));
  });
});

describe('pins and curves', () => {
  it('stand on the axis of a histogram: measured ones with a head, theory without', () => {
    const svg = histogramChart({
      ...options(640, 'x'),
      x: { label: 'value', domain: [0, 10] },
      y: { label: 'density', domain: [0, 1] },
      bins: [{ label: 'bulk', tone: 'measured', edges: [0, 1, 2], heights: [0.5, 0.5] }],
      pins: [
        { label: 'spikes', tone: 'measured', at: [4, 8], height: 0.3 },
        { label: 'predicted', tone: 'limit', at: [5], height: 0.5 },
      ],
    });
    // Two heads, and the one in the key.
    expect(svg.querySelectorAll('circle[r="4"]')).toHaveLength(3);
    expect(words(svg)).toEqual(expect.arrayContaining(['spikes', 'predicted']));
    const pins = readingsOf(svg).find(({ label }) => label === 'spikes');
    expect(pins?.points.map(({ text }) => text)).toEqual(['value 4', 'value 8']);
  });

  it('lie over the points of a scatter, and only where there is something to draw', () => {
    const draw = (y: number[]) =>
      scatterChart({
        ...options(400, 'x'),
        sets: [{ label: 'samples', tone: 'measured', x: [0, 1], y: [0, 1] }],
        curves: [{ label: 'shape', tone: 'theory', x: [0, 1], y }],
        x: { label: 'g', domain: [-2, 2] },
        y: { label: 'v', domain: [-2, 2] },
        equal: false,
      });
    expect(words(draw([0, 1]))).toContain('shape');
    expect(words(draw([NaN, NaN]))).not.toContain('shape');
  });

  it('let the label of a level line stand at its start', () => {
    const end = (side?: 'start') => {
      const svg = lineChart({
        ...options(640, 'x'),
        ...axes,
        series: curves,
        rules: [{ y: 0.5, label: 'level', tone: 'limit', ...(side === undefined ? {} : { side }) }],
      });
      const label = [...svg.querySelectorAll('text')].find((text) => text.textContent === 'level');
      return label?.closest('[text-anchor]')?.getAttribute('text-anchor');
    };
    expect([end(), end('start')]).toEqual(['end', 'start']);
  });
});
