/**
 * Parameters: the named, typed, ranged inputs of an experiment. One description serves the form, the URL, the
 * command line, validation and the parameter table.
 */

interface Common {
  /** Name in words, shown on hover and in the table: "input dimension". */
  readonly label: string;
  /** The paper's symbol in plain Unicode: "d", "σ", "ξ". */
  readonly symbol: string;
  /** One sentence: what it does to the run. */
  readonly description: string;
  readonly unit?: string;
  /** Shown without opening "all parameters". Three or four per experiment. */
  readonly primary?: boolean;
}

/** Where a slider starts and stops; the accepted range may be wider. */
export interface Slider {
  readonly min: number;
  readonly max: number;
  readonly scale?: 'linear' | 'log';
  /** Linear scale: the increment. Log scale: the number of stops between min and max. */
  readonly step?: number;
}

interface Numeric extends Common {
  /** Accepted range, both ends included. */
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  /** Accepted values are multiples of this (2 for an even width). Implies nothing for non-integers. */
  readonly multipleOf?: number;
  readonly slider?: Slider;
}

export interface NumberParameter extends Numeric {
  readonly kind: 'number';
  readonly default: number;
}

/** A number that may be left unset (null), such as one of two that exclude each other. */
export interface OptionalParameter extends Numeric {
  readonly kind: 'optional';
  readonly default: number | null;
}

/** A swept parameter: a list of numbers, even when it holds one value. */
export interface ListParameter extends Numeric {
  readonly kind: 'list';
  readonly default: readonly number[];
  /** Fewest entries accepted; 1 unless told. */
  readonly minLength?: number;
  readonly maxLength: number;
}

export interface ChoiceParameter extends Common {
  readonly kind: 'choice';
  readonly default: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface SwitchParameter extends Common {
  readonly kind: 'switch';
  readonly default: boolean;
}

/** Free text of a fixed form (points in the plane, say). */
export interface TextParameter extends Common {
  readonly kind: 'text';
  readonly default: string;
  /** Regular expression source that the whole text must match. */
  readonly pattern: string;
  /** The pattern in words, for the error message: "points as x1,y1;x2,y2". */
  readonly form: string;
  readonly maxLength: number;
}

export type Parameter =
  NumberParameter | OptionalParameter | ListParameter | ChoiceParameter | SwitchParameter | TextParameter;

export type Parameters = Readonly<Record<string, Parameter>>;

export type Value = number | null | readonly number[] | string | boolean;

type ValueOf<P extends Parameter> = P extends { kind: 'number' }
  ? number
  : P extends { kind: 'optional' }
    ? number | null
    : P extends { kind: 'list' }
      ? readonly number[]
      : P extends { kind: 'switch' }
        ? boolean
        : string;

/** The values of a set of parameters, typed by their kinds. */
export type Values<P extends Parameters = Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> };

/** The default values of a set of parameters. */
export function defaults<P extends Parameters>(parameters: P): Values<P> {
  return Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default])) as Values<P>;
}
