/** Svelte context under which the build hands charts a document to draw with; absent in the browser. */
export const DOCUMENT = 'two-layers:document';
