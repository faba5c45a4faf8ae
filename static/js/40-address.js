// An address that names a claim, opened from elsewhere, shows its words with the card open.
(() => {
  'use strict';

  addEventListener('load', () => {
    // The browser finds the record, however the address is written. An old one stays there.
    const id = document.querySelector('[data-note]:target')?.dataset.note;
    const source = document.getElementById(`ref-${id}`);
    const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    if (source?.showPopover && visit?.type === 'navigate') {
      source.scrollIntoView();
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }));
    }
  });
})();
