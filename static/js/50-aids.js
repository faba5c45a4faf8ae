// Reading aids: marks on or off, one verdict only, from check to check. What is chosen is remembered in this browser.
(() => {
  'use strict';

  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector('.aids template'));
  if (!template) {
    return;
  }
  const box = template.parentElement;
  box.append(template.content);

  /** The aids by name; `n` and `p` are the buttons that lead on and back. @type {Record<string, any>} */
  const aids = {};
  for (const part of box.querySelectorAll('[data-aid]')) {
    aids[part.dataset.aid] = part;
  }

  /** What this browser remembers. @type {{ plain?: boolean, status?: string, quiet?: boolean }} */
  let kept = {};
  try {
    kept = { ...JSON.parse(localStorage.reading) };
  } catch {
    // Nothing is remembered here, or storage is switched off.
  }

  const marks = [...document.querySelectorAll('mark[data-claim]')]
    .map((mark) => ({ mark, ids: mark.dataset.claim.split(' '), look: mark.className }));
  /** The check last gone to. */
  let here = '';

  /** @param {string} id @returns {HTMLElement | null} */
  const findRecord = (id) => document.getElementById(`claim-${id}`);

  /** @param {string} id */
  const isShown = (id) => !kept.plain && (!aids.status.value || findRecord(id)?.dataset.status === aids.status.value);

  /** Checks to go through, in order of number. Context notes have no status. */
  const listChecks = () => [...document.querySelectorAll('[data-status]')]
    .map((record) => record.dataset.note).filter(isShown);

  /** The button of a check; its record, where it has none. @param {string} id */
  const findPlace = (id) => document.getElementById(`ref-${id}`) || findRecord(id);

  const tellPosition = () => {
    const checks = listChecks();
    const number = checks.indexOf(here) + 1;
    const [seen, heard] = aids.position.children;
    seen.textContent = aids.position.dataset.text.replace('{n}', number || '–').replace('{total}', checks.length);
    // Where the focus is, the name is heard already.
    heard.textContent = number && findPlace(here) !== document.activeElement
      ? findRecord(here).querySelector('h3').textContent
      : '';
  };

  const apply = () => {
    for (const { mark, ids, look } of marks) {
      // Pointers and taps mean the first id: one that is shown.
      const order = [...ids.filter(isShown), ...ids.filter((id) => !isShown(id))];
      mark.dataset.claim = order.join(' ');
      mark.className = isShown(order[0])
        ? look.replace(/tone-\w+/, /tone-\w+/.exec(findRecord(order[0])?.className)?.[0])
        : `${look} is-off`;
    }
    for (const part of document.querySelectorAll('[data-claim-ref]')) {
      part.parentElement.classList.toggle('is-off', !isShown(part.dataset.claimRef));
    }
    aids.marks.setAttribute('aria-pressed', !kept.plain);
    aids.status.disabled = aids.n.disabled = aids.p.disabled = !!kept.plain;
    tellPosition();
    document.dispatchEvent(new Event('marks:change'));
  };

  /** @param {typeof kept} choice */
  const choose = (choice) => {
    kept = { ...kept, ...choice };
    try {
      localStorage.reading = JSON.stringify(kept);
    } catch {
      // It holds for this page, then.
    }
    apply();
  };

  /**
   * Goes to the check before or behind the last one; when that is out of sight, the one before or behind the window's top.
   * @param {string} key
   * @param {boolean} [focuses]
   */
  const go = (key, focuses) => {
    const checks = listChecks();
    const tops = checks.map((id) => findPlace(id).getBoundingClientRect().top);
    const last = checks.indexOf(here);
    const isSeen = tops[last] > 0 && tops[last] < innerHeight;
    const next = isSeen ? last + 1 : tops.filter((top) => top < 80).length;
    here = checks.at((key === 'n' ? next : next - (isSeen ? 2 : 1)) % checks.length);
    const source = findPlace(here);
    source.scrollIntoView({ behavior: 'instant' });
    if (focuses) {
      source.focus({ preventScroll: true });
    }
    tellPosition();
    document.dispatchEvent(new CustomEvent('card:open', { detail: { id: source.dataset.claimRef, source } }));
  };

  aids.marks.addEventListener('click', () => choose({ plain: !kept.plain }));
  box.addEventListener('change', () => choose({ status: aids.status.value, quiet: !aids.use.checked }));
  for (const key of 'np') {
    aids[key].addEventListener('click', () => go(key));
  }

  addEventListener('keydown', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || kept.quiet
      || target.closest('input, select, textarea, [contenteditable], [role=textbox], [role=application]')) {
      return;
    }
    if (event.key === '?') {
      aids.keys.togglePopover?.();
    } else if ('np'.includes(event.key) && !kept.plain) {
      go(event.key, true);
    }
  });

  aids.use.checked = !kept.quiet;
  aids.status.value = kept.status || '';
  aids.status.value ||= ''; // Nothing has that verdict here.
  apply();
})();
