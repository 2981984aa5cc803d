/** The text of a drawing that goes into a page. */

const GEOMETRY = /( (?:d|x|y|x1|x2|y1|y2|cx|cy|width|height|points)="| transform="translate\()([^")]*)/g;

/** The markup of a drawing with its coordinates to a tenth of a pixel: the other digits are a fifth of its bytes. */
export function roundedMarkup(markup: string): string {
  return markup.replace(GEOMETRY, (_all, start: string, numbers: string) => {
    return start + numbers.replace(/(-?)(\d+\.\d{2,}(?:e-\d+)?)/g, rounded);
  });
}

/** Keeps the sign of what becomes zero: in a path it may be all that parts two numbers. */
function rounded(_all: string, sign: string, digits: string): string {
  return `${sign}${Math.round(Number(digits) * 10) / 10}`;
}
