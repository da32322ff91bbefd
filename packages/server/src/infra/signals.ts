import { EventEmitter } from 'node:events';

/** Something changed. Carries ids only: whoever listens reads again, as themselves. */
export interface Signal {
  topic: 'directory' | 'import' | 'queue' | 'request' | 'match';
  id: string;
}

/**
 * Tells the rest of this Kith that something changed. On PGlite that is this process; on PostgreSQL every app node hears
 * it (signals-postgres.ts). Publish after the commit: it never fails and never waits.
 */
export interface Signals {
  publish(signal: Signal): void;
  /** @returns stops listening */
  subscribe(topic: Signal['topic'], listener: (signal: Signal) => void): () => void;
  /** Told when signals of other nodes may have been missed: read everything again. @returns stops listening */
  onMissed(listener: () => void): () => void;
  /** Whether what other nodes say is heard now. False: somebody who keeps what they read must not rely on it. */
  isHearing(): boolean;
  close(): Promise<void>;
}

const MISSED = 'missed';

/** Signals within one process. */
export function createSignals(): Signals & { missed(): void } {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const listen = (name: string, listener: (signal: Signal) => void) => {
    emitter.on(name, listener);
    return () => void emitter.off(name, listener);
  };
  return {
    publish: (signal) => void emitter.emit(signal.topic, signal),
    subscribe: listen,
    onMissed: (listener) => listen(MISSED, listener),
    isHearing: () => true,
    missed: () => void emitter.emit(MISSED),
    close: async () => void emitter.removeAllListeners(),
  };
}
