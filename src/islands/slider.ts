/** Where a value stands on a slider. Sliders count in stops; on a log scale the stops are evenly spaced powers. */
import type { Slider } from '#framework/parameters.ts';

export interface Track {
  /** Number of intervals: the slider runs from 0 to this. */
  readonly stops: number;
  /** The value at a stop, free of rounding noise. */
  readonly valueAt: (stop: number) => number;
  /** Nearest stop of a value; beyond the ends, the end. */
  readonly stopOf: (value: number) => number;
  /** Where a value stands, as a share of the track; for the default's tick. Null when it is beyond the ends. */
  readonly shareOf: (value: number) => number | null;
}

const LOG_STOPS = 60;
const LINEAR_STOPS = 100;

export function trackOf(slider: Slider, integer: boolean, multipleOf = integer ? 1 : 0): Track {
  const { min, max } = slider;
  const log = slider.scale === 'log';
  const step = log ? 0 : (slider.step ?? (multipleOf || (max - min) / LINEAR_STOPS));
  const stops = log ? (slider.step ?? LOG_STOPS) : Math.round((max - min) / step);
  const tidy = (value: number): number => {
    const rounded = multipleOf > 0 ? Math.round(value / multipleOf) * multipleOf : value;
    return Math.min(max, Math.max(min, Number(rounded.toPrecision(log ? 3 : 10))));
  };
  const exact = (value: number): number =>
    log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return {
    stops,
    valueAt: (stop) => tidy(log ? min * (max / min) ** (stop / stops) : min + stop * step),
    stopOf: (value) => {
      if (log && value <= 0) return 0;
      return Math.round(Math.min(1, Math.max(0, exact(value))) * stops);
    },
    shareOf: (value) => (value < min || value > max || (log && value <= 0) ? null : exact(value)),
  };
}
