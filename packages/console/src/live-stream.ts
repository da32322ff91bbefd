import { graphql } from '@kith/contract/graphql.ts';
import { useClient } from '@urql/preact';
import { useEffect, useState } from 'preact/hooks';
import { onEnd, pipe, subscribe } from 'wonka';
import { inBackground } from './client.ts';

const Changes = graphql(`
  subscription Changes {
    changes {
      kind
      id
    }
  }
`);

/** That something changed, and for a request or a match which one. */
export interface Change {
  kind: 'EVERYTHING' | 'QUEUE' | 'REQUEST' | 'MATCH' | 'DIRECTORY';
  id: string | null;
}

/** What a coordinator's lists of the team depend on: who waits and who has room. */
export function isQueue({ kind }: Change): boolean {
  return kind === 'QUEUE';
}

/**
 * One match: it, its request, or who has room in the team (a break, a stand-in).
 *
 * @param requestId not known before the match was read: any request then
 */
export function isAboutMatch({ kind, id }: Change, matchId: string, requestId: string | undefined): boolean {
  if (kind === 'REQUEST') return requestId === undefined || id === requestId;
  return kind === 'QUEUE' || (kind === 'MATCH' && id === matchId);
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The server says something every 12 seconds; a connection that is silent for longer is gone. */
const SILENT_MS = 30_000;
/** A page behind others gives up its connection: a browser has only a few for all pages. */
const BEHIND_MS = 20_000;
/** Not worth a word before that. */
const SAY_AFTER_MS = 15_000;

const listeners = new Set<(change: Change) => void>();
let isOpen = false;

/** Whether changes are told as they happen. */
export function isLive(): boolean {
  return isOpen;
}

/** @returns stops listening */
export function onChange(listener: (change: Change) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Keeps one stream open while the page can be seen and somebody is signed in; comes back by itself when it breaks.
 *
 * @returns whether it has been away for so long that somebody should know
 */
export function useLiveStream(isAwake: boolean): boolean {
  const client = useClient();
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    if (!isAwake) return;
    let stop: (() => void) | null = null;
    let attempts = 0;
    let heardAt = 0;
    let coming: ReturnType<typeof setTimeout> | undefined;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    let saying: ReturnType<typeof setTimeout> | undefined;

    const listening: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!response.ok || !response.body) return response;
      const body = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(part, controller) {
            heardAt = Date.now();
            controller.enqueue(part);
          },
        }),
      );
      return new Response(body, { status: response.status, headers: response.headers });
    };
    const close = () => {
      stop?.();
      stop = null;
      isOpen = false;
    };
    const missSoon = () => {
      saying ??= setTimeout(() => setAway(true), SAY_AFTER_MS);
    };
    const again = () => {
      close();
      missSoon();
      clearTimeout(coming);
      const wait = Math.min(FIRST_WAIT_MS * 2 ** attempts++, LONGEST_WAIT_MS);
      coming = setTimeout(open, wait * (0.5 + Math.random()));
    };
    const open = () => {
      clearTimeout(coming);
      if (stop || document.visibilityState !== 'visible' || !navigator.onLine) return;
      heardAt = Date.now();
      missSoon();
      let isOver = false;
      const { unsubscribe } = pipe(
        client.subscription(Changes, {}, { ...inBackground, fetchSubscriptions: true, fetch: listening }),
        onEnd(() => {
          if (!isOver) again();
        }),
        subscribe(({ data, error }) => {
          if (isOver) return;
          if (error) return again();
          if (!data) return;
          attempts = 0;
          isOpen = true;
          clearTimeout(saying);
          saying = undefined;
          setAway(false);
          for (const listener of [...listeners]) listener(data.changes);
        }),
      );
      stop = () => {
        isOver = true;
        unsubscribe();
      };
    };
    const watch = setInterval(() => {
      if (stop && Date.now() - heardAt > SILENT_MS) again();
    }, SILENT_MS / 3);
    const look = () => {
      clearTimeout(leaving);
      if (document.visibilityState === 'visible' && navigator.onLine) {
        // After a sleep the old connection may only look alive.
        if (stop && Date.now() - heardAt > SILENT_MS) close();
        open();
      } else if (!navigator.onLine) close();
      else leaving = setTimeout(close, BEHIND_MS);
    };
    addEventListener('online', look);
    addEventListener('offline', look);
    document.addEventListener('visibilitychange', look);
    open();
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
      document.removeEventListener('visibilitychange', look);
      clearInterval(watch);
      for (const timer of [coming, leaving, saying]) clearTimeout(timer);
      close();
      setAway(false);
    };
  }, [client, isAwake]);
  return isAway;
}
