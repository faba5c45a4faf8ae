// Reading aids: marks on or off, one verdict only, from check to check. What is chosen is remembered in this browser.
(() => {
  'use strict';

  const box = document.querySelector('.aids');
  const template = box?.querySelector('template');
  if (!box || !template) {
    return;
  }
  box.append(template.content);
  box.classList.add('is-ready');

  /** @param {string} name @returns {any} */
  const part = (name) => box.querySelector(`[data-aid="${name}"]`);
  const [toggle, select, position, keys, use] = ['marks', 'status', 'position', 'keys', 'use'].map(part);
  const steps = { p: part('back'), n: part('on') };

  /** What this browser remembers. @type {{ plain?: boolean, status?: string, quiet?: boolean }} */
  let kept = {};
  try {
    kept = { ...JSON.parse(localStorage.reading) };
  } catch {
    // Nothing is remembered here, or storage is switched off.
  }
  /** @param {object} choice */
  const keep = (choice) => {
    Object.assign(kept, choice);
    try {
      localStorage.reading = JSON.stringify(kept);
    } catch {
      // It holds for this page, then.
    }
  };

  const records = [...document.querySelectorAll('.record')];
  const statuses = new Map(records.map((record) => [record.dataset.note, record.dataset.status]));
  const marks = [...document.querySelectorAll('mark[data-claim]')]
    .map((mark) => ({ mark, ids: mark.dataset.claim.split(' '), look: mark.className }));
  /** The button or record last gone to. @type {HTMLElement | undefined} */
  let here;

  /** @param {string} id */
  const isShown = (id) => !kept.plain && (!select.value || statuses.get(id) === select.value);
  /** @param {string} id */
  const findPlace = (id) => document.getElementById(`ref-${id}`) || document.getElementById(`claim-${id}`);
  /** Checks to go through, in order of number; context notes have no status. */
  const listPlaces = () => [...statuses].filter(([id, status]) => status != null && isShown(id)).map(([id]) => findPlace(id));

  const tellPosition = () => {
    const places = listPlaces();
    const number = places.indexOf(here) + 1;
    position.firstChild.textContent = position.dataset.text.replace('{n}', number || '–').replace('{total}', places.length);
    position.lastChild.textContent = (number && here.ariaLabel) || '';
  };

  const apply = () => {
    for (const { mark, ids, look } of marks) {
      const shown = ids.filter(isShown);
      const tone = document.getElementById(`claim-${shown[0]}`)?.className.match(/tone-\w+/);
      // Pointers and taps mean the first id: one that is shown.
      mark.dataset.claim = [...new Set([...shown, ...ids])].join(' ');
      mark.className = shown[0] ? select.value ? look.replace(/tone-\w+/, tone) : look : 'is-off';
    }
    for (const ref of document.querySelectorAll('[data-claim-ref]')) {
      ref.parentElement.classList.toggle('is-off', !isShown(ref.dataset.claimRef));
    }
    toggle.setAttribute('aria-pressed', !kept.plain);
    select.disabled = steps.p.disabled = steps.n.disabled = Boolean(kept.plain);
    tellPosition();
    document.dispatchEvent(new Event('marks:change'));
  };

  /**
   * Goes to the check before or behind the last one; when that is out of sight, the one before or behind the window's top.
   * @param {string} key
   */
  const go = (key) => {
    const places = listPlaces();
    const tops = places.map((place) => place.getBoundingClientRect().top);
    let index = places.indexOf(here);
    if (index < 0 || tops[index] < 0 || tops[index] > innerHeight) {
      index = tops.filter((top) => top < 80).length - (key === 'n' ? 1 : 0);
    }
    here = places.at((index + (key === 'n' ? 1 : -1)) % places.length);
    tellPosition();
    here.scrollIntoView({ block: here.dataset.note ? 'start' : 'center', behavior: 'instant' });
    if (here.dataset.claimRef) {
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id: here.dataset.claimRef, source: here } }));
    }
  };

  toggle.addEventListener('click', () => {
    keep({ plain: !kept.plain });
    apply();
  });
  select.addEventListener('change', () => {
    keep({ status: select.value });
    apply();
  });
  use.addEventListener('change', () => keep({ quiet: !use.checked }));
  for (const key in steps) {
    steps[key].addEventListener('click', () => go(key));
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || kept.quiet
      || event.target.closest('input, select, textarea, [contenteditable], [role=textbox], [role=application]')) {
      return;
    }
    if (event.key === '?') {
      keys.togglePopover?.();
    } else if (steps[event.key]?.disabled === false) {
      go(event.key);
      here.focus({ preventScroll: true });
    }
  });

  use.checked = !kept.quiet;
  part('help').hidden = !keys.togglePopover;
  select.value = kept.status || '';
  if (select.selectedIndex < 0) {
    select.value = ''; // Nothing has that verdict here.
  }
  apply();
})();
