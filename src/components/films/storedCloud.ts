/** The cloud of neurons from the baked default run of xor-amplification. */
import type { BakedRun } from '#framework/baked.ts';
import type { Cloud, CloudSnapshot } from './cloud.ts';

/** Numbers of a measure over one axis. @throws Error when it is something else */
function series(value: unknown, name: string): readonly number[] {
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'number')) return value;
  throw new Error(`the stored run of xor-amplification has no list of numbers for ${name}`);
}

/** The steps that both the history and the numbers have, and the numbers at them. @throws Error when the run lacks them */
export function cloudOf(run: Pick<BakedRun, 'axes' | 'measures' | 'predictions' | 'view'>): Cloud {
  const history = (run.view as { readonly history?: readonly CloudSnapshot[] | null } | null)?.history;
  if (!history?.length) throw new Error('the stored run of xor-amplification has no history of cosines');
  const steps = run.axes['step'];
  const mean = series(run.measures['own']?.mean, 'own');
  const spread = run.measures['own']?.sd;
  const sd = spread === null || spread === undefined ? null : series(spread, 'the spread of own');
  const predicted = series(run.predictions.values['own'], 'the prediction of own');
  const predictedSteps = run.predictions.axes['step'];
  const stops = steps.flatMap((step, i) => {
    const at = predictedSteps.indexOf(step);
    return at < 0 ? [] : [{ step, predicted: predicted[at], measured: mean[i], sd: sd ? sd[i] : null }];
  });
  const snapshots = history.map(({ step, cosines }) => ({ step, cosines: Array.from(cosines) }));
  return { snapshots, stops };
}
