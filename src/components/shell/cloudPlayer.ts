/** Moves the neurons of the first page's figure as the reader drags through training. */
import { type Cloud, cosinesAt, readout } from './cloud.ts';

const PLAY_MS = 4000;
const TWEEN_MS = 160;

/** Binds one figure. Its data stand in the page; nothing is fetched. */
export function startCloud(figure: HTMLElement): void {
  const data = figure.querySelector('script[type="application/json"]')?.textContent;
  const slider = figure.querySelector<HTMLInputElement>('input[type="range"]');
  const play = figure.querySelector<HTMLButtonElement>('[data-play]');
  const neurons = [...figure.querySelectorAll<SVGElement>('[data-neuron]')];
  const theory = [...figure.querySelectorAll<SVGElement>('[data-theory]')];
  const [step, predicted, measured] = ['step', 'predicted', 'measured'].map((name) =>
    figure.querySelector<HTMLElement>(`[data-read="${name}"]`),
  );
  if (!data || !slider || !play || !step || !predicted || !measured) return;

  const { snapshots, stops } = JSON.parse(data) as Cloud;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let shown = 0; // place between stops that is drawn, in stops
  let request = 0;

  const draw = (place: number): void => {
    shown = place;
    const low = Math.floor(place);
    const [a, b] = [stops[low], stops[Math.min(low + 1, stops.length - 1)]];
    const mix = (from: number, to: number): number => from + (place - low) * (to - from);
    const cosines = cosinesAt(snapshots, mix(a.step, b.step));
    neurons.forEach((neuron, j) => {
      neuron.setAttribute(
        'transform',
        `translate(${cosines[2 * j].toFixed(3)} ${(-cosines[2 * j + 1]).toFixed(3)})`,
      );
    });
    const own = mix(a.predicted, b.predicted);
    for (const mark of theory) {
      const [x, y] = (mark.dataset['theory'] ?? '').split(' ').map(Number);
      mark.setAttribute('transform', `translate(${(x * own).toFixed(3)} ${(-y * own).toFixed(3)})`);
    }
  };

  /** The numbers are those of the stop itself, never in between. */
  const say = (index: number): void => {
    const stop = stops[index];
    const words = readout(stop);
    step.textContent = String(stop.step);
    predicted.textContent = words.predicted;
    measured.textContent = words.measured;
    slider.setAttribute('aria-valuetext', `step ${stop.step} of ${stops[stops.length - 1].step}`);
  };

  const glide = (target: number, duration: number, each?: (place: number) => void): void => {
    cancelAnimationFrame(request);
    const from = shown;
    let began: number | null = null;
    const frame = (now: number): void => {
      began ??= now;
      const share = duration <= 0 ? 1 : Math.min(1, (now - began) / duration);
      const place = from + share * (target - from);
      draw(place);
      each?.(place);
      if (share < 1) request = requestAnimationFrame(frame);
      else play.textContent = 'Play';
    };
    request = requestAnimationFrame(frame);
  };

  slider.addEventListener('input', () => {
    const target = Number(slider.value);
    play.textContent = 'Play';
    say(target);
    glide(target, still.matches ? 0 : TWEEN_MS);
  });

  play.addEventListener('click', () => {
    if (play.textContent !== 'Play') {
      cancelAnimationFrame(request);
      play.textContent = 'Play';
      return;
    }
    play.textContent = 'Stop';
    const last = stops.length - 1;
    if (shown >= last) draw(0);
    glide(last, still.matches ? 0 : PLAY_MS * (1 - shown / last), (place) => {
      slider.value = String(Math.round(place));
      say(Math.round(place));
    });
  });

  draw(Number(slider.value));
  say(Number(slider.value));
}
