/** Charts as files: SVG that stands alone, PNG on the page's background, CSV of the numbers. Browser only. */

const VARIABLE = /var\((--[\w-]+)\)/g;

/** The drawing as an SVG document: variables resolved as the page shows them now, on the page's background. */
export function standaloneSvg(svg: SVGElement): string {
  const style = getComputedStyle(svg);
  const copy = svg.cloneNode(true) as SVGElement;
  const width = Number(svg.getAttribute('width'));
  const height = Number(svg.getAttribute('height'));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.removeAttribute('style');
  const page = svg.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'rect');
  page.setAttribute('width', String(width));
  page.setAttribute('height', String(height));
  page.setAttribute('fill', 'var(--page)');
  copy.prepend(page);
  return new XMLSerializer()
    .serializeToString(copy)
    .replace(
      VARIABLE,
      (whole, name: string) => style.getPropertyValue(name).trim().replaceAll('"', "'") || whole,
    );
}

/** The drawing as a PNG, `scale` device pixels to one of its own. */
export async function pngOf(svg: SVGElement, scale = 2): Promise<Blob> {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([standaloneSvg(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Number(svg.getAttribute('width')) * scale;
    canvas.height = Number(svg.getAttribute('height')) * scale;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser cannot draw the picture.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser cannot write a PNG.')))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Hands the reader a file. */
export function saveFile(content: Blob | string, name: string, type = 'text/plain'): void {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
