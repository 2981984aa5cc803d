// Runs while the page is parsed, before anything is drawn, so that folding the list moves nothing.
(() => {
  const list = document.querySelector('.contents details');
  const beside = matchMedia('(min-width: 85rem)');
  const fit = () => {
    list.open = beside.matches;
  };
  fit();
  beside.addEventListener('change', fit);
})();
