/** Svelte context under which the build hands charts a document to draw with; absent in the browser. */
export const DOCUMENT = 'two-layers:document';

/**
 * Svelte context under which the build tells panes to bake only the first one: the address of the page that has them
 * all. The panel fetches the others when the reader comes near (islands/laterPanes.ts).
 */
export const ELSEWHERE = 'two-layers:elsewhere';
