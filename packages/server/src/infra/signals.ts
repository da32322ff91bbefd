import { EventEmitter } from 'node:events';

/** Something changed. Carries ids only: whoever listens reads again, as themselves. */
export interface Signal {
  topic: 'directory' | 'queue' | 'request' | 'match';
  id: string;
}

/** Tells the rest of this Kith that something changed. One process for now; LISTEN/NOTIFY joins several. */
export interface Signals {
  publish(signal: Signal): void;
  /** @returns stops listening */
  subscribe(topic: Signal['topic'], listener: (signal: Signal) => void): () => void;
}

export function createSignals(): Signals {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (signal) => void emitter.emit(signal.topic, signal),
    subscribe(topic, listener) {
      emitter.on(topic, listener);
      return () => void emitter.off(topic, listener);
    },
  };
}
