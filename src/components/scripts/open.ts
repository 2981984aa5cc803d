/** A link into something folded opens all that is folded around it, and moves the focus there. Print opens all. */

/** Opens the `<details>` around (and at) an element, outermost first. */
function unfold(element: Element): void {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
}

function arrive(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id === '' ? null : document.getElementById(id);
  if (target === null) return;
  unfold(target);
  if (!target.matches('a[href], button, summary, input, [tabindex]')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView();
}

function openSteps(button: HTMLElement): void {
  const steps = [...(button.parentElement?.querySelectorAll<HTMLDetailsElement>('details.step') ?? [])];
  const open = steps.some((step) => !step.open);
  for (const step of steps) step.open = open;
  button.textContent = open ? 'Close all steps' : 'Open all steps';
}

export function followLinks(): void {
  addEventListener('hashchange', arrive);
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target?.closest<HTMLElement>('.open-steps');
    if (button) openSteps(button);
    // A second click on the same link does not change the fragment.
    const link = target?.closest<HTMLAnchorElement>('a[href^="#"]');
    if (link && link.hash === location.hash) arrive();
  });
  let closed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open], .cite-or-link)')];
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
  arrive();
}
