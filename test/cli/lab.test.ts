/** The command line as people and scripts meet it: a child process with its output and exit code. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { LabJson } from '#framework/labjson.ts';
import { UsageError, readSettings, readWords } from '../../src/cli/lab/arguments.ts';
import { spec } from '../framework/fixture.ts';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function node(script: string, words: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...words]);
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const lab = (...words: string[]): Promise<Ended> => node('../fixtures/lab.ts', words);
const site = (...words: string[]): Promise<Ended> => node('../../src/cli/lab.ts', words);

describe('--json', () => {
  it('prints one object and nothing else, with its keys as they are fixed', async () => {
    const { code, out, err } = await lab('random-walk', 'steps=12', '--seeds', '3', '--seed', '5', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.trim().split('\n')).toHaveLength(1);
    const json = JSON.parse(out) as LabJson;
    expect(Object.keys(json)).toEqual(
      'experiment version parameters seeds backend axes measures predictions checks'.split(' '),
    );
    expect(json).toMatchObject({ experiment: 'random-walk', version: 1, seeds: [5, 6, 7], backend: 'wasm' });
    expect(json.parameters).toMatchObject({ steps: 12, drift: [0], cap: null, blowUp: false, law: 'normal' });
    expect(json.axes).toEqual({ drift: [0], step: Array.from({ length: 13 }, (_, t) => t) });
    expect(json.measures['square'].over).toEqual(['drift', 'step']);
    expect(json.measures['square'].values).toHaveLength(3);
    expect(json.checks[0]).toMatchObject({ at: { drift: 0, step: 12 }, predicted: 3, verdict: 'agrees' });
  });

  it('is the same twice, and for each seed the same as alone', async () => {
    const words = ['random-walk', 'steps=15', 'drift=0,0.5', '--json'];
    const [first, again, ...alone] = await Promise.all([
      lab(...words, '--seeds', '2'),
      lab(...words, '--seeds', '2'),
      lab(...words),
      lab(...words, '--seed', '1'),
    ]);
    expect(again.out).toBe(first.out);
    const together = JSON.parse(first.out) as LabJson;
    const singles = alone.map(({ out }) => JSON.parse(out) as LabJson);
    expect(singles.map(({ seeds }) => seeds)).toEqual([[0], [1]]);
    for (const [index, single] of singles.entries()) {
      expect(single.measures['square'].values[0]).toEqual(together.measures['square'].values[index]);
      expect(single.measures['square'].sd).toBeNull();
    }
    expect(together.checks.map(({ verdict }) => verdict)).toEqual([
      'outside its assumptions (agrees)',
      'agrees',
    ]);
    expect(together.checks[0].violated).toEqual(['free']);
  });

  it('holds what was reached when a run diverges, with exit code 1', async () => {
    const { code, out, err } = await lab('random-walk', 'steps=10', 'blowUp=true', '--json');
    expect({ code, err }).toEqual({ code: 1, err: 'The walk left the finite numbers at step 5.\n' });
    const json = JSON.parse(out) as LabJson;
    expect(json.axes['step']).toEqual([0, 1, 2, 3, 4, 5]);
    expect(json.checks[0]).toMatchObject({ measured: null, verdict: null });
  });

  it('computes predictions only with --predict', async () => {
    const { code, out } = await lab('random-walk', '--predict', '--json', 'steps=10', 'sigma=1');
    expect(code).toBe(0);
    const json = JSON.parse(out) as LabJson;
    expect(json.measures).toEqual({});
    expect(json.predictions).toEqual({ square: [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]], steps: 10 });
  });
});

describe('mistakes', () => {
  it('are one line that names what is allowed, with exit code 2', async () => {
    const all = await Promise.all([lab('no-such'), lab('random-walk', 'steps=banana')]);
    expect(all).toEqual([
      { code: 2, out: '', err: 'there is no experiment no-such; there are random-walk\n' },
      { code: 2, out: '', err: 'steps must be a whole number from 10 to 20000, got banana\n' },
    ]);
  });

  it.each([
    [['steps=5'], 'steps must be a whole number from 10 to 20000, got 5'],
    [
      ['foo=1'],
      'there is no parameter foo; random-walk has steps, sigma, walkers, cap, drift, law, blowUp, start, fault',
    ],
    [['--seeds', '99'], 'seeds must be a whole number from 1 to 20, got 99'],
    [['--seeds'], 'seeds must be a whole number from 1 to 20, got nothing'],
    [['steps'], 'steps is not a setting; settings are written name=value'],
    [['sigma=1', 'sigma=2'], 'sigma was given twice'],
    [['--fast'], 'there is no option --fast; there are --seeds, --seed, --predict, --json, --help'],
    [['steps=20000', 'walkers=1000'], 'steps × walkers must be at most two million.'],
  ])('%j', (words, line) => {
    const read = (): unknown => readSettings(spec, readWords(['random-walk', ...words]).settings);
    expect(read).toThrow(new UsageError(line));
  });
});

describe('for people', () => {
  it('lists the experiments', async () => {
    const { code, out } = await lab();
    expect(code).toBe(0);
    expect(out).toContain('random-walk  A walk of independent normal steps');
  });

  it('prints the parameter table', async () => {
    const { code, out } = await lab('random-walk', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/walkers +w +walkers +100 +a whole number from 2 to 1000 in steps of 2/);
    expect(out).toMatch(/long +steps=100 +A longer walk\./);
  });

  it('prints checks and measures', async () => {
    const { code, out } = await lab('random-walk', 'steps=10', '--seeds=2', 'seed=3');
    expect(code).toBe(0);
    expect(out).toMatch(/^random-walk \(seeds 3 … 4, wasm /);
    expect(out).toMatch(/steps walked +10 +10 ± 0 +at most +agrees/);
    expect(out).toContain('2 of 2 checks agree, over 2 seeds.');
  });
});

describe('the site’s own experiments', () => {
  it('run: a short amplification, twice the same', async () => {
    const words = ['xor-amplification', 'n=60', 'd=20', 'm=20', 'steps=12', '--seeds', '2', '--json'];
    const [first, again] = await Promise.all([site(...words), site(...words)]);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(again.out).toBe(first.out);
    const json = JSON.parse(first.out) as LabJson;
    expect(json.axes['step']).toEqual([0, 1, 2, 3, 5, 10, 12]);
    expect(Object.keys(json.measures)).toEqual(
      'own opposite aligned norm margin trainNoisy testClean testNoisy'.split(' '),
    );
    expect(Object.keys(json.predictions)).toEqual(['own', 'norm', 'margin']);
  });
});
