/** Every experiment folder holds what the framework expects, and every spec makes sense. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaults, type Parameter, type Parameters, type Value } from '#framework/parameters.ts';
import type { ExperimentSpec, MeasureSpec } from '#framework/spec.ts';
import { experimentFolders, root, sourceFiles } from '../support/files.ts';

const modules = import.meta.glob<{ default: ExperimentSpec }>('../../src/experiments/*/spec.ts', {
  eager: true,
});
const ids = experimentFolders();
const camel = /^[a-z][A-Za-z0-9]*$/;
/** Parameter names as the papers write them: one capital letter is a symbol (`N`, `D`). */
const parameterName = /^([a-z][A-Za-z0-9]*|[A-Z])$/;
/** Names that links and the command line use for themselves. */
const reserved = ['seeds', 'json', 'predict', 'help', 'v', 'preset'];

/** Whether a value is of the kind and in the range of its parameter. */
function fits(parameter: Parameter, value: Value): boolean {
  const inRange = (x: unknown): boolean => {
    if (typeof x !== 'number' || !('min' in parameter)) return false;
    if (parameter.integer && !Number.isInteger(x)) return false;
    if (parameter.multipleOf !== undefined && x % parameter.multipleOf !== 0) return false;
    return x >= parameter.min && x <= parameter.max;
  };
  switch (parameter.kind) {
    case 'number':
      return inRange(value);
    case 'optional':
      return value === null || inRange(value);
    case 'list':
      return (
        Array.isArray(value) &&
        value.length >= (parameter.minLength ?? 1) &&
        value.length <= parameter.maxLength &&
        value.every(inRange)
      );
    case 'choice':
      return parameter.options.some((option) => option.value === value);
    case 'switch':
      return typeof value === 'boolean';
    case 'text':
      return (
        typeof value === 'string' &&
        value.length <= parameter.maxLength &&
        new RegExp(`^(?:${parameter.pattern})$`).test(value)
      );
  }
}

const distinct = (names: readonly string[]): boolean => new Set(names).size === names.length;

it('finds the experiments', () => {
  expect(ids.length).toBeGreaterThan(0);
});

it('shows every experiment in at least one result', () => {
  const results = sourceFiles('content/results').map((file) => readFileSync(join(root, file), 'utf8'));
  expect(ids.filter((id) => !results.some((source) => source.includes(id)))).toEqual([]);
});

describe.each(ids)('%s', (id) => {
  const spec = modules[`../../src/experiments/${id}/spec.ts`]?.default;
  const values = (preset: { values: object } | undefined): ReturnType<typeof defaults<Parameters>> => ({
    ...defaults(spec.parameters),
    ...preset?.values,
  });

  it('has its files and no others', () => {
    const files = readdirSync(join(root, 'src/experiments', id));
    expect(files).toEqual(expect.arrayContaining(['Figure.svelte', 'predict.ts', 'run.ts', 'spec.ts']));
    expect(files.filter((file) => !/\.(ts|svelte)$/.test(file))).toEqual([]);
  });

  it('has its folder as its name, a version and a seed count', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(spec.id).toBe(id);
    expect(Number.isInteger(spec.version) && spec.version >= 1).toBe(true);
    expect(spec.seeds.default).toBeGreaterThanOrEqual(1);
    expect(spec.seeds.default).toBeLessThanOrEqual(spec.seeds.max);
    expect(spec.work(defaults(spec.parameters))).toBeGreaterThan(0);
  });

  it('has parameters with fixed names whose defaults are in range', () => {
    for (const [name, parameter] of Object.entries<Parameter>(spec.parameters)) {
      expect(name).toMatch(parameterName);
      expect(reserved).not.toContain(name);
      expect(fits(parameter, parameter.default), `default of ${name}`).toBe(true);
      expect(parameter.label).not.toBe('');
      expect(parameter.description).toMatch(/[.?]$/);
      if ('slider' in parameter && parameter.slider !== undefined) {
        const { min, max, scale } = parameter.slider;
        expect(min, `slider of ${name}`).toBeGreaterThanOrEqual(parameter.min);
        expect(max, `slider of ${name}`).toBeLessThanOrEqual(parameter.max);
        expect(min).toBeLessThan(max);
        if (scale === 'log') expect(min).toBeGreaterThan(0);
      }
    }
    const primary = Object.values<Parameter>(spec.parameters).filter((parameter) => parameter.primary);
    expect(primary.length).toBeGreaterThan(0);
    expect(primary.length).toBeLessThanOrEqual(4);
  });

  it('has measures and predictions over known axes', () => {
    const named: [string, MeasureSpec][] = [spec.measures, spec.predictions].flatMap((group) =>
      Object.entries(group),
    );
    expect(Object.keys(spec.measures).length).toBeGreaterThan(0);
    for (const [name, measure] of named) {
      expect(name).toMatch(camel);
      for (const axis of measure.over) expect(Object.keys(spec.axes), `axis of ${name}`).toContain(axis);
    }
  });

  it('has checks that refer to what exists', () => {
    expect(spec.checks.length).toBeGreaterThan(0);
    expect(distinct(spec.checks.map((check) => check.name))).toBe(true);
    const assumptions = spec.assumptions.map((assumption) => assumption.id);
    for (const check of spec.checks) {
      const measure = spec.measures[check.measure];
      expect(measure, `measure of ${check.name}`).toBeDefined();
      expect(Object.keys(spec.predictions)).toContain(check.against ?? check.measure);
      expect(Object.keys(check.at ?? {}).sort()).toEqual([...measure.over].sort());
      const { tolerance } = check;
      const width = typeof tolerance === 'number' ? tolerance : tolerance(defaults(spec.parameters));
      expect(width).toBeGreaterThanOrEqual(0);
      expect(check.because).not.toBe('');
      for (const assumption of check.rests ?? []) expect(assumptions).toContain(assumption);
    }
  });

  it('starts with a default that keeps every assumption', () => {
    const [first] = spec.presets;
    expect(first.values).toEqual({});
    expect(first.breaks).toBeUndefined();
    const broken = spec.assumptions.filter((assumption) => !assumption.holds(values(first)));
    expect(broken.map((assumption) => assumption.id)).toEqual([]);
    expect(distinct(spec.assumptions.map((assumption) => assumption.id))).toBe(true);
  });

  it('has presets in range, and at least one that breaks something', () => {
    expect(distinct(spec.presets.map((preset) => preset.id))).toBe(true);
    expect(distinct(spec.presets.map((preset) => preset.label))).toBe(true);
    expect(spec.presets.some((preset) => preset.breaks !== undefined)).toBe(true);
    for (const preset of spec.presets) {
      for (const [name, value] of Object.entries(preset.values)) {
        expect(Object.keys(spec.parameters)).toContain(name);
        expect(fits(spec.parameters[name], value as Value), `${preset.id}: ${name}`).toBe(true);
      }
      expect(spec.refuse?.(values(preset)) ?? null, preset.id).toBeNull();
      expect(preset.sentence).toMatch(/[.?]$/);
      expect(preset.seeds ?? 1).toBeLessThanOrEqual(spec.seeds.max);
      const violated = spec.assumptions.find((assumption) => assumption.id === preset.breaks);
      if (violated !== undefined) expect(violated.holds(values(preset)), preset.id).toBe(false);
    }
  });
});
