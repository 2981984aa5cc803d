/** Whether somebody can see an element: it is on screen and the tab is in front. */
import type { Held } from './run.svelte.ts';

/** A glance elsewhere is not an absence. */
const PATIENCE = 1000;

/**
 * Calls `absent` when the element has been out of sight for a moment, and `present` as soon as it is back (and once
 * at the start, when it is in sight). Returns how to stop.
 */
export function watchPresence(
  element: Element,
  absent: (why: Held) => void,
  present: () => void,
): () => void {
  let onScreen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const judge = (): void => {
    clearTimeout(timer);
    const why: Held = document.hidden ? 'hidden' : onScreen ? null : 'off-screen';
    if (why === null) present();
    else timer = setTimeout(() => absent(why), PATIENCE);
  };
  const screen = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? false;
    judge();
  });
  screen.observe(element);
  document.addEventListener('visibilitychange', judge);
  return () => {
    clearTimeout(timer);
    screen.disconnect();
    document.removeEventListener('visibilitychange', judge);
  };
}
