// The words that are selected in the article, with what stands around them, as the article's text has them. Looks only.
// annotate.js uses it, and stands behind it.
const siteGenSelection = (() => {
  'use strict';

  const AROUND = 60;
  const NO_TEXT = 'button, [data-no-text], script, style, template';

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
  const read = () => {
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

  return { read };
})();
