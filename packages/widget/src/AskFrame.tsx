import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { BackBar } from './BackBar.tsx';
import { tell } from './events.ts';
import type { Kit } from './kit.ts';
import { openedMessagesFor } from './opened-messages.ts';
import type { Ask } from './Widget.tsx';

/**
 * The ask form. It lives on Kith's origin, where nothing on the page around it can read along; only these words come
 * out of it: size, open, closed, leave, submitted.
 */
export function AskFrame({
  kit: { m, origin, partner, element, lang },
  ask,
  onLeave,
  onClosed,
}: {
  kit: Kit;
  ask: Ask;
  onLeave: () => void;
  onClosed: () => void;
}): JSX.Element {
  const w = openedMessagesFor(m.lang);
  const frame = useRef<HTMLIFrameElement>(null);
  const known = Object.entries({ partner, ...ask, lang: lang[0] }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  );
  const address = `${origin}/connect?${new URLSearchParams(known)}`;
  useEffect(() => {
    const listen = ({
      source,
      origin: from,
      data,
    }: MessageEvent<{ kith?: unknown; height?: unknown } | null>): void => {
      const window = frame.current?.contentWindow;
      if (!window || source !== window || from !== new URL(origin, location.href).origin) return;
      if (data?.kith === 'size' && Number.isFinite(data.height) && frame.current) {
        frame.current.height = `${Math.min(Math.max(Math.ceil(Number(data.height)), 200), 6000)}`;
      } else if (data?.kith === 'leave') onLeave();
      else if (data?.kith === 'closed') onClosed();
      else if (data?.kith === 'submitted') tell(element, 'kith:submitted', {});
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [origin, element, onLeave, onClosed]);
  return (
    <div part="ask">
      <BackBar words={m.back} title={w.connectTitle} onBack={onClosed} />
      <a class="hint" href={address} target="_blank" rel="noopener">
        {w.newTab}
      </a>
      <iframe
        ref={frame}
        src={`${address}&framed=1`}
        title={w.connectTitle}
        height="600"
        sandbox="allow-forms allow-downloads allow-modals allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
        allow="clipboard-write"
        referrerpolicy="origin"
      />
    </div>
  );
}
