// Which node of a page as it was sent before stands for which of the page as it is sent now, and where two texts differ.
// Looks only: nothing is changed here, and nothing is known of what is shown. patch.js uses it, and stands behind it.
const siteGenPairing = (() => {
  'use strict';

  /** Cells of a table beyond which two lists are too long to be compared. */
  const MOST = 250_000;

  /** What tells a node from its neighbours while it changes. @param {Node} node @returns {string} */
  const nameOf = (node) => (node instanceof Element
    ? `${node.nodeName}#${node.id || node.getAttribute('data-claim-ref') || node.getAttribute('data-note') || ''}`
    : node.nodeName);

  /** All that a node says. @param {Node} node @returns {string} */
  const textOf = (node) => (node instanceof Element ? node.outerHTML : `${node.nodeName} ${node.nodeValue}`);

  /**
   * Gives how many items are alike at the beginning of two lists or texts, and how many of the others at the end.
   * @template T @param {ArrayLike<T>} one @param {ArrayLike<T>} other @returns {[number, number]}
   */
  const countAlike = (one, other) => {
    let start = 0;
    let end = 0;
    while (start < one.length && start < other.length && one[start] === other[start]) {
      start += 1;
    }
    const most = Math.min(one.length, other.length) - start;
    while (end < most && one[one.length - 1 - end] === other[other.length - 1 - end]) {
      end += 1;
    }
    return [start, end];
  };

  /**
   * Pairs two lists in order: the longest way through both on which the keys are alike.
   * @param {string[]} one @param {string[]} other @returns {[number, number][]}
   */
  const pairUp = (one, other) => {
    const [start, end] = countAlike(one, other);
    /** @type {[number, number][]} */
    const pairs = [];
    for (let i = 0; i < start; i += 1) {
      pairs.push([i, i]);
    }
    const middle = pairMiddle(one.slice(start, one.length - end), other.slice(start, other.length - end));
    for (const [i, j] of middle) {
      pairs.push([start + i, start + j]);
    }
    for (let i = end; i > 0; i -= 1) {
      pairs.push([one.length - i, other.length - i]);
    }
    return pairs;
  };

  /** Pairs two lists that begin and end apart. @param {string[]} one @param {string[]} other @returns {[number, number][]} */
  const pairMiddle = (one, other) => {
    if (!one.length || !other.length || one.length * other.length > MOST) {
      return [];
    }
    // How many pairs there are at most from each place on.
    const best = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
    for (let i = one.length - 1; i >= 0; i -= 1) {
      for (let j = other.length - 1; j >= 0; j -= 1) {
        best[i][j] = one[i] === other[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
      }
    }
    /** @type {[number, number][]} */
    const pairs = [];
    for (let i = 0, j = 0; i < one.length && j < other.length;) {
      if (one[i] === other[j]) {
        pairs.push([i, j]);
        i += 1;
        j += 1;
      } else if (best[i + 1][j] >= best[i][j + 1]) {
        i += 1;
      } else {
        j += 1;
      }
    }
    return pairs;
  };

  /**
   * Pairs children: those that are alike as a whole first, between them those of one name.
   * @param {Node[]} olds @param {Node[]} nexts @returns {Map<Node, Node>} The old one of each next that has one.
   */
  const match = (olds, nexts) => {
    const whole = pairUp(olds.map(textOf), nexts.map(textOf));
    /** @type {Map<Node, Node>} */
    const pairs = new Map();
    let i = 0;
    let j = 0;
    for (const [a, b] of [...whole, [olds.length, nexts.length]]) {
      const between = pairUp(olds.slice(i, a).map(nameOf), nexts.slice(j, b).map(nameOf));
      for (const [x, y] of between) {
        pairs.set(nexts[j + y], olds[i + x]);
      }
      if (b < nexts.length) {
        pairs.set(nexts[b], olds[a]);
      }
      i = a + 1;
      j = b + 1;
    }
    return pairs;
  };

  /**
   * Gives what to change of a text, in its middle only, so that a selection around it stays.
   * @param {string} old @param {string} next @returns {[number, number, string]} Where, how much goes, what comes.
   */
  const findChange = (old, next) => {
    const [start, end] = countAlike(old, next);
    return [start, old.length - start - end, next.slice(start, next.length - end)];
  };

  return { match, findChange };
})();
