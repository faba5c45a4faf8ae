// What the preview says of the open page, and how its own parts get into that page: elements, texts, listeners. Knows
// nothing of what they are for. The scripts with which one writes in the preview use it, and stand behind it.
const siteGenPage = (() => {
  'use strict';

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

  return { readData, on, make, say };
})();
