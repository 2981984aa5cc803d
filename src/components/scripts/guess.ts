/** Guesses: the number follows the slider, and the answer is shown with the guess on the same line. */

export function guesses(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-guess]')) {
    const slider = box.querySelector<HTMLInputElement>('input[type="range"]');
    if (slider === null) continue;
    const mark = box.querySelector<HTMLElement>('.yours');
    const words = box.querySelectorAll<HTMLElement>('[data-guess-value]');
    const digits = (slider.step.split('.')[1] ?? '').length;
    const show = (): void => {
      const value = Number(slider.value);
      const [min, max] = [Number(slider.min), Number(slider.max)];
      if (mark !== null) mark.style.left = `${(100 * (value - min)) / (max - min)}%`;
      for (const word of words) word.textContent = value.toFixed(digits).replace('-', '−');
    };
    slider.addEventListener('input', show);
    show();
  }
}
