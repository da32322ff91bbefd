import { useEffect, useState } from 'preact/hooks';

/** Where somebody is in the console. */
export type Place =
  | { screen: 'home' }
  | { screen: 'today' }
  | { screen: 'requests'; id: string | null }
  | { screen: 'people'; id: string | null }
  | { screen: 'directory'; id: string | null }
  /** Sources; `id` is one of them, or "new". */
  | { screen: 'imports'; id: string | null }
  /** One import. */
  | { screen: 'import'; id: string }
  | { screen: 'me'; id: string | null }
  | { screen: 'team'; id: string | null }
  | { screen: 'applications'; id: string | null }
  /** A team's checklist; `id` is one of its texts about roles. */
  | { screen: 'setup'; id: string | null }
  | { screen: 'invitations' }
  | { screen: 'supervision' }
  | { screen: 'account' }
  | { screen: 'worries' }
  | { screen: 'phone' }
  | { screen: 'embed' }
  | { screen: 'suggestions' }
  | { screen: 'duplicates' }
  | { screen: 'words' }
  | { screen: 'terms' }
  | { screen: 'nowhere' };

/** Reads a path such as /console/requests/abc. */
export function placeOf(path: string): Place {
  const [root, screen, rawId, ...rest] = path.split('/').filter(Boolean);
  if (root !== 'console' || rest.length > 0) return { screen: 'nowhere' };
  if (screen === undefined) return { screen: 'home' };
  if (screen === 'today' && rawId === undefined) return { screen: 'today' };
  if (screen === 'account' && rawId === undefined) return { screen: 'account' };
  if (
    (screen === 'invitations' ||
      screen === 'supervision' ||
      screen === 'worries' ||
      screen === 'phone' ||
      screen === 'embed') &&
    rawId === undefined
  )
    return { screen };
  if (
    (screen === 'suggestions' || screen === 'duplicates' || screen === 'words' || screen === 'terms') &&
    rawId === undefined
  )
    return { screen };
  const id = rawId === undefined ? null : decode(rawId);
  if (screen === 'import') return id === null ? { screen: 'nowhere' } : { screen, id };
  if (screen === 'team' || screen === 'applications' || screen === 'imports' || screen === 'setup')
    return { screen, id };
  if (screen === 'requests' || screen === 'people' || screen === 'directory' || screen === 'me') return { screen, id };
  return { screen: 'nowhere' };
}

/** The address of a place. */
export function pathOf(place: Place): string {
  if (place.screen === 'home' || place.screen === 'nowhere') return '/console';
  const id = 'id' in place && place.id ? `/${encodeURIComponent(place.id)}` : '';
  return `/console/${place.screen}${id}`;
}

/** Goes there, so that Back comes back. */
export function go(place: Place): void {
  history.pushState(null, '', pathOf(place));
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Where we are now. Links inside the console are followed without loading the page again. */
export function usePlace(): Place {
  const [path, setPath] = useState(() => location.pathname);
  useEffect(() => {
    const read = () => setPath(location.pathname);
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!link || !isPlain || event.defaultPrevented || link.target || link.origin !== location.origin) return;
      if (link.hash || placeOf(link.pathname).screen === 'nowhere') return;
      event.preventDefault();
      history.pushState(null, '', link.href);
      read();
    };
    addEventListener('popstate', read);
    document.addEventListener('click', follow);
    return () => {
      removeEventListener('popstate', read);
      document.removeEventListener('click', follow);
    };
  }, []);
  return placeOf(path);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
