// An address that names a claim shows its words with the card open, whether it comes from elsewhere or is typed here.
(() => {
  'use strict';

  /** Where the link that was clicked last leads. One on this page leads to the record, and no further. */
  let followed = '';

  const arrive = () => {
    // The browser finds the record, however the address is written. An old one stays there.
    const id = document.querySelector('[data-note]:target')?.dataset.note;
    const source = document.getElementById(`ref-${id}`);
    if (!source?.showPopover) {
      return;
    }
    // Whoever goes back, or loads the page again, was here before.
    if (!history.state && followed !== location.hash) {
      source.scrollIntoView();
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }));
    }
    followed = '';
    history.replaceState(true, '');
  };

  addEventListener('click', (event) => {
    followed = /** @type {Element} */ (event.target).closest('a')?.hash;
  });
  // Safari goes to the record after that.
  addEventListener('load', () => setTimeout(arrive));
  addEventListener('hashchange', arrive);
})();
