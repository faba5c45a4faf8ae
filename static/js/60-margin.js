// Notes in the margin of wide windows: verdict and summary from the cards, beside their words; where words are close
// together, notes move down. They repeat what the cards say, so screen readers and the keyboard do not meet them.
(() => {
  'use strict';

  const article = document.querySelector('.article');
  if (!article) {
    return;
  }
  const margin = document.createElement('div');
  margin.className = 'margin';
  margin.setAttribute('aria-hidden', 'true');
  article.append(margin);

  /** @param {string} id @returns {NodeListOf<HTMLElement>} */
  const findWords = (id) => document.querySelectorAll(`mark[data-claim~="${id}"]`);

  for (const card of document.querySelectorAll('.card:not(.tone-note)')) {
    const id = card.id.slice(5);
    if (findWords(id)[0]) {
      const note = document.createElement('div');
      note.className = card.className.replace('card', 'margin-note');
      note.dataset.of = id;
      note.innerHTML = `<b>${card.querySelector('h2').innerHTML}</b>${card.querySelector('.finding')?.outerHTML || ''}`;
      margin.append(note);
    }
  }

  const place = () => {
    // Narrow windows have no margin.
    if (!margin.offsetParent) {
      return;
    }
    let free = 0;
    for (const note of margin.children) {
      note.hidden = document.getElementById(`ref-${note.dataset.of}`).closest('.is-off');
    }
    for (const note of margin.querySelectorAll(':not([hidden])[data-of]')) {
      const words = findWords(note.dataset.of)[0].getClientRects()[0];
      free = Math.max(free, words.top - article.getBoundingClientRect().top);
      note.style.transform = `translateY(${free}px)`;
      free += note.offsetHeight + 10;
    }
  };

  /** Lights words and notes that belong together. @param {Event} event */
  const light = (event) => {
    const spot = event.target.closest('mark[data-claim], [data-claim-ref], [data-of]')?.dataset;
    for (const lit of document.querySelectorAll('.is-lit')) {
      lit.classList.remove('is-lit');
    }
    for (const id of (spot?.of || spot?.claimRef || spot?.claim || '').split(' ')) {
      for (const part of document.querySelectorAll(`mark[data-claim~="${id}"], [data-of="${id}"]`)) {
        part.classList.add('is-lit');
      }
    }
  };

  document.addEventListener('pointerover', light);
  document.addEventListener('focusin', light);
  margin.addEventListener('click', (event) => {
    const { of: id } = event.target.closest('[data-of]').dataset;
    const [source] = findWords(id);
    source.scrollIntoView({ block: 'nearest' });
    document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }));
  });
  document.addEventListener('marks:change', place);
  new ResizeObserver(place).observe(article);
})();
