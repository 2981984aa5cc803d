/**
 * The panes of a baked figure that its page left out. They come as the whole figure, baked once more, from a file of
 * its own; each is put into its place, and nothing that the reader sees or has in hand is touched.
 */

/** What the file holds. */
export interface LaterPanes {
  /** The whole figure as HTML, with ids that the page does not have. */
  readonly html: string;
}

/** Name of the file of an experiment, below the site's root. */
export const laterPanesPath = (experiment: string): string => `/figures/${experiment}.json`;

/** Fills the empty panes inside an element. @throws Error when the file cannot be had */
export async function fillPanes(inside: Element, address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const { html } = (await response.json()) as LaterPanes;
  const template = document.createElement('template');
  template.innerHTML = html;
  const baked = [...template.content.querySelectorAll<HTMLElement>('[data-pane]')];
  for (const input of inside.querySelectorAll('input[data-later]')) {
    const pane = input.closest('.item')?.querySelector<HTMLElement>('[data-pane]');
    const whole = baked.find((one) => one.dataset.pane === pane?.dataset.pane);
    if (!pane || !whole) continue;
    pane.replaceChildren(...whole.childNodes);
    input.removeAttribute('data-later');
  }
}
