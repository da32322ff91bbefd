import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BackBar } from './BackBar.tsx';
import type { Kit } from './kit.ts';

export type Screens = typeof import('./opened.ts');
let screens: Screens | undefined;

/** Fetches the screens that open from the list, with their texts; done once, and again when it failed. */
export async function fetchOpened({ element: { shadowRoot }, m }: Kit): Promise<Screens> {
  screens ??= await import('./opened.ts');
  const { sheet, fetchOpenedMessages } = screens;
  await fetchOpenedMessages(m.lang);
  if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
  // A new object each time: words that came after the screens are drawn too.
  return { ...screens };
}

/** Shows one of them as soon as it is there; until then, and when it cannot be had, a way back. */
export function Opened({
  kit,
  onBack,
  children,
}: {
  kit: Kit;
  onBack: () => void;
  children: (screens: Screens) => JSX.Element;
}): JSX.Element {
  const { m } = kit;
  const [here, setHere] = useState<Screens>();
  const [hasFailed, setFailed] = useState(false);
  const fetch = (): void => {
    setFailed(false);
    fetchOpened(kit).then(setHere, () => setFailed(true));
  };
  useEffect(fetch, [m.lang]);
  if (here) return children(here);
  return (
    <div>
      <BackBar words={m.back} title={hasFailed ? m.troubles.failed : m.loading} onBack={onBack} />
      {hasFailed && (
        <button type="button" class="button" onClick={fetch}>
          {m.retry}
        </button>
      )}
    </div>
  );
}
