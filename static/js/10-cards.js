// Opens cards when other files ask for it, puts them beside the words where CSS cannot, and shows which words are meant.
// Without this file a button opens its card all the same.
(() => {
  'use strict';

  if (!HTMLElement.prototype.showPopover) {
    return;
  }

  const sheet = matchMedia('(max-width: 40rem)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  /** The words or button beside which a card stands. @type {Map<string, HTMLElement>} */
  const places = new Map();

  /** Whether CSS puts a card beside its source. */
  let anchored = false;
  try {
    // It is no popover: only whether the browser looks at the option matters.
    document.body.showPopover({ get source() { anchored = CSS.supports('position-area: block-end'); return document.body; } });
  } catch {
    // So every browser says.
  }

  /** @param {string} id @returns {HTMLElement | null} */
  const findCard = (id) => document.getElementById(`card-${id}`);

  /** @param {string} id @returns {HTMLElement | null} */
  const findPlace = (id) => places.get(id) || document.getElementById(`ref-${id}`);

  /**
   * Puts a card below or above its source, inside the window.
   * @param {HTMLElement} card
   * @param {HTMLElement} source
   */
  const putBeside = (card, source) => {
    const gap = 8;
    const words = source.getBoundingClientRect();
    const under = innerHeight - words.bottom;
    Object.assign(card.style, { inset: 'auto', margin: '0', maxHeight: '' });
    const below = under >= card.offsetHeight + 2 * gap || under > words.top;
    const room = (below ? under : words.top) - 2 * gap;
    card.style.maxHeight = `${Math.min(room, innerHeight * 0.6)}px`;
    const width = card.offsetWidth;
    const height = card.offsetHeight;
    const left = (words.left + words.right - width) / 2;
    /** @param {number} value @param {number} space */
    const limit = (value, space) => `${Math.max(gap, Math.min(value, space - gap))}px`;
    card.style.top = limit(below ? words.bottom + gap : words.top - height - gap, innerHeight - height);
    card.style.left = limit(left, document.documentElement.clientWidth - width);
  };

  /**
   * Keeps the words in sight above a sheet.
   * @param {HTMLElement} card
   * @param {HTMLElement} source
   */
  const clearSheet = (card, source) => {
    const hidden = source.getBoundingClientRect().bottom + 32 - (innerHeight - card.offsetHeight);
    if (hidden > 0) {
      scrollBy({ top: hidden, behavior: still.matches ? 'instant' : 'smooth' });
    }
  };

  const settle = () => {
    const card = /** @type {HTMLElement | null} */ (document.querySelector('.card:popover-open'));
    if (anchored || sheet.matches) {
      card?.removeAttribute('style');
    } else if (card) {
      putBeside(card, findPlace(card.id.slice(5)));
    }
  };

  /**
   * Opens a card. Asked for by `document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }))`.
   * @param {string} id
   * @param {HTMLElement} source
   */
  const open = (id, source) => {
    const card = findCard(id);
    if (card && !card.matches(':popover-open')) {
      places.set(id, source);
      card.showPopover({ source });
    }
  };

  document.addEventListener('card:open', (event) => open(event.detail.id, event.detail.source));

  document.addEventListener('beforetoggle', (event) => {
    const card = /** @type {HTMLElement} */ (event.target);
    if (!card.matches('.card')) {
      return;
    }
    const id = card.id.slice(5);
    const opens = event.newState === 'open';
    for (const piece of document.querySelectorAll(`mark[data-claim~="${id}"]`)) {
      piece.classList.toggle('is-open', opens);
    }
    if (!opens) {
      places.delete(id);
      return;
    }
    requestAnimationFrame(() => {
      settle();
      if (sheet.matches) {
        clearSheet(card, findPlace(id));
      }
    });
  }, true);

  addEventListener('resize', settle);
  addEventListener('scroll', settle, { passive: true });

  // A link out of a card to a record closes it; the other checks of the same words open in its place.
  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const link = /** @type {HTMLAnchorElement | null} */ (target.closest('.card a[href^="#claim-"]'));
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    const card = /** @type {HTMLElement} */ (link.closest('.card'));
    const source = findPlace(card.id.slice(5)) || card;
    card.hidePopover();
    if (link.closest('.card-shares')) {
      const id = decodeURIComponent(link.hash.slice(7));
      event.preventDefault();
      open(id, source);
      findCard(id).focus();
    }
  });
})();
