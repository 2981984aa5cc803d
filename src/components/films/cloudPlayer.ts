/** Moves the neurons of the cloud as the reader drags through training. */
import { type Cloud, cosinesAt, placed, readout, saidOf } from './cloud.ts';
import { playFilm } from './play.ts';

/** Binds one figure. Its data stand in the page; nothing is fetched. */
export function startCloud(figure: HTMLElement): void {
  const data = figure.querySelector('script[type="application/json"]')?.textContent;
  const neurons = [...figure.querySelectorAll<SVGElement>('[data-neuron]')];
  const theory = [...figure.querySelectorAll<SVGElement>('[data-theory]')];
  const [step, predicted, measured] = ['step', 'predicted', 'measured'].map((name) =>
    figure.querySelector<HTMLElement>(`[data-read="${name}"]`),
  );
  if (!data || !step || !predicted || !measured) return;
  const { snapshots, stops } = JSON.parse(data) as Cloud;
  const last = stops.length - 1;

  playFilm(figure, {
    last,
    draw: (place) => {
      const low = Math.floor(place);
      const [a, b] = [stops[low], stops[Math.min(low + 1, last)]];
      const mix = (from: number, to: number): number => from + (place - low) * (to - from);
      const cosines = cosinesAt(snapshots, mix(a.step, b.step));
      neurons.forEach((neuron, j) => {
        neuron.setAttribute('transform', placed(cosines[2 * j], -cosines[2 * j + 1]));
      });
      const own = mix(a.predicted, b.predicted);
      for (const mark of theory) {
        const [x, y] = (mark.dataset['theory'] ?? '').split(' ').map(Number);
        mark.setAttribute('transform', placed(x * own, -y * own));
      }
    },
    say: (index) => {
      const stop = stops[index];
      const words = readout(stop);
      step.textContent = String(stop.step);
      predicted.textContent = words.predicted;
      measured.textContent = words.measured;
      return saidOf(stop, stops[last]);
    },
  });
}
