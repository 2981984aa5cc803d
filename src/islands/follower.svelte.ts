/**
 * Follows a slider: quick runs of one seed, the newest wish next, so that the figure keeps up with the hand. The worker
 * is never ended in between, because it keeps what the runs have in common.
 */
import type { Aggregated } from '#framework/aggregate.ts';
import type { Predictions } from '#framework/outcome.ts';
import type { Values } from '#framework/parameters.ts';
import type { RunMeans } from './run.svelte.ts';
import type { RunSettings } from './settings.svelte.ts';

/** The last quick run. */
export interface Followed {
  /** Its values, which are not those of the form. */
  readonly values: Values;
  readonly measured: Aggregated;
  readonly view: unknown;
  /** The theory at these sizes for some value of what is dragged: for curves over it. */
  readonly predictions: Predictions | null;
}

export class Follower {
  shown: Followed | null = $state.raw(null);

  readonly #means: () => Promise<RunMeans>;
  #wish: RunSettings | null = null;
  #chasing: Promise<void> | null = null;
  #theory: { readonly key: string; readonly predictions: Predictions | null } | null = null;

  constructor(means: () => Promise<RunMeans>) {
    this.#means = means;
  }

  /** Wishes for a quick run; a wish that was not yet granted is dropped for it. */
  follow(settings: RunSettings): void {
    this.#wish = settings;
    this.#chasing ??= this.#chase().finally(() => (this.#chasing = null));
  }

  /** Resolves once no quick run is under way, and none will be. */
  async rest(): Promise<void> {
    this.#wish = null;
    await this.#chasing;
  }

  /** Forgets what is shown; a quick run in hand ends unseen. */
  end(): void {
    this.#wish = null;
    this.shown = null;
    this.#generation += 1;
  }

  #generation = 0;

  async #chase(): Promise<void> {
    for (let wish = this.#wish; wish !== null; wish = this.#wish) {
      this.#wish = null;
      const generation = this.#generation;
      try {
        const { spec, client } = await this.#means();
        if (spec.follow === undefined) return;
        const values = spec.follow.quick(wish.values);
        const { [spec.follow.parameter]: _dragged, ...fixed } = values;
        void this.#predict(JSON.stringify(fixed), values);
        const { finished } = client.start({ spec, parameters: values, seeds: [wish.seed] });
        const ended = await finished;
        // A failure is left to the whole run, which tells it.
        if (ended.end !== 'finished' || generation !== this.#generation) continue;
        const { axes, measures, view } = ended.result;
        const predictions = this.#theory?.predictions ?? null;
        this.shown = { values, measured: { axes, measures }, view, predictions };
      } catch {
        return;
      }
    }
  }

  /** The theory is asked for once for each setting of all else. */
  async #predict(key: string, parameters: Values): Promise<void> {
    if (this.#theory?.key === key) return;
    this.#theory = { key, predictions: null };
    try {
      const { spec, client } = await this.#means();
      const predictions = await client.predict({ experiment: spec.id, parameters, seeds: [0] });
      if (this.#theory.key !== key) return;
      this.#theory = { key, predictions };
      if (this.shown !== null) this.shown = { ...this.shown, predictions };
    } catch {
      // The figure does without the curves; the whole run tells what is wrong.
    }
  }
}
