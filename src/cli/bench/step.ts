/**
 * Milliseconds per step of full-batch gradient descent on a two-layer ReLU network, logistic loss, both layers
 * trained: ours, other libraries in the same Chromium worker, and numpy beside it. The contenders take turns, and
 * ratios are medians of the ratios within a turn, so that the drift of a shared machine cancels.
 */
import { columns } from '../columns.ts';
import { median } from './median.ts';
import type { Section } from './section.ts';
import { openArena } from './step/arena.ts';
import { inBrowser, sizes, type Contender, type Size } from './step/contenders.ts';
import { startNumpy, type Numpy } from './step/numpy.ts';

const turns = 7;
/** How long one measurement runs, in milliseconds: many steps of a small network, at least one of a large one. */
const slice = 250;

type Measure = (contender: Contender, size: Size, steps: number) => Promise<number>;

/** Milliseconds per step, by contender, one entry a turn. */
async function race(
  measure: Measure,
  contenders: readonly Contender[],
  size: Size,
): Promise<Map<Contender, number[]>> {
  const steps = new Map<Contender, number>();
  for (const contender of contenders) {
    // The first run compiles; the second tells how many steps fill a slice.
    await measure(contender, size, 3);
    const once = await measure(contender, size, 3);
    steps.set(contender, Math.max(1, Math.min(20_000, Math.round(slice / once))));
  }
  const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let turn = 0; turn < turns; turn++) {
    for (const contender of contenders) {
      times.get(contender)?.push(await measure(contender, size, steps.get(contender) ?? 1));
    }
  }
  return times;
}

function cell(times: Map<Contender, number[]>, contender: Contender): string {
  const [mine, ours] = [times.get(contender), times.get('ours')];
  if (mine === undefined || ours === undefined) return '–';
  const ratio = median(mine.map((time, turn) => time / ours[turn]));
  const own = median(mine).toPrecision(3);
  return contender === 'ours' ? own : `${own} (${ratio.toPrecision(2)}×)`;
}

async function run(progress: (line: string) => void): Promise<string> {
  const arena = await openArena();
  let numpy: Numpy | null = null;
  try {
    numpy = await startNumpy();
    if (numpy === null) progress('numpy is skipped: no python3 with numpy here.');
    const contenders: Contender[] = [...inBrowser, ...(numpy === null ? [] : (['numpy'] as const))];
    const measure: Measure = (contender, size, steps) => {
      if (contender !== 'numpy') return arena.measure(contender, size, steps);
      if (numpy === null) throw new Error('numpy takes no part here.');
      return numpy.measure(size, steps);
    };
    const rows: string[][] = [];
    for (const size of sizes) {
      const times = await race(measure, contenders, size);
      rows.push([
        `${size.n}, ${size.d}, ${size.m}`,
        ...contenders.map((contender) => cell(times, contender)),
      ]);
      progress(rows[rows.length - 1].join('  '));
    }
    const notes = [
      `Ours: ${await arena.describe()}. In brackets: times ours, the median of ${turns} turns.`,
      ...(numpy === null ? ['numpy: not installed, skipped.'] : []),
    ];
    const table = columns(
      [['n, d, m', ...contenders], ...rows],
      contenders.map((_, index) => index + 1),
    );
    return [table, '', ...notes].join('\n');
  } finally {
    numpy?.close();
    await arena.close();
  }
}

export const stepSection: Section = {
  name: 'step',
  title: 'Milliseconds per step: full-batch gradient descent, logistic loss, ReLU, both layers trained',
  run,
};
