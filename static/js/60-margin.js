// Notes in the margin of wide windows: verdict and summary from the cards, beside their words; where words are close
// together, notes move down. They repeat what the cards say, so screen readers and the keyboard do not meet them.
(() => {
  'use strict';

  const article = document.querySelector('.article');
  if (!article) {
    return;
  }
  article.insertAdjacentHTML('beforeend', '<div class="margin" aria-hidden="true"></div>');
  const margin = /** @type {HTMLElement} */ (article.lastChild);

  /** @param {string} id @returns {NodeListOf<HTMLElement>} */
  const findWords = (id) => document.querySelectorAll(`mark[data-claim~="${id}"]`);

  /** @type {{ note: HTMLElement, words: HTMLElement, ref: HTMLElement }[]} */
  const notes = [];
  for (const card of document.querySelectorAll('.card:not(.tone-note)')) {
    const id = card.id.slice(5);
    const [words] = findWords(id);
    if (words) {
      const look = card.className.replace('card', 'margin-note');
      const finding = card.querySelector('.finding')?.outerHTML || '';
      margin.insertAdjacentHTML('beforeend', `<div class="${look}" data-of="${id}"><b>${card.querySelector('h3').innerHTML}</b>${finding}</div>`);
      const note = /** @type {HTMLElement} */ (margin.lastChild);
      notes.push({ note, words, ref: document.getElementById(`ref-${id}`) });
    }
  }

  const place = () => {
    for (const { note, ref } of notes) {
      note.hidden = !!ref.closest('.is-off');
    }
    const { top } = article.getBoundingClientRect();
    // Narrow windows have no margin: nothing there has a height.
    const shown = notes.filter(({ note }) => note.offsetHeight)
      .map(({ note, words }) => ({ note, line: words.getBoundingClientRect().top - top, height: note.offsetHeight }));
    let free = 0;
    for (const { note, line, height } of shown) {
      free = Math.max(free, line);
      note.style.transform = `translateY(${free}px)`;
      free += height + 10;
    }
  };

  /** Lights words and notes that belong together. @param {Event} event */
  const light = (event) => {
    const target = /** @type {Element} */ (event.target);
    const spot = /** @type {HTMLElement | null} */ (target.closest('mark[data-claim], [data-claim-ref], [data-of]'))?.dataset;
    const ids = (spot?.of || spot?.claimRef || spot?.claim || '').split(' ');
    for (const part of document.querySelectorAll('mark[data-claim], [data-of]')) {
      const own = part.dataset.of || part.dataset.claim;
      part.classList.toggle('is-lit', own.split(' ').some((id) => ids.includes(id)));
    }
  };

  addEventListener('pointerover', light);
  addEventListener('focusin', light);
  margin.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const { of: id } = /** @type {HTMLElement} */ (target.closest('[data-of]')).dataset;
    const [source] = findWords(id);
    source.scrollIntoView({ block: 'nearest' });
    document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }));
  });
  document.addEventListener('marks:change', place);
  new ResizeObserver(place).observe(article);
})();
