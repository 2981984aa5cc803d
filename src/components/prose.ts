/** The components that MDX may use without an import, and what stands for a plain link. */
import Aside from './Aside.astro';
import BreakIt from './BreakIt.astro';
import Derivation from './Derivation.astro';
import Guess from './Guess.astro';
import Link from './Link.astro';
import Measured from './Measured.astro';
import Predicted from './Predicted.astro';
import Provenance from './Provenance.astro';
import Shown from './Shown.astro';
import Statement from './Statement.astro';
import Step from './Step.astro';
import Try from './Try.astro';

/** For result files; articles have `Result` (ResultBlock.astro), `Cloud` (StoredCloud.astro), `Escape`, `Portrait`, `Spectrum` and `StagePicture` besides. */
export const prose = {
  a: Link,
  Aside,
  BreakIt,
  Derivation,
  Guess,
  Measured,
  Predicted,
  Provenance,
  Shown,
  Statement,
  Step,
  Try,
};
