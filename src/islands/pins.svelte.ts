/** Earlier runs that are kept for comparison, drawn in thin grey and labelled with what differs. */
import type { PinnedRun } from '#charts/figure.ts';
import type { Aggregated } from '#framework/aggregate.ts';
import type { Parameters } from '#framework/parameters.ts';
import { formatValue, sameValue } from '#framework/validate.ts';
import type { RunSettings } from './settings.svelte.ts';

/** More would be a bundle that nobody can tell apart. */
export const MOST_PINS = 4;

export interface Pin extends Aggregated {
  readonly id: number;
  readonly settings: RunSettings;
}

/** What differs in `other` from `current`, in the paper's symbols: "n = 300, ξ = 0.5". */
export function difference(parameters: Parameters, other: RunSettings, current: RunSettings): string {
  const parts = Object.entries(parameters)
    .filter(([name]) => !sameValue(other.values[name], current.values[name]))
    .map(([name, parameter]) => `${parameter.symbol} = ${formatValue(other.values[name])}`);
  if (other.seed !== current.seed) parts.push(`seed ${other.seed}`);
  if (other.seeds !== current.seeds) parts.push(other.seeds === 1 ? '1 seed' : `${other.seeds} seeds`);
  return parts.length === 0 ? 'same settings' : parts.join(', ');
}

export class Pins {
  list: readonly Pin[] = $state.raw([]);
  #next = 1;

  get full(): boolean {
    return this.list.length >= MOST_PINS;
  }

  add(settings: RunSettings, { axes, measures }: Aggregated): void {
    if (this.full) return;
    this.list = [...this.list, { id: this.#next++, settings, axes, measures }];
  }

  remove(id: number): void {
    this.list = this.list.filter((pin) => pin.id !== id);
  }

  /** As figures want them. */
  labelled(parameters: Parameters, current: RunSettings): PinnedRun[] {
    return this.list.map(({ axes, measures, settings }) => ({
      axes,
      measures,
      label: difference(parameters, settings, current),
    }));
  }
}
