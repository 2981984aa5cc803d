/** Moves the neurons of the escape as the reader drags through training. */
import { endsAt, type Escape, saidOf, strokes, threeDigits } from './escape.ts';
import { playFilm } from './play.ts';

/** Binds one figure. Its data stand in the page; nothing is fetched. */
export function startEscape(figure: HTMLElement): void {
  const data = figure.querySelector('script[type="application/json"]')?.textContent;
  const neurons = figure.querySelector<SVGElement>('.needs-js [data-part="neurons"]');
  const [step, margin] = ['step', 'margin'].map((name) =>
    figure.querySelector<HTMLElement>(`[data-read="${name}"]`),
  );
  if (!data || !neurons || !step || !margin) return;
  const { stops } = JSON.parse(data) as Escape;
  const last = stops.length - 1;

  playFilm(figure, {
    last,
    draw: (place) => neurons.setAttribute('d', strokes(endsAt(stops, place))),
    say: (index) => {
      const stop = stops[index];
      step.textContent = String(stop.step);
      margin.textContent = threeDigits(stop.margin);
      return saidOf(stop, stops[last]);
    },
  });
}
