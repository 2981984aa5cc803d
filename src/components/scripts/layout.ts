/**
 * Results below the screen are not laid out until somebody reads (`[data-layout='later']` in article.css): a long article
 * then opens sooner. From the first sign of a reader on they are laid out one by one, from the top, while the
 * browser has nothing else to do; a jump into the text needs true heights, and so lays out all that is left.
 */
const SIGNS = ['scroll', 'pointermove', 'pointerdown', 'keydown'] as const;

const whenIdle = (work: () => void): void => {
  // Safari has it since version 26.
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work, 50);
};

export function layOutLater(): void {
  const root = document.documentElement;
  if (root.dataset['layout'] !== 'later') return;
  const waiting = [...document.querySelectorAll<HTMLElement>('.article-text > .result')];

  const all = (): void => {
    delete root.dataset['layout'];
    waiting.length = 0;
    for (const sign of SIGNS) removeEventListener(sign, begin);
    document.removeEventListener('click', jump, true);
    removeEventListener('hashchange', all, true);
  };
  const next = (): void => {
    const result = waiting.shift();
    if (result === undefined) {
      all();
      return;
    }
    result.style.contentVisibility = 'visible';
    whenIdle(next);
  };
  const begin = (): void => {
    for (const sign of SIGNS) removeEventListener(sign, begin);
    whenIdle(next);
  };
  const jump = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest('a[href^="#"]') !== null) all();
  };

  for (const sign of SIGNS) addEventListener(sign, begin, { passive: true });
  document.addEventListener('click', jump, true);
  addEventListener('hashchange', all, true);
}
