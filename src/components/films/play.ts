/** A film in the page: a slider through its stops, a button that plays it, and pictures that glide from stop to stop. */

const PLAY_MS = 4000;
const TWEEN_MS = 160;

export interface Film {
  /** Number of the last stop; the first is 0. */
  readonly last: number;
  /** Draws the picture at a place, which may lie between two stops. */
  readonly draw: (place: number) => void;
  /** Writes the numbers of a stop, never of a place in between, and returns what the slider is said to stand at. */
  readonly say: (stop: number) => string;
}

/** Binds the slider and the button of one figure. */
export function playFilm(figure: HTMLElement, { last, draw, say }: Film): void {
  const slider = figure.querySelector<HTMLInputElement>('input[type="range"]');
  const play = figure.querySelector<HTMLButtonElement>('[data-play]');
  if (!slider || !play) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let shown = 0; // the place that is drawn
  let request = 0;

  const show = (place: number): void => {
    shown = place;
    draw(place);
  };
  const tell = (stop: number): void => slider.setAttribute('aria-valuetext', say(stop));

  const glide = (target: number, duration: number, each?: (place: number) => void): void => {
    cancelAnimationFrame(request);
    const from = shown;
    let began: number | null = null;
    const frame = (now: number): void => {
      began ??= now;
      const share = duration <= 0 ? 1 : Math.min(1, (now - began) / duration);
      const place = from + share * (target - from);
      show(place);
      each?.(place);
      if (share < 1) request = requestAnimationFrame(frame);
      else play.textContent = 'Play';
    };
    request = requestAnimationFrame(frame);
  };

  slider.addEventListener('input', () => {
    const target = Number(slider.value);
    play.textContent = 'Play';
    tell(target);
    glide(target, still.matches ? 0 : TWEEN_MS);
  });

  play.addEventListener('click', () => {
    if (play.textContent !== 'Play') {
      cancelAnimationFrame(request);
      play.textContent = 'Play';
      return;
    }
    play.textContent = 'Stop';
    if (shown >= last) show(0);
    glide(last, still.matches ? 0 : PLAY_MS * (1 - shown / last), (place) => {
      slider.value = String(Math.round(place));
      tell(Math.round(place));
    });
  });

  show(Number(slider.value));
  tell(Number(slider.value));
}
