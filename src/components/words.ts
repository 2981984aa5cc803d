/** Words for readers: kinds of results, and how a statement is known. */

export type Mark = 'text' | 'secondary' | 'memory' | 'derived';
export type Kind = 'theorem' | 'proposition' | 'observation' | 'derived';

export const kindWord: Readonly<Record<Kind, string>> = {
  theorem: 'Theorem',
  proposition: 'Proposition',
  observation: 'Observation',
  derived: 'Derived here',
};

interface Words {
  /** Short, beside a statement. */
  readonly label: string;
  /** One sentence. */
  readonly sentence: string;
}

export const provenanceWords: Readonly<Record<Mark, Words>> = {
  text: {
    label: 'the paper’s claim',
    sentence: 'The paper claims this; we read it in the paper’s own text.',
  },
  secondary: {
    label: 'the paper’s claim, by another source',
    sentence: 'The paper is reported to claim this; we read it in another source, not in the paper.',
  },
  memory: {
    label: 'recalled, not checked',
    sentence: 'We recall this from the paper and could not check it against its text.',
  },
  derived: {
    label: 'derived for this page',
    sentence: 'This is ours: derived for this page and tested numerically. It is not a claim of the paper.',
  },
};
