// Opens cards by a tap on their words and when other files ask for it, puts them beside the words where CSS cannot, and
// shows which words are meant.
// Without this file a button opens its card all the same.
(() => {
  'use strict';

  if (!HTMLElement.prototype.showPopover) {
    return;
  }

  const sheet = matchMedia('(max-width: 40rem)');
  /** The words or button beside which a card stands. @type {Map<string, HTMLElement>} */
  const places = new Map();

  /** Whether CSS hears of a card's source. */
  let heard = false;
  try {
    // It is no popover: only whether the browser looks at the option matters.
    document.body.showPopover({ get source() { return (heard = true); } });
  } catch {
    // So every browser says.
  }

  /** @param {string} id @returns {HTMLElement | null} */
  const findPlace = (id) => places.get(id) || document.getElementById(`ref-${id}`);

  /**
   * Puts a card below or above its source, inside the window.
   * @param {HTMLElement} card
   * @param {HTMLElement} source
   */
  const putBeside = (card, source) => {
    const gap = 8;
    const { style } = card;
    const words = source.getBoundingClientRect();
    const under = innerHeight - words.bottom;
    style.maxHeight = '';
    const below = under >= card.offsetHeight + 2 * gap || under > words.top;
    style.maxHeight = `min(${(below ? under : words.top) - 2 * gap}px, 60dvh)`;
    const { offsetWidth: width, offsetHeight: height } = card;
    /** @param {number} value @param {number} size */
    const limit = (value, size) => `clamp(${gap}px, ${value}px, 100% - ${size + gap}px)`;
    const top = limit(below ? words.bottom + gap : words.top - height - gap, height);
    style.inset = `${top} auto auto ${limit((words.left + words.right - width) / 2, width)}`;
    style.margin = '0';
  };

  const settle = () => {
    const card = /** @type {HTMLElement | null} */ (document.querySelector('.card:popover-open'));
    if (!card) {
      return;
    }
    // Wherever CSS puts cards beside their words, it names a side: `block-end`.
    if (sheet.matches || (heard && /-/.test(getComputedStyle(card).positionArea))) {
      card.removeAttribute('style');
    } else {
      putBeside(card, findPlace(card.id.slice(5)));
    }
  };

  /** @param {string} id @param {HTMLElement} source */
  const open = (id, source) => {
    places.set(id, source);
    document.getElementById(`card-${id}`)?.togglePopover({ force: true, source });
  };

  // Others ask for a card by `document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }))`.
  document.addEventListener('card:open', ({ detail }) => open(detail.id, detail.source));

  addEventListener('beforetoggle', (event) => {
    const card = /** @type {HTMLElement} */ (event.target);
    if (!card.matches('.card')) {
      return;
    }
    const id = card.id.slice(5);
    const opens = event.newState === 'open';
    for (const part of document.querySelectorAll(`mark[data-claim~="${id}"]`)) {
      part.classList.toggle('is-open', opens);
    }
    if (!opens) {
      places.delete(id);
      return;
    }
    requestAnimationFrame(() => {
      settle();
      // The words stay in sight above a sheet.
      const hidden = findPlace(id).getBoundingClientRect().bottom + 32 - (innerHeight - card.offsetHeight);
      if (sheet.matches && hidden > 0) {
        scrollBy(0, hidden);
      }
    });
  }, true);

  addEventListener('resize', settle);
  addEventListener('scroll', settle);

  addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const words = /** @type {HTMLElement | null} */ (target.closest('mark[data-claim]'));
    const link = target.closest('a');
    const card = /** @type {HTMLElement | null} */ (target.closest('.card'));
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    // A tap on words that are no link opens their card; a drag or long press goes on selecting text.
    if (words && !link && getSelection()?.isCollapsed) {
      open(words.dataset.claim.split(' ')[0], words);
    }
    // A link out of a card to a record closes it; the other checks of the same words open in its place.
    if (card && link?.matches('[href^="#claim-"]')) {
      const source = findPlace(card.id.slice(5)) || card;
      card.hidePopover();
      if (link.closest('.card-shares')) {
        const id = decodeURIComponent(link.hash.slice(7));
        event.preventDefault();
        open(id, source);
        document.getElementById(`card-${id}`).focus();
      }
    }
  });
})();
