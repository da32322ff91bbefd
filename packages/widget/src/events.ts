/** What the page is told. Never anything that a person typed or who they are. */
export interface KithEvents {
  'kith:ready': Record<string, never>;
  /** The ask form was opened. */
  'kith:open': Record<string, never>;
  'kith:close': Record<string, never>;
  /** A service was opened. */
  'kith:select': { serviceId: string };
  /** An ask was sent. */
  'kith:submitted': Record<string, never>;
  'kith:error': { reason: 'load' | 'render' | 'network' | 'refused' };
}

/** Sends an event from the element to the page. */
export function tell<Name extends keyof KithEvents>(element: HTMLElement, name: Name, detail: KithEvents[Name]): void {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
}
