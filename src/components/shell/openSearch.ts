/** The ways to the search dialog. It opens at once; its code is fetched when that happens first. */

/** Binds the button and Ctrl+K (⌘K), and the button that closes. */
export function searchOnDemand(): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-search]');
  const button = document.querySelector('[data-search-open]');
  if (!dialog || !button) return;
  let loaded: Promise<() => void> | null = null;

  const open = async (): Promise<void> => {
    dialog.showModal();
    dialog.querySelector('input')?.select();
    try {
      loaded ??= import('./search.ts').then(({ searchDialog }) => searchDialog(dialog));
      (await loaded)();
    } catch {
      loaded = null;
      const status = dialog.querySelector('[data-search-status]');
      if (status) status.textContent = 'The search could not be loaded. Try again when you are online.';
    }
  };

  button.addEventListener('click', open);
  dialog.querySelector('[data-search-close]')?.addEventListener('click', () => dialog.close());
  // No single-letter shortcut: it would fire while someone dictates (WCAG 2.1.4).
  document.addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !dialog.open) {
      event.preventDefault();
      void open();
    }
  });
}
