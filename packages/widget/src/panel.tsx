import { render as draw } from 'preact';
import { clientOf } from './client.ts';
import type { Command } from './element.ts';
import { tell } from './events.ts';
import { fetchMessages, messagesFor } from './messages.ts';
import { type Control, Widget } from './Widget.tsx';
import css from './widget.css?inline';

let sheet: CSSStyleSheet | undefined;

interface Drawn {
  root: HTMLElement;
  theme: CSSStyleSheet;
  control: Control;
}

const drawn = new WeakMap<HTMLElement, Drawn>();

/**
 * Draws the widget into the element's shadow root, or draws it again after an attribute changed. A promise when its
 * language has to be fetched first.
 */
export function render(element: HTMLElement, origin: string): Promise<void> | undefined {
  const given = element.getAttribute('lang') || element.closest('[lang]')?.getAttribute('lang') || 'en';
  const [asked = ''] = given.toLowerCase().split(/[-_]/);
  const m = messagesFor(asked);
  const again = (): void => void (element.isConnected && render(element, origin));
  if (!m) return fetchMessages(asked, again).then(again);
  const { root, theme, control } = drawn.get(element) ?? start(element);
  // The language of what is shown, not of what was asked for; English where the browser lacks it.
  const lang = [given.length === 5 && m.lang === asked ? given.replace('_', '-') : `${m.lang}-GB`, 'en-GB'];
  root.lang = m.lang;
  // The attribute, or a host that runs from right to left, or the language: "ltr" is what a page says when it says nothing.
  root.dir = element.dir || (m.lang === 'ar' || getComputedStyle(element).direction === 'rtl' ? 'rtl' : 'ltr');
  const partner = element.getAttribute('partner');
  draw(
    <Widget
      key={`${origin} ${partner}`}
      element={element}
      root={root}
      theme={theme}
      control={control}
      client={clientOf(origin, partner)}
      origin={origin}
      partner={partner}
      m={m}
      lang={lang}
      area={element.getAttribute('area')}
      near={element.getAttribute('near')}
      nation={element.getAttribute('nation')}
      label={element.getAttribute('label')}
      onRefused={() => {
        remove(element);
        tell(element, 'kith:error', { reason: 'refused' });
      }}
    />,
    root,
  );
}

function start(element: HTMLElement): Drawn {
  const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  const theme = new CSSStyleSheet();
  shadow.adoptedStyleSheets = [sheet, theme];
  const root = document.createElement('div');
  root.className = 'root';
  // The page's own shortcuts must not fire while somebody types here.
  for (const type of ['keydown', 'keypress', 'keyup']) {
    root.addEventListener(type, (event) => {
      if ((event.target as HTMLElement).matches('input,select,textarea')) event.stopPropagation();
    });
  }
  shadow.replaceChildren(root);
  const made: Drawn = { root, theme, control: {} };
  drawn.set(element, made);
  tell(element, 'kith:ready', {});
  return made;
}

/** Takes the widget down; what the page put inside the element shows again. */
export function remove(element: HTMLElement): void {
  const one = drawn.get(element);
  if (!one) return;
  draw(null, one.root);
  drawn.delete(element);
  element.shadowRoot?.replaceChildren(document.createElement('slot'));
}

/** Carries out what the page asked for with `Kith.push`. */
export function run(element: HTMLElement, command: Command): void {
  drawn.get(element)?.control.run?.(command);
}
