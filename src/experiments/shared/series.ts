/** Measures that grow while a run goes on: one list of numbers for each name. */

export type Series<Name extends string> = Readonly<Record<Name, number[]>>;

/** An empty list for each name, to be pushed to. */
export function emptySeries<Name extends string>(names: readonly Name[]): Series<Name> {
  return Object.fromEntries(names.map((name) => [name, [] as number[]])) as unknown as Series<Name>;
}

/** The lists as they are now: a frame keeps its own, since the run goes on adding to them. */
export function copyOfSeries<Name extends string>(series: Series<Name>): Record<Name, number[]> {
  return Object.fromEntries(
    Object.entries<number[]>(series).map(([name, values]) => [name, [...values]]),
  ) as Record<Name, number[]>;
}
