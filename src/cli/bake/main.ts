/** Bakes runs: the page's default figures and the numbers in its prose, computed by the code that the reader runs. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { experimentIds, loadSpec } from '#experiments/registry.node.ts';
import { bakedFile, filmFile, readBaked, writeBaked } from '#framework/baked.ts';
import { codeHash } from './closure.ts';
import { bakeFilm } from './film.ts';
import { orders, type Order } from './orders.ts';
import { bakeRun } from './run.ts';

export interface BakeOptions {
  /** The folder with the experiments. */
  readonly experiments: URL;
  /** The folder with the prose, which names presets. */
  readonly content: URL;
  /** Where the baked runs go; whatever else is there is removed. */
  readonly out: URL;
  /** Gets one line for each baked run. */
  readonly log: (line: string) => void;
}

/** Bakes what is not fresh. @throws BakeError with a sentence when something cannot be baked */
export async function bake({ experiments, content, out, log }: BakeOptions): Promise<void> {
  const ids = await experimentIds(experiments);
  const specs = await Promise.all(ids.map((id) => loadSpec(id, experiments)));
  const wanted = await orders(specs, content);
  await mkdir(out, { recursive: true });
  await removeOthers(out, wanted);
  for (const order of wanted) {
    const name = fileOf(order);
    const file = new URL(name, out);
    const key = keyOf(order, experiments);
    const before = performance.now();
    const fresh = await isFresh(file, key);
    if (!fresh)
      await write(file, writeBaked(await (order.film ? bakeFilm : bakeRun)(order, experiments), key));
    const seconds = ((performance.now() - before) / 1000).toFixed(1);
    log(`${name.replace(/\.json$/, '').padEnd(40)} ${fresh ? 'fresh' : `baked in ${seconds} s`}`);
  }
}

function fileOf({ spec, preset, film }: Order): string {
  return film ? filmFile(spec.id) : bakedFile(spec.id, preset);
}

/** The settings are in the spec, so a hash of the code says it all. */
function keyOf({ spec, preset, film }: Order, experiments: URL): string {
  const own = ['spec', 'run', 'predict'].map((part) => new URL(`${spec.id}/${part}.ts`, experiments));
  const worker = new URL('../../experiments/worker.node.ts', import.meta.url);
  const baker = new URL(film ? 'film.ts' : 'run.ts', import.meta.url);
  return codeHash([...own, worker, baker], `${spec.id} ${preset ?? ''}`);
}

async function isFresh(file: URL, key: string): Promise<boolean> {
  try {
    return readBaked(await readFile(file, 'utf8')).key === key;
  } catch {
    // Not there, or cut off by an interrupted build.
    return false;
  }
}

/** Written beside and moved, so that an interrupted build leaves no half of a file. */
async function write(file: URL, text: string): Promise<void> {
  const part = new URL(`${file.href}.part`);
  await writeFile(part, text);
  await rename(part, file);
}

async function removeOthers(out: URL, wanted: readonly Order[]): Promise<void> {
  const names = new Set(wanted.map(fileOf));
  const others = (await readdir(out)).filter((name) => !names.has(name));
  await Promise.all(others.map((name) => rm(new URL(name, out), { recursive: true })));
}
