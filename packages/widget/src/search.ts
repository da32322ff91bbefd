import { useEffect, useRef, useState } from 'preact/hooks';
import { Trouble, type TroubleKind } from './client.ts';
import { sessionWords } from './format.ts';
import type { Kit } from './kit.ts';
import { type Found, type Hit, type LifeArea, type ProvisionType, SearchQuery } from './queries.ts';

const PAGE = 10;
const RUN_BY_PEERS: ProvisionType[] = ['SELF_HELP_GROUP', 'PEER_OPERATED'];

/** What somebody is looking for, as they said it. */
export interface Wish {
  text: string;
  near: string;
  area: LifeArea | null;
  isFree: boolean;
  isOnline: boolean;
  isByPeers: boolean;
  order: 'BEST' | 'NEAREST';
}

export interface SearchState {
  /** What the shown list answers. Null: nothing was looked for yet. */
  wish: Wish | null;
  found: Found | null;
  hits: Hit[];
  isBusy: boolean;
  trouble: TroubleKind | null;
}

const nothing: SearchState = { wish: null, found: null, hits: [], isBusy: false, trouble: null };

/**
 * What is asked of Kith for a wish; what is left out is not limited.
 *
 * @param offered the parts of life that the partner's page is about; none: all
 */
export function searchOf({ text, near, area, isFree, isOnline, isByPeers, order }: Wish, offered: LifeArea[] = []) {
  return {
    ...(text && { text }),
    ...(near && { near }),
    ...((area || offered[0]) && { areas: area ? [area] : offered }),
    ...(isFree && { free: true }),
    ...(isOnline && { online: true }),
    ...(isByPeers && { provisionTypes: RUN_BY_PEERS }),
    ...(near && order === 'NEAREST' && { order }),
  };
}

/** Searches, one at a time: a new wish drops the one under way, and the old list stays until the new one is there. */
export function useSearch({ client, embed, m, lang }: Kit): {
  state: SearchState;
  search: (wish: Wish) => void;
  showMore: () => void;
} {
  const [state, setState] = useState(nothing);
  const underWay = useRef<AbortController | null>(null);
  useEffect(() => () => underWay.current?.abort(), []);

  async function fetch(wish: Wish, before: SearchState | null): Promise<void> {
    underWay.current?.abort();
    const abort = new AbortController();
    underWay.current = abort;
    setState((now) => ({ ...now, isBusy: true, trouble: null, ...(now.wish ? {} : { wish }) }));
    // A page's first formatter takes a slow phone 0.15 s: while the answer is on its way, not when it is there.
    setTimeout(sessionWords, 0, m, lang, { startsAt: 0, timezone: 'UTC' });
    try {
      const { services } = await client.query(
        SearchQuery,
        {
          search: searchOf(wish, embed?.areas),
          first: PAGE,
          ...(before?.found && { after: before.found.pageInfo.endCursor }),
        },
        abort.signal,
      );
      setState({
        wish,
        found: services,
        hits: [...(before?.hits ?? []), ...services.edges],
        isBusy: false,
        trouble: null,
      });
    } catch (error) {
      if (abort.signal.aborted) return;
      setState((now) => ({
        ...now,
        wish,
        isBusy: false,
        trouble: error instanceof Trouble ? error.kind : 'failed',
      }));
    }
  }
  return {
    state,
    search: (wish) => void fetch(wish, null),
    showMore: () => state.wish && void fetch(state.wish, state),
  };
}
