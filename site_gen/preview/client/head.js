// The head of the open page: which changes of it are made in place, and making them. A new style sheet takes the place of
// the old one once it is loaded, so that the page is never without. patch.js uses it, and stands behind it.
const siteGenHead = (() => {
  'use strict';

  /** What of a head is changed in place; a change of anything else loads the page again. */
  const SOFT = 'title, meta[name], meta[property], link:not([rel=stylesheet])';
  const STYLE = 'link[rel=stylesheet]';
  const DATA = 'script[type="application/ld+json"]';
  /** What the preview itself adds to a page. */
  const OURS = '[data-site-gen]';

  /** @param {HTMLHeadElement} head @param {string} what @returns {Element[]} */
  const list = (head, what) => [...head.children].filter((each) => each.matches(what) && !each.matches(OURS));

  /** @param {Element[]} elements */
  const write = (elements) => elements.map((each) => each.outerHTML).join('\n');

  /** What cannot be changed in place. @param {HTMLHeadElement} head */
  const fixed = (head) => write([...head.children].filter((each) => !each.matches(`${SOFT}, ${STYLE}, ${DATA}, ${OURS}`)));

  /** Tells whether the page has to be loaded again. @param {HTMLHeadElement} sent @param {HTMLHeadElement} next */
  const isNew = (sent, next) => fixed(sent) !== fixed(next);

  /** Puts new style sheets in place of old ones once they are loaded. @param {Element[]} next */
  const swapStyles = async (next) => {
    let old = list(document.head, STYLE);
    const same = new Map(old.map((each) => [each.outerHTML, each]));
    const loads = [];
    /** @type {ChildNode} */
    let before = old.at(-1) || document.head.lastChild;
    for (const each of next) {
      const known = same.get(each.outerHTML);
      const style = known || document.importNode(each, true);
      if (!known) {
        // No listeners: patch.js ends those with the page's scripts, and what is waited for would never come.
        loads.push(new Promise((done) => { Object.assign(style, { onload: done, onerror: done }); }));
        before.after(style);
      }
      before = style;
      old = old.filter((one) => one !== known);
    }
    await Promise.all(loads);
    old.forEach((each) => each.remove());
    // New rules hear of the reader's choice of light or dark as those of a new page do.
    document.documentElement.style.colorScheme = '';
    dispatchEvent(new Event('pageshow'));
  };

  /**
   * Makes the shown head what is sent now.
   * @param {HTMLHeadElement} sent What was sent before. @param {HTMLHeadElement} next
   */
  const patch = async (sent, next) => {
    const soft = list(next, SOFT);
    if (write(list(sent, SOFT)) !== write(soft)) {
      list(document.head, SOFT).forEach((each) => each.remove());
      document.head.append(...soft.map((each) => document.importNode(each, true)));
    }
    const styles = list(next, STYLE);
    if (write(list(sent, STYLE)) !== write(styles)) {
      await swapStyles(styles);
    }
  };

  /**
   * Puts style sheets under another address in the place of those they were, in the page and in what was sent of it:
   * quicker than by the page, which need not be made and read for that.
   * @param {HTMLHeadElement} sent @param {[string, string][]} renamed Addresses before and now, from the site's root.
   */
  const restyle = (sent, renamed) => {
    const next = list(sent, STYLE).map((each) => {
      const style = document.importNode(each, true);
      const href = style.getAttribute('href');
      const [old, now] = renamed.find(([before]) => href.endsWith(before.slice(1))) || ['', ''];
      if (old) {
        style.setAttribute('href', href.slice(0, 1 - old.length) + now.slice(1));
      }
      each.replaceWith(document.importNode(style, true));
      return style;
    });
    swapStyles(next);
  };

  return { isNew, patch, restyle };
})();
