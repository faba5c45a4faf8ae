// Reading aids: marks on or off, one verdict only, from check to check. What is chosen is remembered in this browser.
(() => {
  'use strict';

  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector('.aids template'));
  if (!template) {
    return;
  }
  const box = template.parentElement;
  box.append(template.content);
  box.classList.add('is-ready');

  /** The aids by name; `n` and `p` are the buttons that lead on and back. @type {Record<string, any>} */
  const aids = {};
  for (const each of box.querySelectorAll('[data-aid]')) {
    aids[each.dataset.aid] = each;
  }

  /** What this browser remembers. @type {{ plain?: boolean, status?: string, quiet?: boolean }} */
  let kept = {};
  try {
    kept = { ...JSON.parse(localStorage.reading) };
  } catch {
    // Nothing is remembered here, or storage is switched off.
  }

  /** Records by id. Those of context notes have no status. */
  const records = new Map([...document.querySelectorAll('[data-note]')].map((record) => [record.dataset.note, record]));
  const marks = [...document.querySelectorAll('mark[data-claim]')]
    .map((mark) => ({ mark, ids: mark.dataset.claim.split(' '), look: mark.className }));
  /** The button or record last gone to. @type {HTMLElement | undefined} */
  let here;

  /** @param {string} id */
  const isShown = (id) => !kept.plain && (!aids.status.value || records.get(id)?.dataset.status === aids.status.value);

  /** Checks to go through, in order of number. */
  const listPlaces = () => [...records]
    .filter(([id, record]) => 'status' in record.dataset && isShown(id))
    .map(([id, record]) => document.getElementById(`ref-${id}`) || record);

  const tellPosition = () => {
    const places = listPlaces();
    const number = places.indexOf(here) + 1;
    const [seen, heard] = aids.position.children;
    seen.textContent = aids.position.dataset.text.replace('{n}', number || '–').replace('{total}', places.length);
    // Where the focus is, the name is heard already.
    heard.textContent = number && here !== document.activeElement
      ? here.ariaLabel || here.querySelector('h3').textContent
      : '';
  };

  const apply = () => {
    for (const { mark, ids, look } of marks) {
      // Pointers and taps mean the first id: one that is shown.
      const order = [...ids].sort((one, other) => +isShown(other) - +isShown(one));
      mark.dataset.claim = order.join(' ');
      mark.className = isShown(order[0])
        ? look.replace(/tone-\w+/, /tone-\w+/.exec(records.get(order[0])?.className)?.[0])
        : `${look} is-off`;
    }
    for (const ref of document.querySelectorAll('[data-claim-ref]')) {
      ref.parentElement.classList.toggle('is-off', !isShown(ref.dataset.claimRef));
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
    const places = listPlaces();
    const tops = places.map((place) => place.getBoundingClientRect().top);
    const last = places.indexOf(here);
    const isSeen = tops[last] > 0 && tops[last] < innerHeight;
    const next = isSeen ? last + 1 : tops.filter((top) => top < 80).length;
    here = places.at((key === 'n' ? next : next - (isSeen ? 2 : 1)) % places.length);
    here.scrollIntoView();
    if (focuses) {
      here.focus({ preventScroll: true });
    }
    tellPosition();
    document.dispatchEvent(new CustomEvent('card:open', { detail: { id: here.dataset.claimRef, source: here } }));
  };

  aids.marks.addEventListener('click', () => choose({ plain: !kept.plain }));
  box.addEventListener('change', () => choose({ status: aids.status.value, quiet: !aids.use.checked }));
  for (const key of 'np') {
    aids[key].addEventListener('click', () => go(key));
  }

  document.addEventListener('keydown', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || kept.quiet
      || target.closest('input, select, textarea, [contenteditable], [role=textbox], [role=application]')) {
      return;
    }
    if (event.key === '?') {
      aids.keys.togglePopover?.();
    } else if (/^[np]$/.test(event.key) && !kept.plain) {
      go(event.key, true);
    }
  });

  aids.use.checked = !kept.quiet;
  aids.help.hidden = !aids.keys.togglePopover;
  aids.status.value = kept.status || '';
  if (aids.status.selectedIndex < 0) {
    // Nothing has that verdict here.
    aids.status.value = '';
  }
  apply();
})();
