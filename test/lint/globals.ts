/** Globals that some layers must not touch, as entries of ESLint's `no-restricted-globals`. */
interface Restricted {
  readonly name: string;
  readonly message: string;
}

const restrict = (names: string, message: string): Restricted[] =>
  names.split(' ').map((name) => ({ name, message }));

/** The page: layers below the charts run in Node and in workers too. */
export const pageGlobals = restrict(
  'window document location history localStorage sessionStorage customElements getComputedStyle ' +
    'requestAnimationFrame cancelAnimationFrame matchMedia alert HTMLElement SVGElement Element Node ' +
    'MutationObserver ResizeObserver IntersectionObserver',
  'This layer runs without a page.',
);

/** Clocks and ambient services: a run is a function of its parameters and its seed. */
export const ambientGlobals = restrict(
  'Date performance fetch crypto setTimeout setInterval process navigator',
  'A run depends on its parameters and its seed alone.',
);
