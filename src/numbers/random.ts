/**
 * Named, seeded random streams. All randomness of a run comes from streams split from one seed by name (`data`,
 * `weights`, `labels`, `test` …), so the same seed reproduces a run and a new parameter does not reshuffle the rest.
 */

export interface Stream {
  /** Uniform on [0, 1), 53 random bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, below). */
  integer(below: number): number;
}

/** The stream of that name; each call with one name starts it anew. */
export type Streams = (name: string) => Stream;
