// Keeps the open page as its sources are. Told of a save it fetches its own page anew and changes what differs, where it
// differs: scroll position, focus, an open card, what was typed and chosen stay. What differs is found between the page
// as it was sent before and as it is sent now, so what the page's own scripts made of it is left alone. It stands before
// the page's scripts, to see the page before they change it, and behind pairing.js and head.js.
// Works through livereload's client: it is its plug-in.
(() => {
  'use strict';

  const AGAIN = 'site-gen-again';
  /** What the preview itself adds to a page. */
  const OURS = '[data-site-gen]';
  /** What the site's scripts look at when they begin: where such a part is new, they begin again. */
  const SCRIPTED = '.card, .record, .aids, template, mark, [data-claim-ref]';

  /** @param {Document} page @returns {string | null} */
  const readBuild = (page) => {
    const script = page.querySelector('script[src*="/livereload.js?"]');
    return script && new URL(script.getAttribute('src'), location.href).searchParams.get('build');
  };

  let build = readBuild(document);
  /** The node that is shown, of each that was sent last. @type {WeakMap<Node, any>} */
  const shown = new WeakMap();
  /** The page as it was sent last. */
  const sent = { head: document.importNode(document.head, true), body: document.importNode(document.body, true) };

  /** @param {Node} node @returns {node is HTMLTemplateElement} */
  const isTemplate = (node) => node instanceof HTMLTemplateElement;

  /** Remembers which shown node stands for which sent one. @param {Node} old @param {Node} live */
  const link = (old, live) => {
    shown.set(old, live);
    let one = old.firstChild;
    let other = live.firstChild;
    while (one && other) {
      link(one, other);
      one = one.nextSibling;
      other = other.nextSibling;
    }
    if (isTemplate(old) && isTemplate(live)) {
      shown.set(old.content, live.content);
    }
  };
  link(sent.body, document.body);

  // ---------------------------------------------------------------- the page's own scripts, begun again

  /** Ends what the scripts listen to. */
  let scripts = new AbortController();
  /** @type {{disconnect(): void}[]} */
  let watches = [];
  const { addEventListener } = EventTarget.prototype;
  /** @param {string} type @param {EventListenerOrEventListenerObject} action @param {any} [options] */
  EventTarget.prototype.addEventListener = function listen(type, action, options) {
    // Ours listen for good; a listener that ends by itself keeps its own end.
    const own = typeof options === 'object' && options ? options : { capture: !!options };
    const ended = own.siteGen || own.signal ? own : { ...own, signal: scripts.signal };
    return addEventListener.call(this, type, action, ended);
  };
  /** @type {Record<string, any>} */
  const globals = window;
  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver']) {
    const Native = globals[name];
    globals[name] = class extends Native {
      /** @param {...any} given */
      constructor(...given) {
        super(...given);
        watches.push(/** @type {any} */ (this));
      }
    };
  }

  /** Takes away what scripts added to the page, and gives back what they took or changed. @param {Node} old */
  const restore = (old) => {
    const live = shown.get(old);
    if (!live) {
      return;
    }
    if (old instanceof Element) {
      for (const { name } of [...live.attributes]) {
        if (!old.hasAttribute(name) && name !== 'open' && !live.matches(OURS)) {
          live.removeAttribute(name);
        }
      }
      for (const { name, value } of old.attributes) {
        if (live.getAttribute(name) !== value && name !== 'open') {
          live.setAttribute(name, value);
        }
      }
      if (isTemplate(old)) {
        live.innerHTML = old.innerHTML;
        return;
      }
    }
    const kept = new Set([...old.childNodes].map((child) => shown.get(child)));
    for (const child of [...live.childNodes]) {
      if (!kept.has(child) && !(child instanceof Element && child.matches(OURS))) {
        child.remove();
      }
    }
    old.childNodes.forEach(restore);
  };

  /** @returns {HTMLElement | undefined} */
  const findOpen = () => [...document.querySelectorAll(':popover-open')].find((each) => !each.matches(OURS));

  /** @param {string} [id] A card. @param {Element | null} [source] Beside which it stood. */
  const openAgain = (id, source) => {
    const card = id && document.getElementById(id);
    if (card && !card.matches(':popover-open')) {
      const name = id.slice(5);
      const place = document.contains(source) ? source : document.getElementById(`ref-${name}`);
      document.dispatchEvent(new CustomEvent('card:open', { detail: { id: name, source: place || card } }));
    }
  };

  /** Runs the page's scripts again on the page as it is now. */
  const beginAgain = async () => {
    const focus = /** @type {HTMLElement | null} */ (document.activeElement);
    const name = focus?.id ? `#${CSS.escape(focus.id)}` : focus?.dataset.aid && `[data-aid="${focus.dataset.aid}"]`;
    const card = findOpen();
    const of = card?.id.slice(5);
    const source = card && (document.querySelector(`mark.is-open[data-claim~="${of}"]`) || document.getElementById(`ref-${of}`));
    card?.hidePopover();
    scripts.abort();
    watches.forEach((each) => each.disconnect());
    watches = [];
    scripts = new AbortController();
    restore(sent.body);
    for (const script of document.querySelectorAll(`script[src]:not(${OURS})`)) {
      const next = document.createElement('script');
      next.src = script.getAttribute('src');
      await new Promise((done) => {
        next.onload = done;
        next.onerror = done;
        document.head.append(next);
      });
      next.remove();
    }
    openAgain(card?.id, source);
    const kept = document.contains(focus) ? focus : name && document.querySelector(name);
    if (kept && kept !== document.activeElement && kept !== document.body) {
      kept.focus({ preventScroll: true });
    }
  };

  // ---------------------------------------------------------------- from one sent page to the next

  /** What happened in one patch. */
  let news = { scripted: false, lost: false };

  /** @param {Node} node What came, goes, or has another attribute. @param {Node} parent Where it stands. */
  const noteScripted = (node, parent) => {
    const holds = node instanceof Element && (node.matches(SCRIPTED) || node.querySelector(SCRIPTED));
    const inside = parent instanceof Element && parent.closest('.card, .record, .aids');
    news.scripted ||= !!(holds || inside);
  };

  /** @param {Text} live @param {string} text */
  const writeText = (live, text) => live.replaceData(...siteGenPairing.findChange(live.data, text));

  /** @param {Element} old @param {Element} next @param {Element} live */
  const patchAttributes = (old, next, live) => {
    for (const { name } of [...old.attributes]) {
      if (!next.hasAttribute(name)) {
        old.removeAttribute(name);
        live.removeAttribute(name);
        news.scripted ||= live.matches(SCRIPTED);
      }
    }
    for (const { name, value } of next.attributes) {
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
        live.setAttribute(name, value);
        news.scripted ||= live.matches(SCRIPTED);
      }
    }
  };

  /**
   * Puts a new node into both pages, behind the one before it.
   * @param {Node} next @param {Node} oldParent @param {Node | null} before @param {Node} liveParent @returns {Node}
   */
  const insert = (next, oldParent, before, liveParent) => {
    const old = document.importNode(next, true);
    const live = document.importNode(next, true);
    link(old, live);
    oldParent.insertBefore(old, before ? before.nextSibling : oldParent.firstChild);
    const spot = before && shown.get(before);
    if (spot && spot.parentNode === liveParent) {
      spot.after(live);
    } else {
      liveParent.insertBefore(live, liveParent.firstChild);
    }
    noteScripted(live, liveParent);
    return old;
  };

  /** @param {ChildNode} old */
  const remove = (old) => {
    const live = shown.get(old);
    if (live) {
      noteScripted(live, live.parentNode || document.body);
      live.remove();
    }
    old.remove();
  };

  /** Makes of a sent node the next one, and of the shown one what has changed. @param {Node} old @param {Node} next */
  const patch = (old, next) => {
    const live = shown.get(old);
    if (!live) {
      news.lost = true;
      return;
    }
    if (!(old instanceof Element)) {
      if (old.nodeValue !== next.nodeValue) {
        writeText(live, next.nodeValue);
        old.nodeValue = next.nodeValue;
        if (live.parentElement?.closest('.card, .aids')) {
          news.scripted = true; // notes in the margin repeat what cards say
        }
      }
      return;
    }
    patchAttributes(old, /** @type {Element} */ (next), live);
    if (isTemplate(old) && isTemplate(next)) {
      if (old.innerHTML !== next.innerHTML) {
        old.innerHTML = next.innerHTML;
        news.scripted = true;
      }
      return;
    }
    patchChildren(old, next, live);
  };

  /** @param {Node} old @param {Node} next @param {Node} live */
  function patchChildren(old, next, live) {
    const olds = [...old.childNodes];
    const nexts = [...next.childNodes];
    const pairs = siteGenPairing.match(olds, nexts);
    const kept = new Set(pairs.values());
    olds.filter((each) => !kept.has(each)).forEach(remove);
    let before = null;
    for (const each of nexts) {
      const same = pairs.get(each);
      if (same) {
        if (!same.isEqualNode(each)) {
          patch(same, each);
        }
        before = same;
      } else {
        before = insert(each, old, before, live);
      }
    }
  }

  // ---------------------------------------------------------------- one save

  /** Loads the page again, to come back to where it was. */
  const reload = () => {
    const card = findOpen();
    const focus = document.activeElement;
    sessionStorage.setItem(AGAIN, JSON.stringify({ card: card?.id, focus: focus?.id, at: location.href }));
    location.reload();
  };

  /** Shows changed pictures and files whose address is as before. @param {string[]} touched */
  const refresh = (touched) => {
    for (const image of document.images) {
      const path = decodeURIComponent(new URL(image.src, location.href).pathname);
      if (touched.some((each) => path.endsWith(each))) {
        image.src = `${image.src.split('?')[0]}?${build}`;
      }
    }
  };

  /** Waits until the page is painted; not for long, as one that nobody sees is not. */
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 50);
  });

  /** @param {string[]} touched */
  const update = async (touched) => {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = readBuild(page);
    if (!next || siteGenHead.isNew(sent.head, page.head) || page.documentElement.dir !== document.documentElement.dir) {
      reload();
      return;
    }
    build = next;
    await siteGenHead.patch(sent.head, page.head);
    sent.head = document.importNode(page.head, true);
    document.documentElement.lang = page.documentElement.lang;
    if (!sent.body.isEqualNode(page.body)) {
      news = { scripted: false, lost: false };
      patch(sent.body, document.importNode(page.body, true));
      if (news.lost) {
        reload();
        return;
      }
      if (news.scripted) {
        await painted(); // what was written is seen first
        await beginAgain();
      }
    }
    refresh(touched);
    document.dispatchEvent(new CustomEvent('preview:patch'));
    document.documentElement.dataset.siteGenBuild = build;
  };

  /** The pictures to refresh in the next round; null: nothing was saved since the last. @type {string[] | null} */
  let waiting = null;
  let isBusy = false;
  /** @param {string[]} touched */
  const follow = async (touched) => {
    waiting = [...(waiting || []), ...touched];
    if (isBusy) {
      return;
    }
    isBusy = true;
    try {
      while (waiting) {
        const now = waiting;
        waiting = null;
        await update(now);
      }
    } catch (fault) {
      // The preview is away; livereload's client connects again when it is back, and says which page it shows.
      if (!(fault instanceof TypeError)) {
        reload();
        throw fault;
      }
    } finally {
      isBusy = false;
    }
  };

  class SiteGen {
    static identifier = 'site-gen';

    static version = '2';

    analyze() {
      return { build };
    }

    /** @param {string} path @param {{originalPath?: string}} options */
    reload(path, options) {
      /** @type {{touched: string[], restyled: [string, string][]}} */
      let { touched, restyled } = { touched: [], restyled: [] };
      try {
        ({ touched, restyled } = JSON.parse(options.originalPath));
      } catch {
        // Nothing is said.
      }
      if (path !== build && restyled.length && !isBusy) { // else it would take away what is waited for
        siteGenHead.restyle(sent.head, restyled); // at once; the page follows
      }
      if (path !== build || touched.length) {
        follow(touched);
      }
      return true;
    }
  }
  globals.LiveReloadPluginSiteGen = SiteGen;

  addEventListener.call(window, 'load', () => {
    document.documentElement.dataset.siteGenBuild = build;
    try {
      const last = JSON.parse(sessionStorage.getItem(AGAIN));
      sessionStorage.removeItem(AGAIN);
      if (last && last.at === location.href) {
        openAgain(last.card);
        document.getElementById(last.focus)?.focus({ preventScroll: true });
      }
    } catch {
      // Storage is switched off.
    }
  });
})();
