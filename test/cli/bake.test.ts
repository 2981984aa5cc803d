import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBaked } from '#framework/baked.ts';
import { parseDigest } from '#framework/digest.ts';
import { closure, codeHash } from '../../src/cli/bake/closure.ts';
import { bake } from '../../src/cli/bake/main.ts';

const experiments = new URL('../fixtures/experiments/', import.meta.url);
let folder: URL;
let lines: string[];

beforeEach(async () => {
  folder = pathToFileURL(`${await mkdtemp(`${tmpdir()}/bake-`)}/`);
  lines = [];
  await mkdir(new URL('content/results/', folder), { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

function bakeAll(): Promise<void> {
  const log = (line: string): void => void lines.push(line);
  return bake({ experiments, content: new URL('content/', folder), out: new URL('baked/', folder), log });
}

function prose(text: string): Promise<void> {
  return writeFile(new URL('content/results/rw-1.mdx', folder), text);
}

describe('baking', () => {
  it('bakes the default and the presets of the prose, once, and clears away the rest', async () => {
    await mkdir(new URL('baked/', folder));
    await writeFile(new URL('baked/gone.json', folder), '{}');
    await prose(
      'It is <Measured experiment="random-walk"\n name="square" preset="long" at={{ step: 100 }} /> at last,\n' +
        'and <Try experiment="random-walk" /> shows it.',
    );
    await bakeAll();
    expect((await readdir(new URL('baked/', folder))).sort()).toEqual([
      'random-walk.json',
      'random-walk.long.json',
    ]);
    expect(lines.map((line) => line.replace(/[\d.]+ s$/, '# s'))).toEqual([
      `${'random-walk'.padEnd(40)} baked in # s`,
      `${'random-walk.long'.padEnd(40)} baked in # s`,
    ]);

    const { run } = readBaked(await readFile(new URL('baked/random-walk.json', folder), 'utf8'));
    expect(run).toMatchObject({
      experiment: 'random-walk',
      preset: 'default',
      seeds: [0, 1, 2],
      backend: 'wasm',
    });
    expect((run.view as { positions: Float32Array }).positions).toBeInstanceOf(Float32Array);
    expect(run.measures['square'].values).toHaveLength(3);
    expect(run.checks[0]).toMatchObject({ predicted: 10, verdict: 'agrees' });
    expect(parseDigest(run.digest)?.version).toBe(1);
    const long = readBaked(await readFile(new URL('baked/random-walk.long.json', folder), 'utf8')).run;
    expect(long.seeds).toEqual([0, 1]);
    expect(long.parameters['steps']).toBe(100);

    lines = [];
    await bakeAll();
    expect(lines.map((line) => line.trim().split(/ +/).at(-1))).toEqual(['fresh', 'fresh']);

    await writeFile(new URL('baked/random-walk.json', folder), 'cut off');
    lines = [];
    await bakeAll();
    expect(lines[0]).toContain('baked in');
  });

  it('says where the prose asks for what there is not', async () => {
    await prose('<Measured experiment="random-walk" preset="short" name="square" />');
    await expect(bakeAll()).rejects.toThrow(
      'results/rw-1.mdx names the preset short of random-walk, which has default, long, drifting.',
    );
    await prose('<Predicted experiment="walk" preset="short" />');
    await expect(bakeAll()).rejects.toThrow(
      'results/rw-1.mdx names the experiment walk, which does not exist.',
    );
  });
});

describe('the code that a baked run depends on', () => {
  const entry = (name: string): URL => new URL(`random-walk/${name}.ts`, experiments);

  it('is what it imports, types left out, and the versions of packages', () => {
    const found = closure([entry('run'), entry('predict')]);
    expect([...found.keys()].sort()).toEqual([
      'src/framework/outcome.ts',
      'test/fixtures/experiments/random-walk/predict.ts',
      'test/fixtures/experiments/random-walk/run.ts',
    ]);
    const worker = closure([new URL('../../src/experiments/worker.node.ts', import.meta.url)]);
    expect([...worker.keys()]).toEqual(
      expect.arrayContaining(['src/engine/tensor.ts', 'src/numbers/random.ts']),
    );
    expect(worker.get('@tensorflow/tfjs-core')).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('changes the hash when a file on the way changes', async () => {
    const files = { a: new URL('a.ts', folder), b: new URL('b.ts', folder) };
    await writeFile(files.a, "import {\n  b,\n} from './b.ts';\nexport const a = b;\n");
    await writeFile(files.b, 'export const b = 1;\n');
    const before = codeHash([files.a], '');
    expect(codeHash([files.a], '')).toBe(before);
    expect(codeHash([files.a], 'another preset')).not.toBe(before);
    await writeFile(files.b, 'export const b = 2;\n');
    expect(codeHash([files.a], '')).not.toBe(before);
  });
});
