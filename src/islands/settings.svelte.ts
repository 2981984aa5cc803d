/** The form's state: values, first seed, number of seeds, and what is wrong with what was typed. */
import type { Value, Values } from '#framework/parameters.ts';
import { defaults } from '#framework/parameters.ts';
import type { PresetSpec } from '#framework/spec.ts';
import { parseValue, sameValue } from '#framework/validate.ts';
import type { PanelDescription } from './description.ts';
import { presetValues } from './description.ts';

/** What a run is started with. */
export interface RunSettings {
  readonly values: Values;
  /** The first seed. */
  readonly seed: number;
  /** How many. */
  readonly seeds: number;
}

/** Two settings with the same key give the same numbers. */
export function settingsKey(settings: RunSettings): string {
  return JSON.stringify([settings.values, settings.seed, settings.seeds]);
}

export class FormSettings implements RunSettings {
  readonly description: PanelDescription;
  values: Values = $state.raw({});
  seed = $state(0);
  seeds = $state(1);
  /** By parameter: why what stands in its box was not taken. The value is then the last good one. */
  errors: Readonly<Record<string, string>> = $state.raw({});

  constructor(description: PanelDescription) {
    this.description = description;
    this.values = defaults(description.parameters);
    this.seeds = description.seeds.default;
  }

  /** The preset that these values are, if they are one. */
  readonly preset: PresetSpec | null = $derived.by(() => {
    const same = (preset: PresetSpec): boolean => {
      const wanted = presetValues(this.description, preset);
      return Object.keys(wanted).every((name) => sameValue(wanted[name], this.values[name]));
    };
    return this.description.presets.find(same) ?? null;
  });

  /** All as the spec gives it. */
  readonly untouched: boolean = $derived.by(
    () =>
      this.preset === this.description.presets[0] &&
      this.seed === 0 &&
      this.seeds === this.description.seeds.default,
  );

  set(name: string, value: Value): void {
    this.values = { ...this.values, [name]: value };
    this.#forget(name);
  }

  /** Takes what was typed into a box, or remembers why not. */
  type(name: string, text: string): void {
    const parsed = parseValue(name, this.description.parameters[name], text.replaceAll('−', '-'));
    if (parsed.ok) this.set(name, parsed.value);
    else this.errors = { ...this.errors, [name]: parsed.sentence };
  }

  take(settings: RunSettings): void {
    this.values = settings.values;
    this.seed = settings.seed;
    this.seeds = settings.seeds;
    this.errors = {};
  }

  usePreset(preset: PresetSpec): void {
    this.take({
      values: presetValues(this.description, preset),
      seed: this.seed,
      seeds: preset.seeds ?? this.description.seeds.default,
    });
  }

  /** The next seeds that this run has not used. */
  newSeed(): void {
    this.seed += this.seeds;
  }

  /** A copy that later edits leave alone. */
  snapshot(): RunSettings {
    return { values: this.values, seed: this.seed, seeds: this.seeds };
  }

  #forget(name: string): void {
    if (!(name in this.errors)) return;
    const { [name]: _gone, ...rest } = this.errors;
    this.errors = rest;
  }
}
