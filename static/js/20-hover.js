// Opens a card while a mouse rests on marked words, and closes it some time after the mouse has left both.
(() => {
  'use strict';

  if (!HTMLElement.prototype.showPopover) {
    return;
  }

  /** The card that hovering opened, as long as nobody has clicked in it. @type {HTMLElement | null} */
  let hovered = null;
  /** The words or button under the pointer that had their turn. @type {HTMLElement | null} */
  let seen = null;
  let opening = 0;
  let closing = 0;
  /** Where the pointer was last. */
  let point = '';

  const wait = () => clearTimeout(opening);
  const stay = () => {
    clearTimeout(closing);
    closing = 0;
  };
  const leave = () => {
    wait();
    closing ||= hovered && setTimeout(() => hovered?.hidePopover(), 300);
  };
  const release = () => {
    stay();
    hovered = null;
  };

  /** @param {HTMLElement} source Marked words or a button. */
  const arrive = (source) => {
    const id = source.dataset.claimRef || source.dataset.claim.split(' ')[0];
    const card = document.getElementById(`card-${id}`);
    const shown = document.querySelector('.card:popover-open');
    wait();
    if (shown === card) {
      stay();
    } else if (card && (!shown || shown === hovered)) {
      leave();
      opening = setTimeout(() => {
        stay();
        document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }));
        hovered = card;
      }, 150);
    }
  };

  /** @param {PointerEvent} event */
  const look = (event) => {
    const last = point;
    point = `${event.clientX} ${event.clientY}`;
    if (event.pointerType !== 'mouse' || point === last) {
      return; // Words that scroll under a resting mouse open nothing until it moves; fingers and pens do not hover.
    }
    const target = /** @type {Element} */ (event.target);
    const source = /** @type {HTMLElement | null} */ (target.closest('mark[data-claim], [data-claim-ref]'));
    if (source && source === seen) {
      return;
    }
    seen = source;
    if (source) {
      arrive(source);
    } else if (hovered && target.closest('.card') === hovered) {
      wait();
      stay();
    } else {
      leave();
    }
  };

  addEventListener('pointerover', look);
  addEventListener('pointermove', look);
  document.documentElement.addEventListener('pointerleave', () => {
    seen = null;
    leave();
  });
  addEventListener('scroll', () => {
    seen = null;
    wait();
  });
  addEventListener('visibilitychange', wait);

  // A click keeps open what hovering opened; its button must not close it again.
  addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = hovered && target.closest(`.ref[popovertarget="${hovered.id}"]`);
    wait();
    if (button) {
      event.preventDefault();
    }
    if (button || hovered?.contains(target)) {
      release();
    }
  }, true);

  addEventListener('toggle', (event) => {
    if (event.target === hovered && event.newState === 'closed') {
      release();
    }
  }, true);
})();
