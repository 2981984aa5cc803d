/**
 * Previews of glossary terms: after a moment's hover, at once on keyboard focus; Escape closes. On touch the first
 * tap previews and the second follows the link. A preview holds no previews.
 */
const HOVER_MS = 250;
const LEAVE_MS = 200;

export function termPreviews(): void {
  const source = document.querySelector<HTMLTemplateElement>('#term-previews');
  if (source === null) return;
  const box = document.createElement('div');
  box.className = 'term-preview';
  box.id = 'term-preview';
  box.role = 'tooltip';
  box.hidden = true;
  (document.querySelector('main') ?? document.body).append(box);
  let shown: HTMLAnchorElement | null = null;
  let timer = 0;
  let touched = false;

  const hide = (): void => {
    clearTimeout(timer);
    shown?.removeAttribute('aria-describedby');
    shown = null;
    box.hidden = true;
  };
  const show = (term: HTMLAnchorElement): void => {
    if (shown === term) return;
    const entry = source.content.querySelector(`[data-term="${term.dataset['term'] ?? ''}"]`);
    if (entry === null) return;
    hide();
    box.replaceChildren(entry.cloneNode(true));
    box.hidden = false;
    shown = term;
    term.setAttribute('aria-describedby', box.id);
    const line = term.getClientRects()[0] ?? term.getBoundingClientRect();
    const left = Math.min(line.left, document.documentElement.clientWidth - box.offsetWidth - 8);
    const below = line.bottom + box.offsetHeight + 8 < innerHeight;
    const top = below ? line.bottom + 4 : line.top - box.offsetHeight - 4;
    box.style.translate = `${String(Math.max(8, left) + scrollX)}px ${String(top + scrollY)}px`;
  };
  const termOf = (event: Event): HTMLAnchorElement | null =>
    event.target instanceof Element ? event.target.closest('a.term') : null;
  const later = (action: () => void, wait: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(action, wait);
  };

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const term = termOf(event);
    if (term) {
      later(() => {
        show(term);
      }, HOVER_MS);
    } else if (event.target instanceof Node && box.contains(event.target)) clearTimeout(timer);
    else {
      later(() => {
        // What the keyboard opened, the pointer does not close.
        if (shown !== document.activeElement) hide();
      }, LEAVE_MS);
    }
  });
  document.addEventListener('pointerdown', (event) => {
    touched = event.pointerType === 'touch';
    if (!termOf(event)) hide();
  });
  document.addEventListener('click', (event) => {
    const term = termOf(event);
    if (term && touched && shown !== term) {
      event.preventDefault();
      show(term);
    }
  });
  document.addEventListener('focusin', (event) => {
    const term = termOf(event);
    if (!term) hide();
    else if (term.matches(':focus-visible') && !touched) show(term);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
  });
}
