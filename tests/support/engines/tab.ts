/** The engines that Kith is tried in. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/** Pages patch what a list or an object would need on its way out of them; these come through unharmed. */
export type Plain = string | number | boolean;

/**
 * One window of a browser, as far as all three engines can be driven in the same way: Chromium and Firefox by Playwright,
 * WebKit by WebDriver.
 *
 * `wanted` is a kind and a name as a person would say them: "button Search", "field Near", "link 999", "heading",
 * "text How to get in touch". `frame` is a part of the address of the frame that is meant; none: the page itself.
 */
export interface Tab {
  readonly engine: Engine;
  goto(address: string): Promise<void>;
  /** Runs a function in the page. It gets text and knows nothing of the test around it. */
  run<Answer extends Plain>(work: (given: string) => Answer, given?: string, frame?: string): Promise<Answer>;
  /** Whether somebody could see it. Says no also while the frame is not there. */
  sees(wanted: string, frame?: string): Promise<boolean>;
  /** Presses it with a real pointer. @throws when it is not there */
  click(wanted: string, frame?: string): Promise<void>;
  /** Writes it with real keys, in place of what is there. */
  fill(wanted: string, text: string, frame?: string): Promise<void>;
  /** Puts focus there, as a person's Tab would. */
  focus(wanted: string, frame?: string): Promise<void>;
  /** A real key, to whatever has focus, in whatever frame that is. */
  press(key: Key): Promise<void>;
  address(): Promise<string>;
  back(): Promise<void>;
  /** Ends it, and whatever it started. */
  close(): Promise<void>;
}

export type Key = 'Enter' | 'Escape' | 'Shift' | 'Tab' | 's';

/**
 * Runs in the page: the first visible element of that kind and name, also inside open shadow roots. Nothing of the
 * page's own is used that hostile pages like to replace.
 */
export function lookFor(wanted: string): Element | null {
  const space = wanted.indexOf(' ');
  const kind = space < 0 ? wanted : wanted.slice(0, space);
  const words = space < 0 ? '' : wanted.slice(space + 1);
  const kinds = new Map([
    ['button', 'button,summary'],
    ['link', 'a[href]'],
    ['field', 'input,textarea,select'],
    ['heading', 'h1,h2,h3'],
    ['card', 'li h3 button'],
    ['frame', 'iframe'],
    ['text', 'p,li,dt,dd,h1,h2,h3,span,b,legend,label'],
  ]);
  const plain = (text: string | null | undefined): string => (text ?? '').replace(/[\s✕←]+/g, ' ').trim();
  const nameOf = (element: Element, root: ParentNode): string => {
    if (kind !== 'field') return plain(element.getAttribute('aria-label') ?? element.textContent);
    const label = (element.id && root.querySelector(`label[for="${element.id}"]`)) || element.closest('label');
    return plain(element.getAttribute('aria-label') ?? label?.textContent);
  };
  const roots: ParentNode[] = [document];
  for (let at = 0; at < roots.length; at += 1) {
    const root = roots[at] as ParentNode;
    const all = root.querySelectorAll('*');
    for (let one = 0; one < all.length; one += 1) {
      const inside = all[one]?.shadowRoot;
      if (inside) roots.push(inside);
    }
    const found = root.querySelectorAll(kinds.get(kind) ?? kind);
    for (let one = 0; one < found.length; one += 1) {
      const element = found[one] as Element;
      if (element.getClientRects().length === 0 || getComputedStyle(element).visibility === 'hidden') continue;
      const name = nameOf(element, root);
      if (kind === 'text' ? name.includes(words) : words === '' || name === words) return element;
    }
  }
  return null;
}
