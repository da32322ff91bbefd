import type { OperationContext } from '@urql/core';
import { useEffect, useRef, useState } from 'preact/hooks';
import { again, inBackground } from './client.ts';
import { type Change, isLive, onChange } from './live-stream.ts';

const EVERY_MS = 30_000;
/** While changes are told as they happen, looking anyway is only for what got lost on the way. */
const EVERY_MS_WHEN_LIVE = 120_000;
/** One thing that somebody does is often told as three changes. */
const GATHER_MS = 150;
/** Everybody is told "everything" at the same moment: they need not all ask in it. */
const SPREAD_MS = 1_000;
/** A busy team changes all the time; a screen reads again at most this often. */
const AT_MOST_EVERY_MS = 2_000;
/** Somebody who touched the page in the last minute is there. */
const AWAKE_MS = 60_000;

let touchedAt = 0;
for (const kind of ['pointerdown', 'keydown'] as const) {
  addEventListener(kind, () => {
    touchedAt = Date.now();
  });
}

/**
 * Asks again when something changed, and when somebody comes back to the page; every half minute where changes are not
 * told as they happen.
 *
 * @param isAbout which changes matter here; left out: every change
 */
export function useFresh(
  execute: (context?: Partial<OperationContext>) => void,
  isAbout?: (change: Change) => boolean,
): void {
  const matters = useRef(isAbout);
  matters.current = isAbout;
  useEffect(() => {
    let lookedAt = Date.now();
    let soon: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (document.visibilityState !== 'visible' || !navigator.onLine) return;
      lookedAt = Date.now();
      execute(Date.now() - touchedAt < AWAKE_MS ? again : inBackground);
    };
    const timer = setInterval(() => {
      if (!isLive() || Date.now() - lookedAt >= EVERY_MS_WHEN_LIVE) look();
    }, EVERY_MS);
    let toldAt = 0;
    const stopListening = onChange((change) => {
      if (soon !== undefined) return;
      if (change.kind !== 'EVERYTHING' && matters.current && !matters.current(change)) return;
      const wait = change.kind === 'EVERYTHING' ? Math.random() * SPREAD_MS : GATHER_MS;
      soon = setTimeout(
        () => {
          soon = undefined;
          toldAt = Date.now();
          look();
        },
        Math.max(wait, toldAt + AT_MOST_EVERY_MS - Date.now()),
      );
    });
    addEventListener('focus', look);
    addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      clearTimeout(soon);
      stopListening();
      removeEventListener('focus', look);
      removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [execute]);
}

/** Whether the browser has a connection, as far as it knows. */
export function useOnline(): boolean {
  const [isOnline, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const read = () => setOnline(navigator.onLine);
    // It may have changed between the first look and this moment.
    read();
    addEventListener('online', read);
    addEventListener('offline', read);
    return () => {
      removeEventListener('online', read);
      removeEventListener('offline', read);
    };
  }, []);
  return isOnline;
}
