// Runs before the text is parsed. Who opens an article at its top can wait for what is far below (layout.ts); a link to a
// place inside, a reload and the way back need true heights at once.
(() => {
  const [entry] = performance.getEntriesByType('navigation');
  if (entry?.type === 'navigate' && !entry.name.includes('#'))
    document.documentElement.dataset.layout = 'later';
  // layout.ts puts its own in place of this. Where it cannot be had, nobody else would show what waits as text.
  onload = () => {
    for (const part of document.querySelectorAll('.later')) part.outerHTML = part.textContent;
  };
})();
