/** Text of a share card: cut to what fits, at a word, and free of markup. */

/** Plain words from a sentence that may hold Markdown emphasis, links or `$…$` formulas. */
export function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\$([^$]*)\$/g, (_, tex: string) => tex.replace(/\\([a-zA-Z]+)\s?/g, '$1 ').replace(/[{}]/g, ''))
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * At most `limit` characters, ended by "…" after a whole word when something was left out.
 */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > limit / 2 ? space : limit - 1).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** Size of a title in pixels: long titles are set smaller, so that three lines hold them. */
export function titleSize(title: string): number {
  if (title.length <= 28) return 84;
  if (title.length <= 52) return 68;
  if (title.length <= 80) return 56;
  return 48;
}
