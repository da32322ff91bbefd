/** What the element asks of the panel, which arrives later. */
export interface Panel {
  /** Draws or draws again, from the element's attributes; a promise when it has to fetch a language first. */
  render(element: HTMLElement, origin: string): Promise<void> | undefined;
  /** Tears down what render made. The shadow root stays for the next time. */
  remove(element: HTMLElement): void;
  /** Carries out a command of the page. */
  run(element: HTMLElement, command: Command): void;
}

/** What a page may ask for: `Kith.push(['search', { text: 'gardening', near: 'M33' }])`. */
export type Command =
  | ['search', { text?: string; near?: string }?]
  | ['urgent']
  | ['ask', { service?: string }?]
  | ['close'];

const ATTRIBUTES = ['partner', 'area', 'near', 'lang', 'dir', 'theme', 'nation', 'loading', 'label', 'api'];

/**
 * Makes `<kith-widget>`: nothing but an observer until it is near the window, then the panel. Nothing here throws into
 * the page: when the panel cannot be had, what the page put inside the element stays and `kith:error` says so.
 *
 * @param origin where Kith is, without a slash at the end; the attribute `api` wins
 */
export function defineElement(load: () => Promise<Panel>, origin: string): (command: Command) => void {
  let panel: Panel | undefined;
  let coming: Promise<Panel> | undefined;
  const waiting: Command[] = [];
  const shown = new Set<KithWidget>();

  // Space for the panel while it loads, so that the page does not jump. What the page put inside shows meanwhile.
  const space = new CSSStyleSheet();
  space.replaceSync(':host(:not([hidden])){display:block;min-block-size:27em}');

  class KithWidget extends HTMLElement {
    static observedAttributes = ATTRIBUTES;
    #isDrawn = false;
    #observer: IntersectionObserver | undefined;

    connectedCallback(): void {
      shown.add(this);
      if (!this.shadowRoot) {
        const shadow = this.attachShadow({ mode: 'open' });
        shadow.adoptedStyleSheets = [space];
        shadow.append(document.createElement('slot'));
      }
      const when = this.getAttribute('loading');
      if (panel || when === 'eager' || waiting.length) this.load();
      else if (when !== 'manual' && !this.#observer) {
        this.#observer = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && this.load(), {
          rootMargin: '200px',
        });
        this.#observer.observe(this);
      }
    }

    disconnectedCallback(): void {
      // Moving an element disconnects and connects it at once: only one that stays away is torn down.
      queueMicrotask(() => {
        if (this.isConnected) return;
        shown.delete(this);
        this.#observer?.disconnect();
        this.#observer = undefined;
        if (this.#isDrawn) panel?.remove(this);
        this.#isDrawn = false;
      });
    }

    attributeChangedCallback(): void {
      if (this.#isDrawn) this.draw();
    }

    /** Loads and shows the panel now. Resolves also when it could not be loaded; `kith:error` says so. */
    async load(): Promise<void> {
      this.#observer?.disconnect();
      try {
        coming ??= load();
        panel = await coming;
        if (this.isConnected) await this.draw();
        for (const command of waiting.splice(0)) panel.run(this, command);
      } catch {
        // A rejected import is not kept: the next call tries again.
        coming = undefined;
        if (this.shadowRoot) this.shadowRoot.adoptedStyleSheets = [];
        this.dispatchEvent(
          new CustomEvent('kith:error', { bubbles: true, composed: true, detail: { reason: 'load' } }),
        );
      }
    }

    private draw(): Promise<void> | undefined {
      this.#isDrawn = true;
      return panel?.render(this, this.getAttribute('api')?.replace(/\/+$/, '') ?? origin);
    }
  }
  customElements.define('kith-widget', KithWidget);

  return (command) => {
    const [first] = shown;
    if (panel && first) panel.run(first, command);
    else {
      waiting.push(command);
      first?.load();
    }
  };
}
