/** The search dialog: a small face on Pagefind's script interface. Both are fetched when somebody searches. */

interface PagefindResult {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string | undefined>>;
  readonly sub_results?: readonly {
    readonly title: string;
    readonly url: string;
    readonly excerpt: string;
  }[];
}

interface Pagefind {
  init: () => Promise<void>;
  debouncedSearch: (
    query: string,
    options?: object,
    delay?: number,
  ) => Promise<{ readonly results: readonly { readonly data: () => Promise<PagefindResult> }[] } | null>;
}

const SHOWN = 8;

/** What the status line says: "3 places" or why there are none. */
export function statusText(query: string, count: number, shown: number): string {
  if (query.trim() === '') return '';
  if (count === 0) return `Nothing found for “${query.trim()}”.`;
  const places = count === 1 ? 'One page' : `${count} pages`;
  return count > shown ? `${places}; the first ${shown} are shown.` : `${places}.`;
}

/** Index of the entry to focus: −1 is the input, and the list does not wrap around. */
export function moveFocus(index: number, key: string, count: number): number {
  if (key === 'ArrowDown') return Math.min(index + 1, count - 1);
  if (key === 'ArrowUp') return Math.max(index - 1, -1);
  return index;
}

/**
 * Pagefind marks hits with <mark> in otherwise escaped text. It is rebuilt from text nodes here, so that nothing
 * from an index file is ever parsed as HTML.
 */
function excerptNodes(excerpt: string): Node[] {
  const parsed = new DOMParser().parseFromString(excerpt, 'text/html').body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== 'MARK') return document.createTextNode(node.textContent ?? '');
    const mark = document.createElement('mark');
    mark.textContent = node.textContent;
    return mark;
  });
}

function entry(result: PagefindResult): HTMLLIElement {
  // The best place inside the page, when the page has sections with ids.
  const place = result.sub_results?.[0];
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = place?.url ?? result.url;
  const title = document.createElement('strong');
  title.textContent = result.meta['title'] ?? result.url;
  link.append(title);
  if (place && place.title !== result.meta['title']) {
    const section = document.createElement('span');
    section.textContent = place.title;
    link.append(' ', section);
  }
  const text = document.createElement('p');
  text.append(...excerptNodes(place?.excerpt ?? result.excerpt));
  item.append(link, text);
  return item;
}

/** Binds the dialog, and gives what searches for what stands in it: whoever opens it may have typed already. */
export function searchDialog(dialog: HTMLDialogElement): () => void {
  const input = dialog.querySelector('input');
  const list = dialog.querySelector('[data-search-results]');
  const status = dialog.querySelector('[data-search-status]');
  if (!input || !list || !status) throw new Error('The search dialog lacks one of its parts.');

  const base = dialog.dataset['base'] ?? '/';
  let pagefind: Promise<Pagefind> | null = null;

  const load = (): Promise<Pagefind> => {
    pagefind ??= import(/* @vite-ignore */ `${base}pagefind/pagefind.js`).then(async (loaded: Pagefind) => {
      await loaded.init();
      return loaded;
    });
    return pagefind;
  };

  const search = async (): Promise<void> => {
    const query = input.value;
    if (dialog.dataset['dev'] !== undefined) {
      status.textContent = 'Search works in the built site: npm start.';
      return;
    }
    if (query.trim() === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    try {
      const found = await (await load()).debouncedSearch(query, {}, 120);
      if (found === null) return; // a later key stroke has taken over
      const pages = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
      if (input.value !== query) return;
      list.replaceChildren(...pages.map(entry));
      status.textContent = statusText(query, found.results.length, pages.length);
    } catch {
      pagefind = null;
      list.replaceChildren();
      status.textContent = 'The search index could not be loaded. Reload the page to try again.';
    }
  };

  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  input.addEventListener('input', () => void search());
  list.addEventListener('click', (event) => {
    // A link into the page that is already open would leave the dialog standing.
    if (event.target instanceof Element && event.target.closest('a')) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...list.querySelectorAll('a')];
    const index = links.findIndex((link) => link === document.activeElement);
    const next = moveFocus(index, event.key, links.length);
    event.preventDefault();
    (next < 0 ? input : links[next])?.focus();
  });
  return () => {
    void search();
    if (dialog.dataset['dev'] === undefined) void load().catch(() => (pagefind = null));
  };
}
