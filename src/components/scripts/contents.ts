/** Marks in the contents list where the reader is. */
export function followReader(): void {
  const list = document.querySelector('.contents');
  if (list === null) return;
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of list.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    const target = document.getElementById(link.hash.slice(1));
    if (target) links.set(target, link);
  }
  const passed = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        // Seen in the upper part of the window, or already above it.
        if (isIntersecting || boundingClientRect.top < 0) passed.add(target);
        else passed.delete(target);
      }
      let current: HTMLAnchorElement | undefined;
      for (const [target, link] of links) {
        if (passed.has(target)) current = link;
        link.removeAttribute('aria-current');
      }
      current?.setAttribute('aria-current', 'true');
    },
    { rootMargin: '0px 0px -66% 0px' },
  );
  for (const target of links.keys()) observer.observe(target);
}
