import type { Partner } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';
import type { Viewer } from '../viewer.ts';

/** What a resolver may know about one request. */
export interface Context extends Kith {
  viewer: Viewer;
  /** The partner whose page this comes from (header x-kith-partner), if it may come from there. */
  partner: Partner | null;
  /** Keyed fingerprint of the visitor's address, good for one day: for limits only, never stored with a row. */
  addressHash: string;
  /** For the log and for the visitor who asks what went wrong. */
  requestId: string;
  /** Closes the connection that this request came by, without a word. */
  cutOff: () => void;
}
