/** Fetches what plays a film when the reader first reaches for it: until then the picture stands still anyway. */

const SIGNS = ['pointerenter', 'focusin', 'touchstart'] as const;

/** Binds one figure. A press of the play button that comes before the code is made good afterwards. */
export function onIntent(figure: HTMLElement, load: () => Promise<(figure: HTMLElement) => void>): void {
  let pressed: HTMLElement | null = null;
  let asked = false;
  const press = (event: Event): void => {
    if (event.target instanceof Element)
      pressed = event.target.closest<HTMLElement>('[data-play]') ?? pressed;
  };
  const start = (): void => {
    if (asked) return;
    asked = true;
    load().then(
      (play) => {
        for (const sign of SIGNS) figure.removeEventListener(sign, start);
        figure.removeEventListener('click', press);
        play(figure);
        pressed?.click();
      },
      // The next sign tries again: the connection may be back.
      () => (asked = false),
    );
  };
  for (const sign of SIGNS) figure.addEventListener(sign, start, { passive: true });
  figure.addEventListener('click', press);
}
