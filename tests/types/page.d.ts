// What the scripts of static/js/ may take for granted beyond the library's types.

/** All that they look for is HTML. */
interface ParentNode {
  querySelector(selectors: string): HTMLElement | null;
  querySelectorAll(selectors: string): NodeListOf<HTMLElement>;
}

interface HTMLElement {
  /** With the element beside which the popover stands. */
  showPopover(options?: { readonly source?: HTMLElement | boolean }): void;
  togglePopover(options?: { force?: boolean; source?: HTMLElement }): boolean;
}

interface CSSStyleDeclaration {
  /** Only of browsers that can put a thing beside another. */
  positionArea: string | undefined;
}

interface DocumentEventMap {
  /** Asks for a card, see docs/markup.md. */
  'card:open': CustomEvent<{ id: string; source: HTMLElement }>;
}
