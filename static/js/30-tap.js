// Opens a card by a tap or click on marked words that are no link. A drag or long press goes on selecting text.
(() => {
  'use strict';

  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const spot = /** @type {HTMLElement | null} */ (target.closest('mark[data-claim], button[data-claim-ref]'));
    if (!spot || event.defaultPrevented || target.closest('a') || !getSelection()?.isCollapsed) {
      return;
    }
    const id = spot.dataset.claimRef || spot.dataset.claim.split(' ')[0];
    if (!HTMLElement.prototype.showPopover) {
      location.hash = `claim-${id}`; // An old browser goes to the record.
    } else if (!spot.dataset.claimRef) {
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source: spot } }));
    }
  });
})();
