/**
 * A long article opens with its beginning. Derivations and panels wait as text in `<noscript>` (Later.astro), which costs
 * the parser nothing, and are parsed piece by piece while the browser has nothing else to do. What is below the screen
 * is not laid out until somebody reads (`[data-layout='later']` in article.css); from the first sign of a reader on that
 * happens one by one, from the top. A jump into the text needs true heights, and so do both at once for all that is left.
 */
const SIGNS = ['scroll', 'pointermove', 'pointerdown', 'keydown'] as const;

const whenIdle = (work: () => void): void => {
  // Safari has it since version 26.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 50);
};

const waitingIn = (inside: ParentNode): HTMLElement[] => [...inside.querySelectorAll<HTMLElement>('.later')];

/** Puts in place what waits as text. */
function parse(part: HTMLElement | undefined): void {
  part?.replaceWith(document.createRange().createContextualFragment(part.textContent));
}

export function layOutLater(): void {
  const root = document.documentElement;
  const blocks = [...document.querySelectorAll<HTMLElement>('.article-text > *')];

  const all = (): void => {
    waitingIn(document).forEach(parse);
    delete root.dataset['layout'];
    blocks.length = 0;
    for (const sign of SIGNS) removeEventListener(sign, begin);
    document.removeEventListener('click', jump, true);
    removeEventListener('hashchange', all, true);
    removeEventListener('beforeprint', all);
  };
  const parseNext = (): void => {
    const [part] = waitingIn(document);
    parse(part);
    if (part !== undefined) whenIdle(parseNext);
  };
  // To the end of a result at a time.
  const next = (): void => {
    for (let block = blocks.shift(); block !== undefined; block = blocks.shift()) {
      waitingIn(block).forEach(parse);
      block.style.contentVisibility = 'visible';
      if (block.matches('.result')) break;
    }
    if (blocks.length === 0) all();
    else whenIdle(next);
  };
  const begin = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, begin);
    whenIdle(next);
  };
  const jump = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('a[href^="#"]') !== null) all();
  };

  if (root.dataset['layout'] !== 'later') {
    all();
    return;
  }
  addEventListener('load', () => whenIdle(parseNext));
  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
  document.addEventListener('click', jump, true);
  addEventListener('hashchange', all, true);
  addEventListener('beforeprint', all);
}
