// Light or dark by hand. What the system says holds until a reader says otherwise, and again once the reader says the same.
(() => {
  'use strict';

  const button = /** @type {HTMLElement | null} */ (document.querySelector('.scheme'));
  // On a disk browsers keep a page's own styles from its script. Forced colours are no affair of ours.
  if (!button || location.protocol === 'file:' || matchMedia('(forced-colors: active)').matches) {
    return;
  }
  const system = matchMedia('(prefers-color-scheme: dark)');
  /** What was chosen instead of what the system says: `dark`, `light` or nothing. */
  let kept = '';
  /** @type {any} */
  let isDark;

  /**
   * Has every rule that asks for the system's scheme hear of the chosen one, a site's own rules too.
   * @param {Iterable<any>} parts Style sheets, or rules in them, those that import included.
   */
  const answer = (parts) => {
    for (const part of parts) {
      try {
        const { media, cssRules } = part;
        if (media) {
          media.asked ??= media.mediaText;
          media.mediaText = media.asked.replace(/prefers-color-scheme: (\w+)/g, (/** @type {string} */ asked, /** @type {string} */ scheme) => (
            kept ? `${scheme === kept ? 'min' : 'max'}-width: 0` : asked));
        }
        answer(cssRules || [part.styleSheet]);
      } catch {
        // It has no rules, or comes from elsewhere and keeps them to itself.
      }
    }
  };

  const apply = () => {
    try {
      kept = localStorage.scheme || '';
    } catch {
      // Nothing is remembered here.
    }
    isDark = kept ? kept === 'dark' : system.matches;
    button.setAttribute('aria-pressed', isDark);
    const { style } = document.documentElement;
    if (kept || style.colorScheme) {
      style.colorScheme = kept;
      answer(document.styleSheets);
    }
  };

  button.addEventListener('click', () => {
    kept = isDark === system.matches ? isDark ? 'light' : 'dark' : '';
    try {
      localStorage.scheme = kept;
    } catch {
      // It holds for this page, then.
    }
    apply();
  });
  button.hidden = false;
  system.addEventListener('change', apply);
  addEventListener('pageshow', apply);
  // Safari runs scripts before style sheets have come.
  document.addEventListener('load', apply, true);
  apply();
})();
