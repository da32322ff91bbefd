import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, vi } from 'vitest';
import { App } from '../App.tsx';
import { forgetDrafts } from '../drafts.ts';
import { FakeKith } from './fake-kith.ts';

/** For a test file: each of its tests has a console of its own, on a faked network, on a Monday morning in November. */
export function aConsole(): { readonly kith: FakeKith; open(path: string): void } {
  let kith: FakeKith;
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-23T09:00:00Z'), toFake: ['Date'] });
    kith = new FakeKith().on('/sign-in/state', { state: 'signed-in', isDemo: false });
  });
  afterEach(() => {
    cleanup();
    forgetDrafts();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  return {
    get kith() {
      return kith;
    },
    open(path) {
      history.replaceState(null, '', path);
      render(<App />);
    },
  };
}
