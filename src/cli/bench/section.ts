/** One table of the benchmark. */
export interface Section {
  /** Its name on the command line. */
  readonly name: string;
  readonly title: string;
  /** Measures and gives the table as text; `progress` takes lines for whoever waits. */
  readonly run: (progress: (line: string) => void) => Promise<string>;
}
