/** Lets the step of the first layer grow as the reader drags, in the spectrum of the features. */
import { playFilm } from './play.ts';
import { listed, saidOf, type Spectrum, stopAt } from './spectrum.ts';
import { barsPath, densityPath, frame, measuredPath, predictedPath, scalesOf } from './spectrumPaths.ts';

/** Binds one figure. Its data stand in the page; nothing is fetched. */
export function startSpectrum(figure: HTMLElement): void {
  const data = figure.querySelector('script[type="application/json"]')?.textContent;
  const [bars, density, predicted, measured, now] = ['bars', 'density', 'predicted', 'measured', 'now'].map(
    (name) => figure.querySelector<SVGElement>(`[data-part="${name}"]`),
  );
  const [eta, theory, network] = ['eta', 'predicted', 'measured'].map((name) =>
    figure.querySelector<HTMLElement>(`[data-read="${name}"]`),
  );
  if (!data || !bars || !density || !predicted || !measured || !now || !eta || !theory || !network) return;
  const dots = [...figure.querySelectorAll<SVGElement>('.needs-js [data-eta]')];
  const spectrum = JSON.parse(data) as Spectrum;
  const { stops } = spectrum;
  const scales = scalesOf(spectrum);

  playFilm(figure, {
    last: stops.length - 1,
    draw: (place) => {
      const stop = stopAt(stops, place);
      bars.setAttribute('d', barsPath(stop, spectrum, scales));
      density.setAttribute('d', densityPath(stop, scales));
      predicted.setAttribute('d', predictedPath(stop, scales));
      measured.setAttribute('d', measuredPath(stop, scales));
      now.setAttribute('transform', `translate(0 ${(scales.down(stop.eta) - frame.start).toFixed(1)})`);
      for (const dot of dots)
        dot.setAttribute('visibility', Number(dot.dataset['eta']) > stop.eta ? 'hidden' : 'visible');
    },
    say: (index) => {
      const stop = stops[index];
      eta.textContent = String(stop.eta);
      theory.textContent = listed(stop.predicted);
      network.textContent = listed(stop.spikes);
      return saidOf(stop);
    },
  });
}
