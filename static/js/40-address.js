// An address that names a claim, opened from elsewhere, shows its words with the card open.
(() => {
  'use strict';

  addEventListener('load', () => {
    const [visit] = performance.getEntriesByType('navigation');
    if (!location.hash.startsWith('#claim-') || visit?.type !== 'navigate') {
      return;
    }
    const id = decodeURIComponent(location.hash.slice(7));
    const source = document.getElementById(`ref-${id}`);
    if (source) {
      source.scrollIntoView();
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source } }));
    }
  });
})();
