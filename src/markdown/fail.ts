/** How the content pipeline stops a build: one sentence with file, line and column in front. */
import { relative } from 'node:path';

/** A mistake in a content file. `line` and `column` count from 1. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The sentence without the place. */
  readonly sentence: string;

  constructor(file: string, place: Place, sentence: string) {
    const shown = relative(process.cwd(), file) || file;
    super(`${shown}:${place.line}:${place.column}: ${sentence}`);
    this.file = file;
    this.line = place.line;
    this.column = place.column;
    this.sentence = sentence;
  }
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

interface Positioned {
  readonly position?: { readonly start: Place } | undefined;
}

/** Where a node starts; the first of several that knows (plugins make nodes without a position). */
export function placeOf(...nodes: readonly (Positioned | undefined)[]): Place {
  for (const node of nodes) if (node?.position) return node.position.start;
  return { line: 1, column: 1 };
}
