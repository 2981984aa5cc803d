/** The parameter table: `lab <experiment> --help`, and the list under "all parameters". */
import type { Values } from './parameters.ts';
import type { ExperimentSpec } from './spec.ts';
import { allowed, formatValue } from './validate.ts';

export interface ParameterRow {
  readonly name: string;
  readonly symbol: string;
  readonly label: string;
  readonly description: string;
  /** Empty when it has none. */
  readonly unit: string;
  /** "a whole number from 10 to 20000" */
  readonly allowed: string;
  /** As it is written in links and on the command line. */
  readonly default: string;
}

export function parameterTable(spec: ExperimentSpec): ParameterRow[] {
  return Object.entries(spec.parameters).map(([name, parameter]) => ({
    name,
    symbol: parameter.symbol,
    label: parameter.label,
    description: parameter.description,
    unit: parameter.unit ?? '',
    allowed: allowed(parameter),
    default: formatValue(parameter.default as Values[string]),
  }));
}
