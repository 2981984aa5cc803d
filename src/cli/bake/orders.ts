/** What is to be baked: every experiment's default, the presets that the prose takes numbers or figures from, and films. */
import { readFile, readdir } from 'node:fs/promises';
import type { ExperimentSpec } from '#framework/spec.ts';

/** Something that cannot be baked as it was asked for; the message says where and why. */
export class BakeError extends Error {
  override readonly name = 'BakeError';
}

export interface Order {
  readonly spec: ExperimentSpec;
  /** Null for the default. */
  readonly preset: string | null;
  /** Whether the preset's film is wanted, and not its run. */
  readonly film: boolean;
}

/** @param content the folder with the prose */
export async function orders(specs: readonly ExperimentSpec[], content: URL): Promise<Order[]> {
  const wanted = new Map<string, Order>(specs.map((spec) => [spec.id, { spec, preset: null, film: false }]));
  for (const spec of specs) {
    const preset = spec.follow?.film?.preset;
    if (preset !== undefined) wanted.set(`${spec.id} film`, { spec, preset, film: true });
  }
  for (const { file, experiment, preset } of await mentions(content)) {
    const spec = specs.find((candidate) => candidate.id === experiment);
    if (spec === undefined)
      throw new BakeError(`${file} names the experiment ${experiment}, which does not exist.`);
    const ids = spec.presets.map((candidate) => candidate.id);
    if (!ids.includes(preset)) {
      throw new BakeError(
        `${file} names the preset ${preset} of ${experiment}, which has ${ids.join(', ')}.`,
      );
    }
    wanted.set(`${experiment}.${preset}`, { spec, preset, film: false });
  }
  return [...wanted.values()];
}

interface Mention {
  readonly file: string;
  readonly experiment: string;
  readonly preset: string;
}

/** Tags of the prose with both attributes: `<Measured experiment="…" preset="…" …>`. */
async function mentions(content: URL): Promise<Mention[]> {
  const files = (await readdir(content, { recursive: true })).filter((file) => file.endsWith('.mdx'));
  const found = await Promise.all(
    files.map(async (file) => {
      const source = await readFile(new URL(file, content), 'utf8');
      return [...source.matchAll(/<[A-Z]\w*\s[^<>]*>/g)].flatMap(([tag]) => {
        const experiment = attribute(tag, 'experiment');
        const preset = attribute(tag, 'preset');
        return experiment === null || preset === null ? [] : [{ file, experiment, preset }];
      });
    }),
  );
  return found.flat();
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}=["']([^"']*)["']`).exec(tag)?.[1] ?? null;
}
