/** Every experiment folder holds what the framework expects, and every spec makes sense. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { violations } from '#framework/checks.ts';
import { presetSettings } from '#framework/codec.ts';
import { defaults } from '#framework/parameters.ts';
import { specFaults } from '#framework/spec-faults.ts';
import type { ExperimentSpec } from '#framework/spec.ts';
import { experimentFolders, root, sourceFiles } from '../support/files.ts';

const modules = import.meta.glob<{ default: ExperimentSpec }>('../../src/experiments/*/spec.ts', {
  eager: true,
});
const ids = experimentFolders();
/** Measures and predictions as in the catalogue; parameters may also be one capital letter (`N`, `D`). */
const measureName = /^[a-z][A-Za-z0-9]*$/;
const parameterName = /^([a-z][A-Za-z0-9]*|[A-Z])$/;
/** A sentence may begin with a symbol, such as h₁, but not with a small word. */
const sentence = /^(?![a-z]{2}).*[.?!]$/s;

it('finds the experiments', () => {
  expect(ids.length).toBeGreaterThan(0);
});

it('shows every experiment in at least one result', () => {
  const results = sourceFiles('content/results').map((file) => readFileSync(join(root, file), 'utf8'));
  expect(ids.filter((id) => !results.some((source) => source.includes(id)))).toEqual([]);
});

describe.each(ids)('%s', (id) => {
  const spec = modules[`../../src/experiments/${id}/spec.ts`]?.default;

  it('has its files and no others', () => {
    const files = readdirSync(join(root, 'src/experiments', id));
    expect(files).toEqual(expect.arrayContaining(['Figure.svelte', 'predict.ts', 'run.ts', 'spec.ts']));
    expect(files.filter((file) => !/\.(ts|svelte)$/.test(file))).toEqual([]);
  });

  it('has a sound spec', () => {
    expect(spec.id).toBe(id);
    expect(specFaults(spec)).toEqual([]);
    expect(spec.checks.length).toBeGreaterThan(0);
    expect(Object.keys(spec.measures).length).toBeGreaterThan(0);
    expect(spec.work(defaults(spec.parameters))).toBeGreaterThan(0);
  });

  it('has names in the style of the catalogue', () => {
    for (const name of Object.keys(spec.parameters)) expect(name).toMatch(parameterName);
    for (const name of Object.keys({ ...spec.measures, ...spec.predictions }))
      expect(name).toMatch(measureName);
  });

  it('speaks in sentences', () => {
    const descriptions = [spec.parameters, spec.measures, spec.predictions].flatMap((group) =>
      Object.values(group).map((entry) => entry.description),
    );
    const texts = [spec.summary, ...descriptions, ...spec.presets.map((preset) => preset.sentence)];
    expect(texts.filter((text) => !sentence.test(text))).toEqual([]);
    expect(spec.checks.filter((check) => check.because === '')).toEqual([]);
  });

  it('shows three or four parameters at once', () => {
    const all = Object.values(spec.parameters);
    const primary = all.filter((parameter) => parameter.primary).length;
    expect(primary).toBeGreaterThanOrEqual(Math.min(3, all.length));
    expect(primary).toBeLessThanOrEqual(4);
  });

  it('has a preset that keeps every assumption, and a default that claims to break none', () => {
    const kept = spec.presets.filter(({ id }) => {
      const settings = presetSettings(spec, id);
      return settings !== null && violations(spec, settings.values).length === 0;
    });
    expect(kept.length).toBeGreaterThan(0);
    expect(spec.presets[0].breaks).toBeUndefined();
  });

  it('has buttons that can be told apart', () => {
    const labels = spec.presets.map((preset) => preset.label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
