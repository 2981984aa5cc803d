/** What is wrong with a spec: names that nothing stands behind, presets that do not validate. A test runs it on every one. */
import { RESERVED_NAMES, presetSettings } from './codec.ts';
import { violations } from './checks.ts';
import { defaults } from './parameters.ts';
import type { ExperimentSpec, FollowSpec } from './spec.ts';
import { checkValues } from './validate.ts';

/** Sentences, none when the spec is sound. */
export function specFaults(spec: ExperimentSpec): string[] {
  return [...names(spec), ...parameters(spec), ...measures(spec), ...checks(spec), ...presets(spec)].map(
    (fault) => `${spec.id}: ${fault}`,
  );
}

function names(spec: ExperimentSpec): string[] {
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(spec.id)) faults.push('the id is not in kebab-case');
  if (!Number.isInteger(spec.version) || spec.version < 1)
    faults.push('the version is not a whole number from 1');
  const { default: seeds, max } = spec.seeds;
  if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= max))
    faults.push('the default number of seeds is out of range');
  return faults;
}

function parameters(spec: ExperimentSpec): string[] {
  const faults: string[] = [];
  for (const [name, parameter] of Object.entries(spec.parameters)) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) faults.push(`parameter ${name} is not a plain name`);
    if ((RESERVED_NAMES as readonly string[]).includes(name))
      faults.push(`parameter ${name} has a reserved name`);
    if ('slider' in parameter && parameter.slider) {
      const { min, max } = parameter.slider;
      if (min < parameter.min || max > parameter.max)
        faults.push(`the slider of ${name} leaves the accepted range`);
    }
  }
  if (!Object.values(spec.parameters).some((parameter) => parameter.primary))
    faults.push('no parameter is primary');
  const values = defaults(spec.parameters);
  const wrong = checkValues(spec, values);
  if (wrong !== null) faults.push(`the defaults are refused: ${wrong}`);
  if (spec.follow !== undefined) {
    const { parameter, told, quick } = spec.follow;
    for (const name of [parameter, ...told])
      if (!(name in spec.parameters)) faults.push(`it follows ${name}, which is no parameter`);
    const quickly = checkValues(spec, quick(values));
    if (quickly !== null) faults.push(`the quick run of the defaults is refused: ${quickly}`);
    faults.push(...film(spec, spec.follow));
  }
  return faults;
}

function film(spec: ExperimentSpec, { parameter, film: described }: FollowSpec): string[] {
  if (described === undefined) return [];
  const faults: string[] = [];
  const { preset, step } = described;
  if (!spec.presets.some(({ id }) => id === preset))
    faults.push(`its film is of ${preset}, which is no preset`);
  const along = spec.parameters[parameter];
  const slider = along !== undefined && 'slider' in along ? along.slider : undefined;
  if (slider === undefined) return [...faults, `its film goes along ${parameter}, which has no slider`];
  const stops = (slider.max - slider.min) / step;
  if (!(stops >= 1 && Math.abs(stops - Math.round(stops)) < 1e-9 * stops))
    faults.push(`the steps of its film do not end where the slider of ${parameter} does`);
  return faults;
}

function measures(spec: ExperimentSpec): string[] {
  const described = Object.entries({ ...spec.measures, ...spec.predictions });
  return described.flatMap(([name, { over }]) =>
    over.filter((axis) => !(axis in spec.axes)).map((axis) => `${name} is over ${axis}, which is no axis`),
  );
}

function checks(spec: ExperimentSpec): string[] {
  const faults: string[] = [];
  const seen = new Set<string>();
  const assumptions = spec.assumptions.map((assumption) => assumption.id);
  for (const check of spec.checks) {
    if (seen.has(check.name)) faults.push(`two checks are called "${check.name}"`);
    seen.add(check.name);
    const measure = spec.measures[check.measure];
    const prediction = spec.predictions[check.against ?? check.measure];
    if (measure === undefined) faults.push(`check "${check.name}": there is no measure ${check.measure}`);
    if (prediction === undefined) {
      faults.push(`check "${check.name}": there is no prediction ${check.against ?? check.measure}`);
    }
    const at = Object.keys(check.at ?? {});
    for (const axis of [...(measure?.over ?? []), ...(prediction?.over ?? [])]) {
      if (!at.includes(axis)) faults.push(`check "${check.name}": no entry is named on ${axis}`);
    }
    for (const id of check.rests ?? []) {
      if (!assumptions.includes(id))
        faults.push(`check "${check.name}" rests on ${id}, which is no assumption`);
    }
  }
  return faults;
}

function presets(spec: ExperimentSpec): string[] {
  const faults: string[] = [];
  const ids = spec.presets.map((preset) => preset.id);
  if (new Set(ids).size < ids.length) faults.push('two presets have one id');
  if (spec.presets.length === 0 || Object.keys(spec.presets[0].values).length > 0) {
    faults.push('the first preset is not the default');
  }
  if (!spec.presets.some((preset) => preset.breaks !== undefined)) faults.push('no preset breaks it');
  for (const preset of spec.presets) {
    const settings = presetSettings(spec, preset.id);
    const wrong = settings === null ? null : checkValues(spec, settings.values);
    if (wrong !== null) faults.push(`preset ${preset.id} is refused: ${wrong}`);
    if (settings !== null && settings.seeds > spec.seeds.max)
      faults.push(`preset ${preset.id} has too many seeds`);
    const broken = spec.assumptions.find((assumption) => assumption.id === preset.breaks);
    if (
      settings !== null &&
      wrong === null &&
      broken &&
      !violations(spec, settings.values).includes(broken.id)
    ) {
      faults.push(`preset ${preset.id} says that it breaks ${broken.id}, and does not`);
    }
  }
  return faults;
}
