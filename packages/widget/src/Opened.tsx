import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BackBar } from './BackBar.tsx';
import type { Kit } from './kit.ts';

type Screens = typeof import('./opened.ts');
let screens: Screens | undefined;

/** Fetches the screens that open from the list; done once, and again when it failed. */
export async function fetchOpened({ shadowRoot }: HTMLElement): Promise<Screens> {
  screens ??= await import('./opened.ts');
  const { sheet } = screens;
  if (shadowRoot && !shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
  return screens;
}

/** Shows one of them as soon as it is there; until then, and when it cannot be had, a way back. */
export function Opened({
  kit: { m, element },
  onBack,
  children,
}: {
  kit: Kit;
  onBack: () => void;
  children: (screens: Screens) => JSX.Element;
}): JSX.Element {
  const [here, setHere] = useState<Screens>();
  const [hasFailed, setFailed] = useState(false);
  const fetch = (): void => {
    setFailed(false);
    fetchOpened(element).then(setHere, () => setFailed(true));
  };
  useEffect(fetch, []);
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
