/**
 * The description of an experiment: everything about it but the computation. It is plain data, except for a few
 * pure functions of the parameter values, so that form, URL, command line and table all follow from it.
 */
import type { Parameters, Values } from './parameters.ts';

/** What an axis of the measures means: "step", "alpha", "n". */
export interface AxisSpec {
  readonly label: string;
  readonly symbol: string;
}

export type Format = 'number' | 'share' | 'count';

/** A named number of the outcome, or an array of them over axes. The same name may have a prediction. */
export interface MeasureSpec {
  readonly label: string;
  readonly symbol?: string;
  /** Names of axes, outermost first; empty for a single number. */
  readonly over: readonly string[];
  /** How it is written: a share is a fraction in [0, 1]. Default "number". */
  readonly format?: Format;
  /** One sentence: what exactly is measured. */
  readonly description: string;
}

/** An assumption of the stated result, tested on the parameter values before the run. */
export interface AssumptionSpec<P extends Parameters = Parameters> {
  readonly id: string;
  /** Short name, shown in the verdict and on the hatched region: "n / n★ ≥ 4". */
  readonly name: string;
  /** One sentence: what the assumption says and what happens without it. */
  readonly text: string;
  readonly holds: (values: Values<P>) => boolean;
}

export type Side = 'two-sided' | 'at-least' | 'at-most';

/** Prediction against measure with a stated absolute tolerance. */
export interface CheckSpec<P extends Parameters = Parameters> {
  /** Unique within the experiment, in words: "own cosine at t = 200". May depend on nothing but the spec. */
  readonly name: string;
  /** The name of a measure that also has a prediction… */
  readonly measure: string;
  /** …or this other prediction, or a constant computed from the values (a bound, a closed form). */
  readonly against?: string;
  /** Which entry, by axis name; "first" and "last" of the axis. Left out when the measure is a single number. */
  readonly at?: Readonly<Record<string, number | 'first' | 'last'>>;
  /** Absolute tolerance; 0.02 means ± 0.02. */
  readonly tolerance: number | ((values: Values<P>) => number);
  /** The tolerance is a share of the prediction's size: 0.02 means ± 2 %. */
  readonly relative?: boolean;
  /** "two-sided" (default), or the measure must not fall below / rise above the prediction by more than it. */
  readonly side?: Side;
  /** Where the tolerance comes from, one clause. */
  readonly because: string;
  /** Ids of the assumptions that this check rests on; all of them unless told. */
  readonly rests?: readonly string[];
}

export interface PresetSpec<P extends Parameters = Parameters> {
  readonly id: string;
  /** Name on the button: "Default", "Longer", "Too few samples". */
  readonly label: string;
  /** Set on a *break it* preset: the id of the assumption it violates, or a short phrase for what it breaks. */
  readonly breaks?: string;
  /** One sentence: what the reader will see, and what to look for. */
  readonly sentence: string;
  /** Only what differs from the defaults. */
  readonly values: Partial<Values<P>>;
  /** Number of seeds, when it differs from the experiment's. */
  readonly seeds?: number;
}

/**
 * A parameter that the figure follows while the reader drags it: quick runs of one seed stand in for the whole run until
 * it is let go.
 */
export interface FollowSpec<P extends Parameters = Parameters> {
  readonly parameter: string;
  /** Names of parameters that the reader is told while quick runs are shown. */
  readonly told: readonly string[];
  /** Values of a quick run: about a tenth of a second of work in all. */
  readonly quick: (values: Values<P>) => Values<P>;
  /** A film that is baked: runs of one seed of a preset, the followed parameter going along its slider. */
  readonly film?: {
    readonly preset: string;
    /** From one stop to the next, in units of the parameter; the slider's range is a multiple. */
    readonly step: number;
    /** What a stop does not need. */
    readonly values: Partial<Values<P>>;
  };
}

export interface ExperimentSpec<P extends Parameters = Parameters> {
  /** The permanent name: folder, command line, links. */
  readonly id: string;
  /** Raised when the same parameters and seed may give other numbers. Links carry it once it exceeds 1. */
  readonly version: number;
  readonly title: string;
  /** One sentence: what is trained and what is compared. */
  readonly summary: string;
  readonly parameters: P;
  readonly seeds: { readonly default: number; readonly max: number };
  readonly axes: Readonly<Record<string, AxisSpec>>;
  readonly measures: Readonly<Record<string, MeasureSpec>>;
  readonly predictions: Readonly<Record<string, MeasureSpec>>;
  /** True when the prediction starts from the draw and is averaged over the same seeds as the measure. */
  readonly predictionPerSeed: boolean;
  readonly assumptions: readonly AssumptionSpec<P>[];
  readonly checks: readonly CheckSpec<P>[];
  /** The first is the default and has no values of its own. At least one has `breaks`. */
  readonly presets: readonly PresetSpec<P>[];
  /** Floating-point operations of one seed, roughly: for time estimates. */
  readonly work: (values: Values<P>) => number;
  readonly follow?: FollowSpec<P>;
  /** A sentence when values that are each in range do not go together, else null. */
  readonly refuse?: (values: Values<P>) => string | null;
}

/** Gives a spec its type; checks nothing at run time (a test checks every spec). */
export function defineSpec<const P extends Parameters>(spec: ExperimentSpec<P>): ExperimentSpec<P> {
  return spec;
}
