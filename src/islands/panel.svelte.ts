/**
 * One panel's state: form, run and pinned runs put together, and what follows from them — the figure's props, the
 * rows of the checks, the sentences. Components only show it and pass wishes on.
 */
import type { FigureProps, PinnedRun } from '#charts/figure.ts';
import type { Aggregated } from '#framework/aggregate.ts';
import type { CheckResult } from '#framework/checks.ts';
import type { LabJson } from '#framework/labjson.ts';
import type { BakedSummary, CheckRow, PanelDescription } from './description.ts';
import { checkRow } from './description.ts';
import { Follower, type Followed } from './follower.svelte.ts';
import type { Machinery } from './machinery.ts';
import { difference, Pins } from './pins.svelte.ts';
import { PanelRun } from './run.svelte.ts';
import type { RunSettings } from './settings.svelte.ts';
import { FormSettings, settingsKey } from './settings.svelte.ts';
import { placeOf } from './words.ts';

/** From letting a slider go to the whole run, in milliseconds. */
const LANDING = 350;

const EMPTY: Aggregated = { axes: {}, measures: {} };

export class PanelState {
  readonly description: PanelDescription;
  readonly baked: BakedSummary | null;
  readonly settings: FormSettings;
  readonly run: PanelRun;
  readonly follower: Follower;
  readonly pins = new Pins();
  /** Null until the code has been fetched. */
  machinery: Machinery | null = $state.raw(null);
  /** Of the next run; null for the engine's own choice. */
  backend: string | null = $state(null);
  /** About the link: what was ignored, an older version. */
  linkNotices: readonly string[] = $state.raw([]);
  /** Settings and digest that a link brought. */
  #linked: { readonly key: string; readonly digest: string } | null = $state.raw(null);
  readonly #load: (experiment: string) => Promise<Machinery>;
  #loading: Promise<Machinery> | null = null;
  #landing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    description: PanelDescription,
    baked: BakedSummary | null,
    load: (experiment: string) => Promise<Machinery>,
  ) {
    // An island's props come as deep reactive proxies, which a worker cannot be sent: a list among the values would fail.
    this.description = $state.snapshot(description) as PanelDescription;
    this.baked = $state.snapshot(baked) as BakedSummary | null;
    this.settings = new FormSettings(this.description);
    this.#load = load;
    this.run = new PanelRun(() => this.fetch());
    this.follower = new Follower(() => this.fetch());
  }

  /** Fetches the code once; a failed attempt may be repeated. */
  fetch(): Promise<Machinery> {
    this.#loading ??= this.#load(this.description.id).then(
      (machinery) => (this.machinery = machinery),
      (error: unknown) => {
        this.#loading = null;
        throw error;
      },
    );
    return this.#loading;
  }

  /** The form as it stands now is what the shown run was started with. */
  readonly current: boolean = $derived.by(
    () => this.run.of !== null && settingsKey(this.run.of) === settingsKey(this.settings),
  );

  /** Measured numbers of the shown run: the end, or the way so far. */
  readonly shown: Aggregated | null = $derived.by(() => this.run.result ?? this.run.progress);

  readonly results: readonly CheckResult[] | null = $derived.by(() => {
    if (this.machinery === null || this.run.of === null) return null;
    const { spec, tools } = this.machinery;
    const predictions = this.predictionsNow;
    return tools.evaluateChecks(spec, this.settings.values, this.current ? this.shown : null, predictions);
  });

  readonly predictionsNow = $derived.by(() =>
    this.run.predictedFor === settingsKey(this.settings) ? this.run.predictions : null,
  );

  readonly rows: readonly CheckRow[] = $derived.by(() => {
    if (this.results !== null) return this.results.map(checkRow);
    if (this.baked !== null && this.settings.untouched) return this.baked.checks;
    return this.description.checks.map(({ name }) => ({
      name,
      predicted: null,
      measured: null,
      sd: null,
      tolerance: null,
      verdict: null,
    }));
  });

  /** The rows say all that they ever will: those of the baked run, or of a finished run and its theory. */
  readonly settled: boolean = $derived.by(() => {
    if (this.results === null) return this.baked !== null && this.settings.untouched;
    const theory = this.run.predictedFor === settingsKey(this.settings);
    return this.run.state === 'finished' && this.current && theory;
  });

  /** Assumptions that the form's values violate, by name and sentence; empty until the code is there. */
  readonly violated: readonly { readonly name: string; readonly text: string }[] = $derived.by(() => {
    if (this.machinery === null) return [];
    const { spec, tools } = this.machinery;
    const ids = tools.violations(spec, this.settings.values);
    return spec.assumptions.filter((assumption) => ids.includes(assumption.id));
  });

  readonly pinned: readonly PinnedRun[] = $derived.by(() => {
    const pinned = this.pins.labelled(this.description.parameters, this.settings);
    const { of, result } = this.run;
    // A finished run whose settings were left behind stays in sight, in grey, until the next one.
    if (of === null || result === null || this.current) return pinned;
    const label = difference(this.description.parameters, of, this.settings);
    return [...pinned, { axes: result.axes, measures: result.measures, label }];
  });

  /** Quick runs are shown: from the first drag on, until the whole run has something to show. */
  readonly followed: Followed | null = $derived.by(() =>
    this.run.progress === null && this.run.result === null ? this.follower.shown : null,
  );

  readonly figure: FigureProps | null = $derived.by(() => {
    if (this.machinery !== null && this.followed !== null) {
      const { values, measured, view, predictions } = this.followed;
      const violated = this.violated.map(({ name }) => name);
      const pinned = this.pinned;
      return { parameters: values, ...measured, predictions, view, pinned, violated, state: 'running' };
    }
    if (this.machinery === null || this.run.of === null) return null;
    const measured = (this.current ? this.shown : null) ?? EMPTY;
    const view = this.current ? (this.run.result ?? this.run.progress)?.view : null;
    return {
      parameters: this.settings.values,
      axes: measured.axes,
      measures: measured.measures,
      predictions: this.run.predictions,
      view: view ?? null,
      pinned: this.pinned,
      violated: this.violated.map(({ name }) => name),
      state: this.run.state === 'finished' && this.current ? 'finished' : 'running',
    };
  });

  /** What stands in the way of a run, null when nothing does. */
  readonly refused: string | null = $derived.by(() => {
    const typed = Object.values(this.settings.errors)[0];
    if (typed !== undefined) return `${typed}.`;
    if (this.machinery === null) return null;
    return this.machinery.tools.checkValues(this.machinery.spec, this.settings.values);
  });

  /** How the run stands to what the link told; null without a link's result. */
  readonly sameness: string | null = $derived.by(() => {
    const digest = this.digest;
    if (this.#linked === null || this.machinery === null) return null;
    if (this.#linked.key !== settingsKey(this.settings)) return null;
    if (digest === null || this.results === null)
      return 'The link carries a result; this run will be compared with it.';
    const { parseDigest, describeSameness } = this.machinery.tools;
    const [theirs, ours] = [parseDigest(this.#linked.digest), parseDigest(digest)];
    if (theirs === null || ours === null)
      return 'The result in the link cannot be read; it may have been cut off.';
    return describeSameness(theirs, ours, this.results);
  });

  /** Of the finished run that the form shows. */
  readonly digest: string | null = $derived.by(() => {
    const { result } = this.run;
    if (result === null || !this.current || this.machinery === null || this.results === null) return null;
    return this.machinery.tools.digestOf(result, this.description.version, this.results);
  });

  /** Where the run is, in words; for the progress line and the spoken output. */
  readonly place: string = $derived.by(() =>
    this.run.progress === null ? '' : placeOf(this.run.progress.at, this.description.axes),
  );

  /** "4 of 5 checks agree, over 5 seeds. …"; empty before a run has ended. */
  readonly summary: string = $derived.by(() => {
    if (this.run.state !== 'finished' || !this.current || this.machinery === null || this.results === null)
      return '';
    return this.machinery.tools.summarise(this.results, this.settings.seeds);
  });

  start(): void {
    if (this.refused === null) void this.run.start(this.settings.snapshot(), { backend: this.backend });
  }

  step(): void {
    if (this.refused === null) this.run.step(this.settings.snapshot(), this.backend);
  }

  newSeed(): void {
    this.settings.newSeed();
    this.start();
  }

  /** While a slider is dragged that the figure follows. */
  dragged(): void {
    clearTimeout(this.#landing);
    if (this.run.of !== null) this.run.reset();
    if (this.refused === null) this.follower.follow(this.settings.snapshot());
  }

  /** The slider was let go; keys do it after each step, so a moment passes before the whole run begins. */
  released(): void {
    clearTimeout(this.#landing);
    const land = async (): Promise<void> => {
      const asked = settingsKey(this.settings);
      await this.follower.rest();
      if (asked === settingsKey(this.settings) && this.run.of === null) this.start();
    };
    this.#landing = setTimeout(() => void land(), LANDING);
  }

  reset(): void {
    this.#stopFollowing();
    this.run.reset();
  }

  destroy(): void {
    this.#stopFollowing();
    this.run.destroy();
  }

  #stopFollowing(): void {
    clearTimeout(this.#landing);
    this.follower.end();
  }

  /** After each edit: a run under way no longer answers the form's question; theory follows the form. */
  edited(): void {
    this.#stopFollowing();
    if (this.current || this.run.of === null) return;
    if (this.run.active) this.run.abandon();
    if (this.refused === null) this.run.predict(this.settings.snapshot());
  }

  pin(): void {
    if (this.run.result !== null && this.run.of !== null) this.pins.add(this.run.of, this.run.result);
  }

  /** Takes the settings of a link; true when it said something about this experiment. `ids`: all on this page. */
  async follow(query: string, ids: readonly string[]): Promise<boolean> {
    const { tools } = await this.fetch();
    const { loadSpec } = await import('./machinery.ts');
    const specs = await Promise.all(ids.map(loadSpec));
    const page = tools.decodePage(specs, query);
    const mine = page.experiments[this.description.id];
    this.linkNotices = [...(ids[0] === this.description.id ? page.notices : []), ...mine.notices];
    if (!mine.given) return false;
    this.settings.take(mine.settings);
    const { result } = mine.settings;
    if (result !== null) this.#linked = { key: settingsKey(this.settings), digest: result };
    return true;
  }

  /** The query of a link to these settings, with the digest once a run has finished. */
  async query(prefixed: boolean): Promise<string> {
    const { spec, tools } = await this.fetch();
    return tools.encodeSettings(spec, { ...this.settings.snapshot(), result: this.digest }, prefixed);
  }

  /** The object that `lab --json` prints, of the finished run. */
  json(): LabJson | null {
    const { of, result } = this.run;
    if (this.machinery === null || of === null || result === null) return null;
    const { spec, tools } = this.machinery;
    const predictions = this.#predictionsOf(of);
    return tools.labJson(spec, { parameters: of.values, seeds: result.seeds, measured: result, predictions });
  }

  csv(): string | null {
    const { of, result } = this.run;
    if (this.machinery === null || of === null || result === null) return null;
    const { spec, tools } = this.machinery;
    return tools.toCsv(spec, { seeds: result.seeds, measured: result, predictions: this.#predictionsOf(of) });
  }

  #predictionsOf(settings: RunSettings): PanelRun['predictions'] {
    return this.run.predictedFor === settingsKey(settings) ? this.run.predictions : null;
  }
}
