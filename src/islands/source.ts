/** Where the code of an experiment can be read. */

/** The public repository, without a slash at the end; null while there is none, then the site shows the code itself. */
export const REPOSITORY: string | null = null;

/** Address of an experiment's `run.ts`, the code of its figure. `base` ends with a slash. */
export function sourceHref(experiment: string, base: string): string {
  return REPOSITORY === null
    ? `${base}source/${experiment}/`
    : `${REPOSITORY}/blob/main/src/experiments/${experiment}/run.ts`;
}
