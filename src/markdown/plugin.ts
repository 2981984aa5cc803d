/** What the plugins share: the table of targets and the file's place in it. */
import type { VFile } from 'vfile';
import { ContentError } from './fail.ts';
import type { ContentFile, Target, Targets } from './targets.ts';

export interface PluginOptions {
  /** Read afresh for every file, so that a development server follows the content. */
  readonly targets: () => Targets;
}

/** The content file that is being compiled, or null for an MDX file outside the content folder. */
export function contentFile(file: VFile, targets: Targets): ContentFile | null {
  return targets.files.get(file.path) ?? null;
}

/** The targets of one kind that the file itself declares, in reading order. */
export function declaredIn(file: ContentFile | null, kind: Target['kind']): Target[] {
  return file === null
    ? []
    : file.targets.filter((target) => target.file === file.file && target.kind === kind);
}

/** The target of an id that the file declares here; the first pass must have seen it too. */
export function declared(
  id: string,
  kind: Target['kind'],
  file: VFile,
  targets: Targets,
  place: { readonly line: number; readonly column: number },
): Target {
  const found = targets.byId.get(id);
  if (found?.kind !== kind || found.file !== file.path) {
    throw new ContentError(file.path, place, `the ${kind} "${id}" was not found when targets were collected`);
  }
  return found;
}
