// Writes a claim or note on words that are selected in the article, and opens what is written there in the editor.
// Only the preview has this file. It stands behind page.js, selection.js and form.js, which do the work.
(() => {
  'use strict';

  const { readData, on, make } = siteGenPage;
  if (!document.querySelector('[data-article-text]')) {
    return;
  }

  // ---------------------------------------------------------------- the toolbar

  const check = make('button', { type: 'button', title: 'Key: c' }, 'Check this');
  const explain = make('button', { type: 'button', title: 'Key: e' }, 'Explain this');
  const toolbar = make(
    'div',
    {
      class: 'site-gen-toolbar', role: 'toolbar', 'aria-label': 'Annotate the selected words', 'data-site-gen': '',
      'data-no-text': '', lang: 'en', dir: 'ltr', hidden: '',
    },
    check,
    explain,
  );

  const placeToolbar = () => {
    const words = siteGenSelection.read();
    toolbar.hidden = !words || siteGenForm.isOpen();
    if (!toolbar.hidden) {
      const box = getSelection().getRangeAt(0).getBoundingClientRect();
      const above = box.top > toolbar.offsetHeight + 12;
      toolbar.style.top = `${scrollY + (above ? box.top - toolbar.offsetHeight - 8 : box.bottom + 8)}px`;
      const left = (box.left + box.right - toolbar.offsetWidth) / 2;
      toolbar.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - toolbar.offsetWidth - 8))}px`;
    }
  };

  /** Begins a claim or note on the selected words, or on those whose form was closed. @param {string} kind */
  const begin = (kind) => {
    const words = siteGenSelection.read();
    if (words) {
      toolbar.hidden = true;
      siteGenForm.open(kind, words);
    }
  };

  // ---------------------------------------------------------------- the editor

  /** Gives each card a link to its entry in the claims file. */
  const linkCards = () => {
    for (const [id, address] of Object.entries(readData().editor || {})) {
      const card = document.getElementById(`card-${id}`);
      const known = card?.querySelector('.site-gen-open');
      if (known) {
        known.setAttribute('href', address);
      } else if (card) {
        const link = make('a', { class: 'site-gen-open', href: address, 'data-site-gen': '', lang: 'en' }, 'Open in editor');
        card.append(link);
      }
    }
  };

  // ---------------------------------------------------------------- begin

  document.body.append(toolbar);
  linkCards();
  on(document, 'preview:patch', linkCards);
  on(document, 'selectionchange', placeToolbar);
  on(window, 'resize', placeToolbar);
  // A button that takes the focus would take the selection away in some browsers.
  on(toolbar, 'pointerdown', (event) => event.preventDefault());
  on(check, 'click', () => begin('claim'));
  on(explain, 'click', () => begin('note'));
  on(document, 'keydown', (event) => {
    const isTyping = event.target.closest('input, select, textarea, [contenteditable]');
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || toolbar.hidden) {
      return;
    }
    const kind = event.key === 'c' ? 'claim' : event.key === 'e' && 'note';
    if (kind) {
      event.preventDefault();
      begin(kind);
    }
  });
  on(window, 'load', () => {
    toolbar.hidden = siteGenForm.reopen() || toolbar.hidden;
  });
})();
