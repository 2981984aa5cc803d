/** Lets the threshold of the neurons change as the reader drags, in the rose of first gradients. */
import { playFilm } from './play.ts';
import { countsAt, percent, petals, type Portrait, saidOf } from './portrait.ts';

/** Binds one figure. Its data stand in the page; nothing is fetched. */
export function startPortrait(figure: HTMLElement): void {
  const data = figure.querySelector('script[type="application/json"]')?.textContent;
  const rose = figure.querySelector<SVGElement>('.needs-js [data-part="petals"]');
  const [q, predicted, measured] = ['q', 'predicted', 'measured'].map((name) =>
    figure.querySelector<HTMLElement>(`[data-read="${name}"]`),
  );
  if (!data || !rose || !q || !predicted || !measured) return;
  const { stops, most } = JSON.parse(data) as Portrait;

  playFilm(figure, {
    last: stops.length - 1,
    draw: (place) => rose.setAttribute('d', petals(countsAt(stops, place), most)),
    say: (index) => {
      const stop = stops[index];
      q.textContent = percent(stop.q);
      predicted.textContent = percent(stop.predicted);
      measured.textContent = percent(stop.axes);
      return saidOf(stop);
    },
  });
}
