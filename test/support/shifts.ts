/** Layout shifts of a page. */
import type { Page } from '@playwright/test';

/**
 * Layout shift that still counts as none. A font that comes late on a busy machine moves a line by a pixel or wraps a
 * word: up to 0.006 was seen. A figure or panel that jumps is ten times that.
 */
const STILL = 0.01;

/** The layout shifts that no input caused, with the nodes that moved; none where they add up to less than STILL. */
export async function shifts(page: Page): Promise<string[]> {
  return page.evaluate(
    (still) =>
      new Promise<string[]>((resolve) => {
        const found: string[] = [];
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
            sources: { node: Node | null }[];
          })[]) {
            if (entry.hadRecentInput) continue;
            const nodes = entry.sources.map(({ node }) =>
              node instanceof Element
                ? `${node.tagName.toLowerCase()}.${node.className}`
                : String(node?.nodeName),
            );
            total += entry.value;
            found.push(`${entry.value.toFixed(4)}: ${nodes.join(', ')}`);
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(total < still ? [] : found), 100);
      }),
    STILL,
  );
}
