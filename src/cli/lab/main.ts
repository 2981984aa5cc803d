/** Runs any experiment from a terminal. Exit codes: 0 done, 1 the run failed, 2 a mistake on the command line. */
import { PredictFailure } from '#engine/client.ts';
import { EXPERIMENTS, experimentIds, loadSpec } from '#experiments/registry.node.ts';
import { labJson, type Findings } from '#framework/labjson.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { shorten } from '#framework/validate.ts';
import { compute } from '../compute.ts';
import { UsageError, readSettings, readWords, type Words } from './arguments.ts';
import { experimentList, parameterHelp, report } from './report.ts';

/** @param folder where the experiments are; tests have their own */
export async function lab(words: readonly string[], folder: URL = EXPERIMENTS): Promise<number> {
  try {
    return await run(readWords(words), folder);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    if (error instanceof PredictFailure) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
}

async function run(words: Words, folder: URL): Promise<number> {
  const ids = await experimentIds(folder);
  if (words.experiment === null) {
    const specs = await Promise.all(ids.map((id) => loadSpec(id, folder)));
    process.stdout.write(experimentList(specs));
    return 0;
  }
  if (!ids.includes(words.experiment)) {
    throw new UsageError(`there is no experiment ${shorten(words.experiment)}; there are ${ids.join(', ')}`);
  }
  const spec = await loadSpec(words.experiment, folder);
  if (words.help) {
    process.stdout.write(parameterHelp(spec));
    return 0;
  }
  return experiment(spec, words, folder);
}

async function experiment(spec: ExperimentSpec, words: Words, folder: URL): Promise<number> {
  const { parameters, seeds } = readSettings(spec, words.settings);
  const watched = process.stderr.isTTY && !words.json;
  const { predictions, end } = await compute({
    spec,
    parameters,
    seeds,
    folder,
    predictOnly: words.predict,
    progress: ({ done, secondsLeft }) => {
      const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
      if (watched) process.stderr.write(`\r\u001b[K${Math.round(100 * done)} %${left}`);
    },
    notice: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  if (watched) process.stderr.write('\r\u001b[K');

  const show = (measured: Findings['measured'], notes: string): void => {
    const found: Findings = { parameters, seeds, measured, predictions };
    process.stdout.write(
      words.json ? `${JSON.stringify(labJson(spec, found))}\n` : report(spec, found, notes),
    );
  };
  const which = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} … ${seeds.at(-1)}`;
  if (end === null) {
    show(null, `(predictions, ${which})`);
    return 0;
  }
  if (end.end === 'finished') {
    const { backend, kernel, seconds } = end.result;
    show(end.result, `(${which}, ${backend} ${kernel}, ${seconds.toFixed(1)} s)`);
    return 0;
  }
  if (end.end === 'failed') {
    // What was reached is still worth having: the same object or tables, up to there.
    if (end.reached !== null)
      show({ ...end.reached, backend: end.backend ?? '' }, `(${which}, up to the failure)`);
    process.stderr.write(`${end.failure.sentence}\n`);
  }
  return 1;
}
