/** Guesses: the number follows the slider, and the answer is shown with the guess on the same line. */
import { guessText, placeOf } from '../guess.ts';

export function guesses(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-guess]')) {
    const slider = box.querySelector<HTMLInputElement>('input[type="range"]');
    if (slider === null) continue;
    const mark = box.querySelector<HTMLElement>('.yours');
    const words = box.querySelectorAll<HTMLElement>('[data-guess-value]');
    const show = (): void => {
      const [value, min, max, step] = [slider.value, slider.min, slider.max, slider.step].map(Number);
      if (mark !== null) mark.style.left = placeOf(value, min, max);
      for (const word of words) word.textContent = guessText(value, step);
    };
    slider.addEventListener('input', show);
    show();
  }
}
