// Writes a claim or note on words that are selected in the article, and opens what is written there in the editor.
// Only the preview has this file. What is typed is kept in this window until it is written, whatever happens.
(() => {
  'use strict';

  const AROUND = 60;
  const DRAFT = 'site-gen-draft';
  const NO_TEXT = 'button, [data-no-text], script, style, template';
  const article = document.querySelector('[data-article-text]');
  if (!article) {
    return;
  }

  /** What the preview says of this page; it changes with each save. */
  const readData = () => JSON.parse(document.getElementById('site-gen-data')?.textContent || '{}');

  /**
   * Ours listen for good, also when the page's scripts begin again.
   * @param {EventTarget} target @param {string} type @param {(event: any) => void} action @param {AddEventListenerOptions} [options]
   */
  // @ts-ignore `siteGen` is read by patch.js
  const on = (target, type, action, options) => target.addEventListener(type, action, { ...options, siteGen: true });

  /**
   * Makes an element.
   * @param {string} name @param {Record<string, string>} [attributes] @param {...(Node | string)} children
   * @returns {any} An element of that name.
   */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };

  /** A text of ours: what stands between backticks is what to type. @param {string} text */
  const say = (text) => text.split(/`([^`\n]+)`/).map((part, index) => (
    index % 2 ? make('code', { class: 'site-gen-code' }, part) : part));

  // ---------------------------------------------------------------- the words that are selected

  /** The parts of the page in which words can be marked, by their name in a claims file. @returns {[string, HTMLElement][]} */
  const listStreams = () => /** @type {[string, HTMLElement][]} */ ([
    ['body', document.querySelector('[data-article-text]')],
    ['title', document.querySelector('.article-header h1')],
    ['summary', document.querySelector('.article-header .standfirst')],
  ]).filter(([, element]) => element);

  /**
   * Gives the text of an element before, in and behind a range, as the article's text has it.
   * @param {HTMLElement} root @param {Range} range
   */
  const cut = (root, range) => {
    const parts = ['', '', ''];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) => (
      node.parentElement.closest(NO_TEXT) && root.contains(node.parentElement.closest(NO_TEXT))
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    for (let node = /** @type {Text} */ (walker.nextNode()); node; node = /** @type {Text} */ (walker.nextNode())) {
      const whole = document.createRange();
      whole.selectNodeContents(node);
      const size = node.data.length;
      let start = 0;
      let end = size;
      if (whole.compareBoundaryPoints(Range.END_TO_START, range) >= 0) {
        [start, end] = [0, 0]; // it begins behind the range
        parts[2] += node.data;
      } else if (whole.compareBoundaryPoints(Range.START_TO_END, range) <= 0) {
        parts[0] += node.data; // it ends before the range
      } else {
        start = node === range.startContainer ? range.startOffset : 0;
        end = node === range.endContainer ? range.endOffset : size;
        parts[0] += node.data.slice(0, start);
        parts[1] += node.data.slice(start, end);
        parts[2] += node.data.slice(end);
      }
    }
    return parts.map((part) => part.replace(/[ \t\n\f\r]+/g, ' '));
  };

  /** Gives the selected words with what stands around them; null where none of the article are selected. */
  const readSelection = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      return null;
    }
    const range = selection.getRangeAt(0);
    const stream = listStreams().find(([, element]) => range.intersectsNode(element)
      && (element.contains(range.startContainer) || element.contains(range.endContainer)));
    if (!stream) {
      return null;
    }
    const [name, root] = stream;
    const [before, inside, behind] = cut(root, range);
    const quote = inside.trim();
    if (!quote) {
      return null;
    }
    const prefix = before + inside.slice(0, inside.length - inside.trimStart().length);
    const suffix = inside.slice(inside.trimEnd().length) + behind;
    return { on: name, quote, prefix: prefix.slice(-AROUND).trimStart(), suffix: suffix.slice(0, AROUND).trimEnd() };
  };

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
    const words = readSelection();
    toolbar.hidden = !words || !!form;
    if (!toolbar.hidden) {
      const box = getSelection().getRangeAt(0).getBoundingClientRect();
      const above = box.top > toolbar.offsetHeight + 12;
      toolbar.style.top = `${scrollY + (above ? box.top - toolbar.offsetHeight - 8 : box.bottom + 8)}px`;
      const left = (box.left + box.right - toolbar.offsetWidth) / 2;
      toolbar.style.left = `${scrollX + Math.max(8, Math.min(left, document.documentElement.clientWidth - toolbar.offsetWidth - 8))}px`;
    }
  };

  // ---------------------------------------------------------------- the form

  /** @type {HTMLFormElement | null} */
  let form = null;
  /** What is being written. @type {Record<string, string> | null} */
  let draft = null;

  const keep = () => {
    try {
      sessionStorage.setItem(DRAFT, draft ? JSON.stringify(draft) : '');
    } catch {
      // Storage is switched off: the form itself still has it.
    }
  };

  const restoreDraft = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(DRAFT) || 'null');
      return kept?.article === readData().article ? kept : null;
    } catch {
      return null;
    }
  };

  /** @param {string} label @param {HTMLElement} input @param {string} [hint] */
  const field = (label, input, hint) => make(
    'label',
    { class: 'site-gen-field' },
    make('span', {}, label, ...(hint ? [make('small', {}, ' ', ...say(hint))] : [])),
    input,
  );

  const makeStatuses = () => {
    const list = make('fieldset', { class: 'site-gen-statuses' }, make('legend', {}, 'Verdict'));
    const ratings = [['', 'Not yet', 'The claim is written as a draft, which readers do not see.'], ...readData().ratings];
    for (const [id, label, meaning] of ratings) {
      const input = make('input', { type: 'radio', name: 'status', value: id });
      input.checked = (draft.status || '') === id;
      list.append(make('label', {}, input, make('span', {}, make('b', {}, label), ` ${meaning}`)));
    }
    return list;
  };

  /** @param {string} name @param {Record<string, string>} [attributes] @param {string} [tag] */
  const makeText = (name, attributes = {}, tag = 'input') => {
    const input = make(tag, { name, ...attributes });
    input.value = draft[name] || '';
    return input;
  };

  const makeFields = () => (draft.kind === 'claim'
    ? [
      makeStatuses(),
      field('Summary', makeText('summary'), 'what the evidence shows, in one line'),
      field('Context', makeText('note', { rows: '4' }, 'textarea'), 'in Markdown'),
      field('Who said it', makeText('claimant'), 'a name; left out, it is as in `defaults`'),
      field('When', makeText('said', { placeholder: '2018-06-05' }), 'a day, a month or a year'),
      field('Where', makeText('appearance'), 'an address, or the title of a speech or article'),
    ]
    : [
      field('Title', makeText('title'), 'what is explained'),
      field('Summary', makeText('summary'), 'in one line'),
      field('Explanation', makeText('note', { rows: '4' }, 'textarea'), 'in Markdown'),
    ]);

  const close = () => {
    form?.remove();
    form = null;
    if (draft) {
      draft.isOpen = '';
      keep();
    }
    /** @type {HTMLElement | null} */ (document.querySelector('main'))?.focus({ preventScroll: true });
  };

  /** Opens the form for the draft. */
  const openForm = () => {
    form?.remove();
    const title = draft.kind === 'claim' ? 'Check this' : 'Explain this';
    const message = make('div', { class: 'site-gen-message', role: 'alert' });
    const submit = make('button', { type: 'submit' }, 'Write it');
    const cancel = make('button', { type: 'button' }, 'Close');
    form = make(
      'form',
      {
        class: 'site-gen-form', 'data-site-gen': '', 'data-no-text': '', lang: 'en', dir: 'ltr', role: 'dialog',
        'aria-labelledby': 'site-gen-form-title', autocomplete: 'off', novalidate: '',
      },
      make('h2', { id: 'site-gen-form-title' }, title),
      make('blockquote', { dir: 'auto' }, draft.quote),
      ...makeFields(),
      field('Source', makeText('source_url', { type: 'url', placeholder: 'https://' }), 'its address'),
      field('Title of the source', makeText('source_title'), 'what readers see of it; wanted with an address'),
      message,
      make('p', { class: 'site-gen-buttons' }, submit, cancel, make('small', {}, 'Ctrl+Enter writes, Esc closes and keeps what you typed')),
    );
    document.body.append(form);
    toolbar.hidden = true;
    on(form, 'input', () => {
      Object.assign(draft, Object.fromEntries(new FormData(form)));
      keep();
    });
    on(form, 'submit', (event) => {
      event.preventDefault();
      write(submit, message);
    });
    on(form, 'keydown', (event) => {
      event.stopPropagation(); // no key of the page's own
      if (event.key === 'Escape') {
        close();
      } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    on(cancel, 'click', close);
    /** @type {HTMLElement} */ (form.querySelector('input:checked') || form.querySelector('input')).focus({ preventScroll: true });
  };

  /** Begins a claim or note on the selected words, or on those whose form was closed. @param {string} kind */
  const begin = (kind) => {
    const words = readSelection();
    const { article: path, digest } = readData();
    if (!words) {
      return;
    }
    const kept = restoreDraft();
    const typed = kept && kept.quote === words.quote && kept.kind === kind ? kept : {};
    draft = { ...typed, ...words, kind, article: path, digest, isOpen: 'yes' };
    keep();
    openForm();
  };

  /** @param {HTMLElement} message @param {(Node | string)[]} parts */
  const tell = (message, parts) => {
    message.replaceChildren(...parts);
    message.scrollIntoView({ block: 'nearest' });
  };

  /** @param {{message: string, help: string}} problem */
  const explainProblem = ({ message, help }) => [
    make('p', {}, ...say(message)), ...(help ? [make('pre', {}, ...say(help))] : []),
  ];

  const forgetProblems = () => {
    form.querySelectorAll('.site-gen-wrong').forEach((each) => each.remove());
    for (const input of form.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
    }
  };

  /**
   * Says what is wrong at the field that it is about.
   * @param {{message: string, help: string, field?: string}[]} problems
   * @returns {[HTMLElement | null, {message: string, help: string}[]]} The first such field, and what is about none.
   */
  const tellAtFields = (problems) => {
    /** @type {HTMLElement | null} */
    let first = null;
    const rest = [];
    for (const problem of problems) {
      const { field: name } = problem;
      const input = name ? /** @type {HTMLElement} */ (form.querySelector(`[name="${name}"]`)) : null;
      if (!input) {
        rest.push(problem);
        continue;
      }
      const id = `site-gen-wrong-${name}`;
      const told = document.getElementById(id) || make('div', { id, class: 'site-gen-wrong' });
      told.append(...explainProblem(problem));
      input.closest('fieldset, .site-gen-field').after(told);
      input.setAttribute('aria-invalid', 'true');
      input.setAttribute('aria-describedby', id);
      first = first || input;
    }
    return [first, rest];
  };

  /** @param {HTMLButtonElement} submit @param {HTMLElement} message */
  const write = async (submit, message) => {
    Object.assign(draft, Object.fromEntries(new FormData(form)));
    keep();
    submit.disabled = true;
    forgetProblems();
    tell(message, ['Writing …']);
    try {
      const answer = await fetch('/_preview/add', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Site-Gen-Token': readData().token },
        body: JSON.stringify(draft),
      });
      if (answer.ok) {
        written(await answer.json());
        return;
      }
      if (answer.status === 403) {
        tell(message, ['The preview was started again. Load this page again: what you typed is kept.']);
        return;
      }
      const { problems, to_paste: paste } = await answer.json();
      const [first, rest] = tellAtFields(problems);
      const parts = rest.flatMap(explainProblem);
      if (answer.status === 409) {
        draft.digest = readData().digest; // the next try is made with what the page shows by then
        keep();
      }
      const above = first ? [make('p', {}, 'Nothing is written yet: see what stands below the field.')] : [];
      tell(message, [...above, ...parts, ...(paste ? [make('pre', {}, paste)] : [])]);
      first?.focus();
    } catch {
      tell(message, ['The preview does not answer. What you typed is kept; start it again and try once more.']);
    } finally {
      submit.disabled = false;
    }
  };

  /** Closes the form, and shows the new mark once the page has it. @param {Record<string, string>} answer */
  const written = ({ id, lacks, state }) => {
    draft = null;
    keep();
    close();
    getSelection().removeAllRanges();
    const note = make(
      'p',
      { class: 'site-gen-said', role: 'status', 'data-site-gen': '', 'data-no-text': '', lang: 'en', dir: 'ltr' },
      ...say(state === 'published' ? `Written: ${id}` : `Written as a draft: ${id}${lacks ? `. It still needs ${lacks}` : ''}`),
    );
    document.querySelector('.site-gen-said')?.remove();
    document.body.append(note);
    on(document, 'pointerdown', () => note.remove(), { once: true });
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
    draft = restoreDraft();
    if (draft?.isOpen) {
      openForm();
    }
  });
})();
