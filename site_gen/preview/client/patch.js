// Keeps the open page as its sources are. Told of a save it fetches its own page anew and changes what differs, where it
// differs: scroll position, focus, an open card, what was typed and chosen stay. What differs is found between the page
// as it was sent before and as it is sent now, so what the page's own scripts made of it is left alone. It stands before
// the page's scripts, to see the page before they change it. Works through livereload's client: it is its plug-in.
(() => {
  'use strict';

  const AGAIN = 'site-gen-again';
  /** What the preview itself adds to a page. */
  const OURS = '[data-site-gen]';
  /** What the site's scripts look at when they begin: where such a part is new, they begin again. */
  const SCRIPTED = '.card, .record, .aids, template, mark, [data-claim-ref]';

  const readBuild = (page) => {
    const script = page.querySelector('script[src*="/livereload.js?"]');
    return script && new URL(script.src, location.href).searchParams.get('build');
  };

  let build = readBuild(document);
  /** The page as it was sent last: its nodes, and for each the one that is shown. */
  const shown = new WeakMap();
  let sent = { head: document.head.cloneNode(true), body: document.body.cloneNode(true) };

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
    if (old.localName === 'template') {
      shown.set(old.content, live.content);
    }
  };
  link(sent.body, document.body);

  // ---------------------------------------------------------------- the page's own scripts, begun again

  /** Ends what the scripts listen to. */
  let scripts = new AbortController();
  let watches = [];
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function listen(type, action, options) {
    // Ours listen for good; a listener that ends by itself keeps its own end.
    const own = typeof options === 'object' && options ? options : { capture: !!options };
    const ended = own.siteGen || own.signal ? own : { ...own, signal: scripts.signal };
    return addEventListener.call(this, type, action, ended);
  };
  for (const name of ['ResizeObserver', 'MutationObserver', 'IntersectionObserver']) {
    const Native = window[name];
    window[name] = class extends Native {
      constructor(...given) {
        super(...given);
        watches.push(this);
      }
    };
  }

  /** Takes away what scripts added to the page, and gives back what they took or changed. @param {Node} old */
  const restore = (old) => {
    const live = shown.get(old);
    if (!live) {
      return;
    }
    if (old.nodeType === Node.ELEMENT_NODE) {
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
      if (old.localName === 'template') {
        live.innerHTML = old.innerHTML;
        return;
      }
    }
    const kept = new Set([...old.childNodes].map((child) => shown.get(child)));
    for (const child of [...live.childNodes]) {
      if (!kept.has(child) && !(child.matches && child.matches(OURS))) {
        child.remove();
      }
    }
    old.childNodes.forEach(restore);
  };

  const findOpen = () => [...document.querySelectorAll(':popover-open')].find((each) => !each.matches(OURS));

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
    const focus = document.activeElement;
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
      next.src = script.src;
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
    const holds = node.nodeType === Node.ELEMENT_NODE && (node.matches(SCRIPTED) || node.querySelector(SCRIPTED));
    news.scripted ||= !!(holds || parent.closest?.('.card, .record, .aids'));
  };

  /** What tells a node from its neighbours while it changes. @param {Node} node */
  const nameOf = (node) => (node.nodeType !== Node.ELEMENT_NODE
    ? node.nodeName
    : `${node.nodeName}#${node.id || node.dataset.claimRef || node.dataset.note || ''}`);

  const textOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : `${node.nodeName} ${node.nodeValue}`);

  /**
   * Pairs two lists in order: the longest way through both on which the keys are alike.
   * @param {string[]} one @param {string[]} other @returns {[number, number][]}
   */
  const pairUp = (one, other) => {
    let start = 0;
    let end = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) {
      start += 1;
    }
    while (end < one.length - start && end < other.length - start && one.at(-1 - end) === other.at(-1 - end)) {
      end += 1;
    }
    const pairs = [];
    for (let i = 0; i < start; i += 1) {
      pairs.push([i, i]);
    }
    const height = one.length - start - end;
    const width = other.length - start - end;
    if (height * width > 0 && height * width <= 250_000) {
      const best = Array.from({ length: height + 1 }, () => new Uint16Array(width + 1));
      for (let i = height - 1; i >= 0; i -= 1) {
        for (let j = width - 1; j >= 0; j -= 1) {
          best[i][j] = one[start + i] === other[start + j]
            ? best[i + 1][j + 1] + 1
            : Math.max(best[i + 1][j], best[i][j + 1]);
        }
      }
      for (let i = 0, j = 0; i < height && j < width;) {
        if (one[start + i] === other[start + j]) {
          pairs.push([start + i, start + j]);
          i += 1;
          j += 1;
        } else if (best[i + 1][j] >= best[i][j + 1]) {
          i += 1;
        } else {
          j += 1;
        }
      }
    }
    for (let i = end; i > 0; i -= 1) {
      pairs.push([one.length - i, other.length - i]);
    }
    return pairs;
  };

  /** Pairs children: those that are alike as a whole first, between them those of one name. */
  const match = (olds, news_) => {
    const whole = pairUp(olds.map(textOf), news_.map(textOf));
    const pairs = new Map();
    let i = 0;
    let j = 0;
    for (const [a, b] of [...whole, [olds.length, news_.length]]) {
      const between = pairUp(olds.slice(i, a).map(nameOf), news_.slice(j, b).map(nameOf));
      for (const [x, y] of between) {
        pairs.set(news_[j + y], olds[i + x]);
      }
      if (b < news_.length) {
        pairs.set(news_[b], olds[a]);
      }
      i = a + 1;
      j = b + 1;
    }
    return pairs;
  };

  /** Changes text in the middle only, so that a selection around it stays. */
  const writeText = (live, text) => {
    const old = live.data;
    let start = 0;
    let end = 0;
    while (start < old.length && start < text.length && old[start] === text[start]) {
      start += 1;
    }
    while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) {
      end += 1;
    }
    live.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
  };

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

  /** Puts a new node into both pages, behind the one before it. */
  const insert = (next, oldParent, before, liveParent) => {
    const old = document.importNode(next, true);
    const live = document.importNode(next, true);
    link(old, live);
    oldParent.insertBefore(old, before ? before.nextSibling : oldParent.firstChild);
    const spot = before && shown.get(before);
    if (spot && spot.parentNode === liveParent) {
      spot.after(live);
    } else if (liveParent.nodeType === Node.ELEMENT_NODE) {
      liveParent.prepend(live);
    } else {
      liveParent.insertBefore(live, liveParent.firstChild);
    }
    noteScripted(live, liveParent);
    return old;
  };

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
    if (old.nodeType !== Node.ELEMENT_NODE && old.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) {
      if (old.nodeValue !== next.nodeValue) {
        writeText(live, next.nodeValue);
        old.nodeValue = next.nodeValue;
        if (live.parentElement?.closest('.card, .aids')) {
          news.scripted = true; // notes in the margin repeat what cards say
        }
      }
      return;
    }
    if (old.nodeType === Node.ELEMENT_NODE) {
      patchAttributes(old, next, live);
      if (old.localName === 'template') {
        if (old.innerHTML !== next.innerHTML) {
          old.innerHTML = next.innerHTML;
          news.scripted = true;
        }
        return;
      }
    }
    patchChildren(old, next, live);
  };

  function patchChildren(old, next, live) {
    const olds = [...old.childNodes];
    const nexts = [...next.childNodes];
    const pairs = match(olds, nexts);
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

  // ---------------------------------------------------------------- the head

  /** What of a head is changed in place; a change of anything else loads the page again. */
  const SOFT = 'title, meta[name], meta[property], link:not([rel=stylesheet])';
  const STYLE = 'link[rel=stylesheet]';

  const listHead = (head, what) => [...head.children].filter((each) => each.matches(what) && !each.matches(OURS));
  const fixed = (head) => [...head.children]
    .filter((each) => !each.matches(`${SOFT}, ${STYLE}, ${OURS}, script[type="application/ld+json"]`))
    .map((each) => each.outerHTML)
    .join('\n');

  const hasNewHead = (page) => fixed(sent.head) !== fixed(page.head);

  const patchHead = async (page) => {
    const write = (elements) => elements.map((each) => each.outerHTML).join('');
    const [olds, nexts] = [sent.head, page.head].map((head) => listHead(head, SOFT));
    if (write(olds) !== write(nexts)) {
      listHead(document.head, SOFT).forEach((each) => each.remove());
      document.head.append(...nexts.map((each) => document.importNode(each, true)));
    }
    const [oldStyles, nextStyles] = [sent.head, page.head].map((head) => listHead(head, STYLE));
    if (write(oldStyles) !== write(nextStyles)) {
      await swapStyles(nextStyles);
    }
    sent.head = document.importNode(page.head, true);
  };

  /** Puts new style sheets in place of old ones once they are loaded, so that the page is never without. */
  const swapStyles = async (next) => {
    const old = listHead(document.head, STYLE);
    const same = new Map(old.map((each) => [each.outerHTML, each]));
    const loads = [];
    let before = old.at(-1) || document.head.lastChild;
    for (const each of next) {
      const known = same.get(each.outerHTML);
      const style = known || document.importNode(each, true);
      if (!known) {
        loads.push(new Promise((done) => { style.onload = style.onerror = done; }));
      }
      if (!known) {
        before.after(style);
      }
      before = style;
      old.splice(0, old.length, ...old.filter((one) => one !== known));
    }
    await Promise.all(loads);
    old.forEach((each) => each.remove());
  };

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

  const update = async (touched) => {
    const answer = await fetch(location.href, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const next = readBuild(page);
    if (!next || hasNewHead(page) || page.documentElement.dir !== document.documentElement.dir) {
      reload();
      return;
    }
    build = next;
    await patchHead(page);
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

    reload(path, options) {
      let touched = [];
      try {
        touched = JSON.parse(options.originalPath || '[]');
      } catch {
        // Nothing is said.
      }
      if (path !== build || touched.length) {
        follow(touched);
      }
      return true;
    }
  }
  window.LiveReloadPluginSiteGen = SiteGen;

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
