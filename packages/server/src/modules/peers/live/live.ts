import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { viewersOfSessions } from '../../people/sessions.ts';
import { type Changed, changesFor, isNear, readCircles, sightOf } from './hearing.ts';
import { type Change, Stream } from './stream.ts';

/** Streams that one node keeps open. A tab in front needs one; a tab behind none. */
export const streamLimits = { perAccount: 10, perAddress: 100, perNode: 2_000 } as const;

/** Changes of one moment are looked at together. */
const GATHER_MS = 25;
/** Whoever was signed out, disabled or given another role is out within this, and some. */
const LOOK_EVERY_MS = 2_000;
/** Something that waits this long has no reader. */
const SLOW_MS = 10_000;
const TRY_AGAIN_MS = 1_000;
/** More changes in one moment than anybody can be told one by one. */
const MOST_CHANGES = 500;

const nothing = (): Changed => ({ queue: new Set(), request: new Set(), match: new Set(), directory: false });
const lives = new WeakMap<Kith['signals'], Live>();

/** All streams of this node. */
export function liveOf(kith: Kith): Live {
  let live = lives.get(kith.signals);
  if (!live) {
    live = new Live(kith);
    lives.set(kith.signals, live);
  }
  return live;
}

/** Tells open streams what changed, and looks again and again whether those who listen still may. */
class Live {
  readonly #kith: Kith;
  readonly #streams = new Set<Stream>();
  #changed = nothing();
  #hasMissed = false;
  #telling: NodeJS.Timeout | null = null;
  #looking: NodeJS.Timeout | null = null;
  #stopHearing: (() => void)[] = [];
  #isClosed = false;

  constructor(kith: Kith) {
    this.#kith = kith;
  }

  /**
   * Opens a stream. Its first change is EVERYTHING: whoever reads after it has missed nothing.
   *
   * @returns "too many": this account or address has enough; "busy": this node is full, or stops
   */
  open(from: { viewer: StaffViewer; addressHash: string; cutOff: () => void }): Stream | 'too many' | 'busy' {
    const { perAccount, perAddress, perNode } = streamLimits;
    if (this.#isClosed || this.#streams.size >= perNode) return 'busy';
    let ofAccount = 0;
    let ofAddress = 0;
    for (const { viewer, addressHash } of this.#streams) {
      if (viewer.accountId === from.viewer.accountId) ofAccount++;
      if (addressHash === from.addressHash) ofAddress++;
    }
    if (ofAccount >= perAccount || ofAddress >= perAddress) return 'too many';
    const stream = new Stream(from, (over) => this.#streams.delete(over));
    this.#streams.add(stream);
    this.#begin();
    stream.tell({ kind: 'EVERYTHING', id: null });
    return stream;
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** Says goodbye to everybody, and takes nobody any more. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stopHearing) stop();
    this.#stopHearing = [];
    for (const timer of [this.#telling, this.#looking]) if (timer) clearTimeout(timer);
    for (const stream of [...this.#streams]) stream.end();
  }

  #begin(): void {
    if (this.#stopHearing.length > 0) return;
    const { signals } = this.#kith;
    const hear = (topic: 'queue' | 'request' | 'match') =>
      signals.subscribe(topic, ({ id }) => {
        this.#changed[topic].add(id);
        this.#tellSoon();
      });
    this.#stopHearing = [
      hear('queue'),
      hear('request'),
      hear('match'),
      signals.subscribe('directory', () => {
        this.#changed.directory = true;
        this.#tellSoon();
      }),
      signals.onMissed(() => {
        this.#hasMissed = true;
        this.#tellSoon();
      }),
    ];
    this.#lookLater();
  }

  #tellSoon(ms: number = GATHER_MS): void {
    if (this.#telling || this.#isClosed) return;
    this.#telling = setTimeout(async () => {
      const isDone = await this.#tell();
      this.#telling = null;
      const { queue, request, match, directory } = this.#changed;
      if (!isDone) this.#tellSoon(TRY_AGAIN_MS);
      else if (this.#hasMissed || directory || queue.size + request.size + match.size > 0) this.#tellSoon();
    }, ms);
    this.#telling.unref();
  }

  /** @returns false: the database is away; everybody reads everything when it is back */
  async #tell(): Promise<boolean> {
    const changed = this.#changed;
    const { queue, request, match } = changed;
    const isEverything = this.#hasMissed || queue.size + request.size + match.size > MOST_CHANGES;
    this.#changed = nothing();
    this.#hasMissed = false;
    if (this.#streams.size === 0) return true;
    try {
      if (isEverything) {
        for (const stream of await this.#stillThere([...this.#streams])) stream.tell({ kind: 'EVERYTHING', id: null });
        return true;
      }
      const circles = await readCircles(this.#kith, changed);
      const near = [...this.#streams].filter(({ viewer }) => isNear(viewer, circles));
      const seen = new Map<string, Promise<Change[]>>();
      for (const stream of await this.#stillThere(near)) {
        const sight = sightOf(stream.viewer);
        let changes = seen.get(sight);
        if (!changes) {
          changes = changesFor(this.#kith, stream.viewer, circles);
          seen.set(sight, changes);
        }
        for (const change of await changes) stream.tell(change);
      }
      return true;
    } catch (error) {
      this.#kith.log.debug({ err: error }, 'changes could not be told');
      this.#hasMissed = true;
      return false;
    }
  }

  /** Asks the database who of them is signed in as they were; the others' streams end. */
  async #stillThere(streams: Stream[]): Promise<Stream[]> {
    if (streams.length === 0) return [];
    const viewers = await viewersOfSessions(
      this.#kith,
      streams.map(({ viewer }) => viewer.sessionId),
    );
    return streams.filter((stream) => {
      const now = viewers.get(stream.viewer.sessionId);
      if (now && sightOf(now) === sightOf(stream.viewer)) return true;
      stream.end();
      return false;
    });
  }

  #lookLater(): void {
    if (this.#isClosed) return;
    this.#looking = setTimeout(async () => {
      const now = performance.now();
      for (const stream of [...this.#streams])
        if (stream.waitingSince !== null && now - stream.waitingSince > SLOW_MS) stream.cut();
      await this.#stillThere([...this.#streams]).catch((error: unknown) =>
        this.#kith.log.debug({ err: error }, 'streams could not be looked at'),
      );
      this.#lookLater();
    }, LOOK_EVERY_MS);
    this.#looking.unref();
  }
}
