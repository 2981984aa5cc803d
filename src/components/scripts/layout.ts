/**
 * A long article opens with its beginning. Derivations and panels wait as text in `<noscript>` (Later.astro), which costs
 * the parser nothing, and are parsed piece by piece while the browser has nothing else to do. What is below the screen
 * is not laid out until somebody reads (`[data-layout='later']` in article.css); from the first sign of a reader on that
 * happens one by one, from the top. A jump into the text needs true heights, and so do both at once for all that is left.
 */
const SIGNS = ['scroll', 'pointermove', 'pointerdown', 'keydown'] as const;

// Safari has it since version 26.
const whenIdle = 'requestIdleCallback' in window ? requestIdleCallback : setTimeout;

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
  const jump = ({ target }: Event): void => {
    if (target instanceof Element && target.closest('a[href^="#"]') !== null) all();
  };

  if (root.dataset['layout'] !== 'later') {
    all();
    return;
  }
  // In place of layout.inline.js's, which is for when this does not run.
  window.onload = parseNext;
  for (const sign of SIGNS) addEventListener(sign, () => whenIdle(next), { passive: true, once: true });
  // What follows is there to be needed once, and does nothing after that.
  document.addEventListener('click', jump, true);
  addEventListener('hashchange', all, true);
  addEventListener('beforeprint', all);
}
