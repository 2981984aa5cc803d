/** Copy buttons: of the rows that have one, and one "copy TeX" that visits the equation in use. */

async function copy(text: string, button: HTMLElement, after: string): Promise<void> {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = after;
  } catch {
    button.textContent = 'not allowed';
  }
  setTimeout(() => {
    button.textContent = before;
  }, 1500);
}

function texOf(equation: Element): string {
  return equation.querySelector('annotation')?.textContent.trim() ?? '';
}

export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('.cite-row .copy')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const text = button.closest('.cite-row')?.querySelector('pre')?.textContent ?? '';
      void copy(text, button, 'copied');
    });
  }
  const tex = document.createElement('button');
  tex.type = 'button';
  tex.className = 'copy-tex no-print';
  tex.textContent = 'copy TeX';
  tex.addEventListener('click', () => {
    const equation = tex.closest('.equation');
    if (equation) void copy(texOf(equation), tex, 'copied');
  });
  const visit = (event: Event): void => {
    const equation = event.target instanceof Element ? event.target.closest('.equation') : null;
    // While it holds the focus it stays, or the keyboard would lose its place.
    if (equation === null || tex.parentElement === equation || document.activeElement === tex) return;
    equation.append(tex);
  };
  document.addEventListener('focusin', visit);
  document.addEventListener('pointerover', visit);
}
