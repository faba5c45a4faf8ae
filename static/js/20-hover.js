// Opens a card while a mouse rests on marked words, and closes it some time after the mouse has left both.
(() => {
  'use strict';

  const DELAY = 150;
  const GRACE = 300;
  if (!HTMLElement.prototype.showPopover) {
    return;
  }

  /** The card that hovering opened, as long as nobody has clicked in it. @type {HTMLElement | null} */
  let hovered = null;
  /** The words or button under the pointer that had their turn. @type {HTMLElement | null} */
  let seen = null;
  let opening = 0;
  let closing = 0;
  let x = -1;
  let y = -1;

  const wait = () => {
    clearTimeout(opening);
    opening = 0;
  };
  const stay = () => {
    clearTimeout(closing);
    closing = 0;
  };
  const leave = () => {
    wait();
    if (hovered && !closing) {
      closing = setTimeout(() => hovered?.hidePopover(), GRACE);
    }
  };

  /** @param {HTMLElement} spot Marked words or a button. */
  const arrive = (spot) => {
    const id = spot.dataset.claimRef || spot.dataset.claim.split(' ')[0];
    const card = document.getElementById(`card-${id}`);
    const shown = document.querySelector('.card:popover-open');
    wait();
    if (!card || (shown && shown !== hovered)) {
      return;
    }
    if (shown === card) {
      stay();
      return;
    }
    leave();
    opening = setTimeout(() => {
      stay();
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source: spot } }));
      hovered = card;
    }, DELAY);
  };

  /** @param {PointerEvent} event */
  const look = (event) => {
    const moved = event.clientX !== x || event.clientY !== y;
    x = event.clientX;
    y = event.clientY;
    if (event.pointerType !== 'mouse' || !moved) {
      return; // Words that scroll under a resting mouse open nothing until it moves; fingers and pens do not hover.
    }
    const target = /** @type {Element} */ (event.target);
    const spot = /** @type {HTMLElement | null} */ (target.closest('mark[data-claim], [data-claim-ref]'));
    if (spot && spot === seen) {
      return;
    }
    seen = spot;
    if (spot) {
      arrive(spot);
    } else if (hovered && target.closest('.card') === hovered) {
      wait();
      stay();
    } else {
      leave();
    }
  };

  document.addEventListener('pointerover', look);
  document.addEventListener('pointermove', look, { passive: true });
  document.documentElement.addEventListener('pointerleave', () => {
    seen = null;
    leave();
  });
  addEventListener('scroll', () => {
    seen = null;
    wait();
  }, { passive: true });
  addEventListener('visibilitychange', wait);

  // A click keeps open what hovering opened; its button must not close it again.
  document.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    wait();
    if (hovered && target.closest(`[popovertarget="${hovered.id}"]:not([popovertargetaction])`)) {
      event.preventDefault();
      stay();
      hovered = null;
    } else if (hovered?.contains(target)) {
      stay();
      hovered = null;
    }
  }, true);

  document.addEventListener('toggle', (event) => {
    if (event.target === hovered && event.newState === 'closed') {
      stay();
      hovered = null;
    }
  }, true);
})();
