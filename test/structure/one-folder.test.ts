/**
 * The one-folder test: a new experiment is one folder, one file and one row. Here it reaches the command line and the
 * tests; `npm run test:one-folder` builds the site with it as well.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addThrowAway, copyProject } from './copy.ts';

describe('an experiment added as one folder', () => {
  let copy: ReturnType<typeof copyProject>;
  beforeAll(() => {
    copy = copyProject();
    addThrowAway(copy.folder);
  });
  afterAll(() => copy.remove());

  const node = (...args: string[]): string =>
    execFileSync(process.execPath, args, {
      cwd: copy.folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });

  it('is listed and runs in `lab`', () => {
    expect(node('src/cli/lab.ts')).toContain('throw-away');
    const found = JSON.parse(node('src/cli/lab.ts', 'throw-away', 'n=50,400', '--seeds', '3', '--json')) as {
      experiment: string;
      axes: Record<string, number[]>;
      predictions: Record<string, number[]>;
      measures: Record<string, { values: number[][] }>;
      checks: { verdict: string }[];
    };
    expect(found.experiment).toBe('throw-away');
    expect(found.axes).toEqual({ n: [50, 400] });
    expect(found.predictions['square']).toEqual([0.02, 0.0025]);
    expect(found.measures['square'].values).toHaveLength(3);
    expect(found.checks).toHaveLength(1);
  });

  it('is covered by the tests of every experiment', () => {
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    const config = join('test', 'vitest.config.ts');
    const told = node(
      vitest,
      'run',
      '--config',
      config,
      '--reporter=verbose',
      'test/structure/experiments.test.ts',
    );
    expect(told).toContain('throw-away > has a sound spec');
  });
});
