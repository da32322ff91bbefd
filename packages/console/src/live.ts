import type { OperationContext } from '@urql/core';
import { useEffect, useState } from 'preact/hooks';
import { again, inBackground } from './client.ts';

const EVERY_MS = 30_000;
/** Somebody who touched the page in the last minute is there. */
const AWAKE_MS = 60_000;

let touchedAt = 0;
for (const kind of ['pointerdown', 'keydown'] as const) {
  addEventListener(kind, () => {
    touchedAt = Date.now();
  });
}

/** Asks again every half minute while the page can be seen, and at once when somebody comes back to it. */
export function useFresh(execute: (context?: Partial<OperationContext>) => void): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState !== 'visible' || !navigator.onLine) return;
      execute(Date.now() - touchedAt < AWAKE_MS ? again : inBackground);
    };
    const timer = setInterval(look, EVERY_MS);
    addEventListener('focus', look);
    addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
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
    addEventListener('online', read);
    addEventListener('offline', read);
    return () => {
      removeEventListener('online', read);
      removeEventListener('offline', read);
    };
  }, []);
  return isOnline;
}
