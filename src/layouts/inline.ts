/** Scripts that stand in the page itself, as short as they can be without a minifier. */

/** A script without its comment lines and indentation. It has no template literals and no comments beside code. */
export const inlineScript = (source: string): string =>
  source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .join('\n');
