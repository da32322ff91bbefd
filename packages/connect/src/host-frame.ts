import { blank } from './leave.ts';

/** All that ever goes to a partner's page: no word, no choice, no address. */
export type HostMessage =
  | { kith: 'size'; height: number }
  | { kith: 'open' }
  | { kith: 'closed' }
  | { kith: 'leave' }
  | { kith: 'submitted' };

/** Talks to the partner's page around this one, and to nobody else. */
export interface HostFrame {
  tell(message: HostMessage): void;
}

/** @param partners the partner's exact origins; empty: not in a partner's page, nobody is told anything */
export function connectHost(partners: readonly string[]): HostFrame {
  if (window.parent === window || partners.length === 0) return { tell: () => {} };
  // Our own page /embed may be between the partner's and this one.
  const origins = [...partners, location.origin];
  const targets = hostOrigins(origins);
  const frame: HostFrame = {
    // A browser delivers only to a page that has the origin named here.
    tell: (message) => {
      for (const origin of targets) window.parent.postMessage(message, origin);
    },
  };
  addEventListener('message', (event: MessageEvent<{ kith?: string } | null>) => {
    if (event.source === window.parent && origins.includes(event.origin) && event.data?.kith === 'leave') blank();
  });
  new ResizeObserver(() => {
    frame.tell({ kith: 'size', height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
  }).observe(document.documentElement);
  frame.tell({ kith: 'open' });
  return frame;
}

/** The one origin that we are in, when the browser says so; else all that are allowed. */
function hostOrigins(origins: readonly string[]): readonly string[] {
  const said = [location.ancestorOrigins?.[0], originOf(document.referrer)].find(
    (origin) => origin !== undefined && origins.includes(origin),
  );
  return said ? [said] : origins;
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
