import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { layerOf, problem, targetOf } from './layers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const eslint = new ESLint({ cwd: root, overrideConfigFile: `${root}/test/eslint.config.js` });

/** Messages of one rule for a file that exists only here. */
async function messages(path: string, code: string, rule = 'two-layers/layers'): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${root}/${path}` });
  return result.messages.filter((message) => message.ruleId === rule).map((message) => message.message);
}

describe('layers', () => {
  it('tells the layer of a path', () => {
    expect(layerOf('src/numbers/random.ts')).toBe('numbers');
    expect(layerOf('src/experiments/xor-linear/run.ts')).toBe('experiment code');
    expect(layerOf('src/experiments/xor-linear/Figure.svelte')).toBe('experiment figure');
    expect(layerOf('src/experiments/worker.ts')).toBe('experiment registry');
    expect(layerOf('src/misc/x.ts')).toBe('unknown');
    expect(layerOf('test/x.ts')).toBeNull();
  });

  it('resolves aliases, relative paths, root-relative paths and queries', () => {
    expect(targetOf('#theory/a.ts', 'src/numbers/b.ts')).toBe('src/theory/a.ts');
    expect(targetOf('../theory/a.ts', 'src/numbers/b.ts')).toBe('src/theory/a.ts');
    expect(targetOf('/src/theory/a.ts?raw', 'src/numbers/b.ts')).toBe('src/theory/a.ts');
    expect(targetOf('svelte', 'src/numbers/b.ts')).toBeNull();
  });

  it.each([
    ['src/theory/a.ts', '#numbers/b.ts'],
    ['src/framework/a.ts', '../numbers/b.ts'],
    ['src/experiments/e/run.ts', '#engine/engine.ts'],
    ['src/experiments/e/run.ts', './theory.ts'],
    ['src/experiments/e/Figure.svelte', '#charts/line.ts'],
    ['src/islands/Panel.svelte', '#engine/client.ts'],
    ['src/islands/Panel.svelte', '#experiments/registry.ts'],
    ['src/islands/load.ts', '../experiments/*/spec.ts'],
    ['src/islands/load.ts', '../experiments/*/Figure.svelte'],
    ['src/experiments/registry.ts', './*/run.ts'],
    ['src/pages/index.astro', '#theory/a.ts'],
    ['src/cli/lab.ts', '#experiments/registry.ts'],
    ['src/engine/backend.ts', '@tensorflow/tfjs-core'],
  ])('%s may import %s', (importer, specifier) => {
    expect(problem(importer, specifier)).toBeNull();
  });

  it.each([
    ['src/numbers/a.ts', '#theory/b.ts'],
    ['src/theory/a.ts', '#framework/b.ts'],
    ['src/framework/a.ts', '#engine/engine.ts'],
    ['src/engine/a.ts', '../theory/b.ts'],
    ['src/charts/a.ts', '#engine/client.ts'],
    ['src/charts/a.ts', '#experiments/e/spec.ts'],
    ['src/experiments/e/run.ts', '#charts/line.ts'],
    ['src/experiments/e/run.ts', './Figure.svelte'],
    ['src/experiments/e/Figure.svelte', './run.ts'],
    ['src/experiments/e/Figure.svelte', '#theory/a.ts'],
    ['src/islands/Panel.svelte', '#engine/network.ts'],
    ['src/islands/load.ts', '../experiments/*/run.ts'],
    ['src/islands/Panel.svelte', '#components/Result.astro'],
    ['src/components/Result.astro', '#pages/index.astro'],
    ['src/markdown/index.ts', '#components/Result.astro'],
    ['src/pages/index.astro', '#cli/lab.ts'],
    ['src/cli/lab.ts', '../../test/support/x.ts'],
    ['src/numbers/a.ts', '@tensorflow/tfjs-core'],
    ['src/theory/a.ts', 'svelte/store'],
    ['src/framework/a.ts', 'astro:content'],
    ['src/islands/a.ts', '@tensorflow/tfjs'],
    ['src/misc/a.ts', '#numbers/b.ts'],
  ])('%s must not import %s', (importer, specifier) => {
    expect(problem(importer, specifier)).not.toBeNull();
  });

  it('lets a figure name the types of its own experiment, and of no other', () => {
    expect(problem('src/experiments/e/Figure.svelte', './run.ts', true)).toBeNull();
    expect(problem('src/experiments/e/Figure.svelte', '../f/run.ts', true)).not.toBeNull();
  });
});

describe('the lint run', () => {
  it('finds planted violations of every form', async () => {
    const code = [
      `import { a } from '#theory/a.ts';`,
      `import type { B } from '../engine/engine.ts';`,
      `export { c } from '#charts/c.ts';`,
      `export * from '#islands/d.ts';`,
      `export const e = (): Promise<unknown> => import('#framework/e.ts');`,
      `export const f = (name: string): Promise<unknown> => import(\`../theory/\${name}.ts\`);`,
      `export const g = import.meta.glob(['/src/experiments/*/spec.ts', '!../charts/x.ts']);`,
      `export const h = new URL('../cli/lab.ts', import.meta.url);`,
      `export type I = import('#pages/i.ts').I;`,
      `export const used = (b: B): unknown => [a, b];`,
    ].join('\n');
    expect(await messages('src/numbers/planted.ts', code)).toHaveLength(10);
  });

  it('finds them in Svelte and Astro files', async () => {
    const svelte = `<script lang="ts">import x from '#components/x.ts'; const y: number = x;</script><p>{y}</p>`;
    expect(await messages('src/islands/Planted.svelte', svelte)).toHaveLength(1);
    const astro = `---\nimport x from '#pages/x.ts';\nconst y: number = x;\n---\n<p>{y}</p>\n`;
    expect(await messages('src/components/Planted.astro', astro)).toHaveLength(1);
  });

  it('keeps the page, the clock and ambient randomness out of the layers that run anywhere', async () => {
    const page = `export const a = (): unknown => document.title;`;
    expect(await messages('src/framework/a.ts', page, 'no-restricted-globals')).toHaveLength(1);
    const clock = `export const a = (): number => Date.now() + performance.now();`;
    expect(await messages('src/experiments/e/run.ts', clock, 'no-restricted-globals')).toHaveLength(2);
    const random = `export const a = (): number => Math.random();`;
    expect(await messages('src/theory/a.ts', random, 'no-restricted-properties')).toHaveLength(1);
  });

  it('does not let a comment switch a rule off', async () => {
    const code = `// eslint-disable-next-line\nimport { a } from '#theory/a.ts';\nexport const b = a;`;
    expect(await messages('src/numbers/planted.ts', code)).toHaveLength(1);
  });
});
