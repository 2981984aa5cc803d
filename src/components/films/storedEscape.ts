/** Neurons and margins of a stored run of bad-kkt. */
import type { Snapshot } from '#experiments/bad-kkt/view.ts';
import type { BakedRun } from '#framework/baked.ts';
import type { Escape } from './escape.ts';

/** @throws Error when the run lacks a history, or margins at its steps */
export function escapeOf(run: Pick<BakedRun, 'axes' | 'measures' | 'view'>): Escape {
  const history = (run.view as { readonly history?: readonly Snapshot[] | null } | null)?.history;
  if (!history?.length) throw new Error('the stored run of bad-kkt has no history of neurons');
  const margins = run.measures['hardMargin']?.mean;
  const stops = history.map(({ step, positive, negative }) => {
    const margin = Array.isArray(margins)
      ? (margins as unknown[])[run.axes['step'].indexOf(step)]
      : undefined;
    if (typeof margin !== 'number')
      throw new Error(`the stored run of bad-kkt has no margin at step ${step}`);
    const ends = [...positive, ...negative].map(
      (one, i) => Math.round((i % 2 === 0 ? 1000 : -1000) * one) / 10,
    );
    return { step, ends, margin };
  });
  return { stops };
}
