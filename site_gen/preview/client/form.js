// The form with which a claim or note is written on words of the article, and what it tells of problems. What is typed is
// kept in this window until it is written, whatever happens. annotate.js uses it, and stands behind it.
const siteGenForm = (() => {
  'use strict';

  const DRAFT = 'site-gen-draft';
  const { readData, on, make, say } = siteGenPage;

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

  /** Shows the form for the draft. */
  const show = () => {
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
      field('Title of the source', makeText('source_title'), 'what readers see of it; needed with an address'),
      message,
      make('p', { class: 'site-gen-buttons' }, submit, cancel, make('small', {}, 'Ctrl+Enter writes, Esc closes and keeps what you typed')),
    );
    document.body.append(form);
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

  /**
   * Opens the form for a claim or note on some words; with what was typed where it was closed on the same words.
   * @param {string} kind @param {Record<string, string>} words
   */
  const open = (kind, words) => {
    const { article: path, digest } = readData();
    const kept = restoreDraft();
    const typed = kept && kept.quote === words.quote && kept.kind === kind ? kept : {};
    draft = { ...typed, ...words, kind, article: path, digest, isOpen: 'yes' };
    keep();
    show();
  };

  /** Opens the form that was open when the page was left. @returns {boolean} Whether there was one. */
  const reopen = () => {
    draft = restoreDraft();
    if (draft?.isOpen) {
      show();
    }
    return isOpen();
  };

  const isOpen = () => !!form;

  return { open, reopen, isOpen };
})();
