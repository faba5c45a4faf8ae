// An address that names a claim, opened from elsewhere, shows its words with the card open.
(() => {
  'use strict';

  addEventListener('load', () => {
    const [visit] = performance.getEntriesByType('navigation');
    if (!location.hash.startsWith('#claim-') || visit?.type !== 'navigate') {
      return;
    }
    const id = decodeURIComponent(location.hash.slice(7));
    const words = document.querySelector(`mark[data-claim~="${CSS.escape(id)}"]`);
    if (words) {
      words.scrollIntoView({ block: 'center', behavior: 'instant' });
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id, source: words } }));
    }
  });
})();
