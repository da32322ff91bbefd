import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** KITH_KEYS is missing, malformed, or not the key that the data was sealed with. */
export class KeyProblem extends Error {
  override readonly name = 'KeyProblem';
}

const VERSION = 1;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_DERIVED = 100;

/** Where a sealed value belongs; opening it anywhere else fails. */
export interface SealedPlace {
  /** table.column */
  column: string;
  /** Primary key of the row. */
  row: string;
}

/** A row's own key, in memory only. */
export type DataKey = Buffer & { readonly __dataKey?: never };

interface RingKey {
  id: string;
  secret: Buffer;
}

/**
 * The installation's keys. Free text and contact details are sealed with a data key per request (AES-256-GCM), which is
 * wrapped by the current key of the ring: to erase the data key is to erase the words, in every copy and backup.
 */
export class KeyRing {
  readonly #keys: readonly RingKey[];
  readonly #derived = new Map<string, Buffer>();

  /**
   * @param text "id:base64,id:base64": 32 bytes each, the first is current, the others only open older data
   * @throws {KeyProblem} malformed
   */
  static parse(text: string): KeyRing {
    const keys = text.split(',').map((part) => {
      const [id, secret] = part.trim().split(':');
      const bytes = Buffer.from(secret ?? '', 'base64');
      if (!id || !/^[\w-]{1,32}$/.test(id) || bytes.length !== KEY_BYTES) {
        throw new KeyProblem(
          'KITH_KEYS must be "id:key,id:key", each key 32 bytes in base64. Make one with: openssl rand -base64 32',
        );
      }
      return { id, secret: bytes };
    });
    return new KeyRing(keys);
  }

  static generate(): string {
    return `k1:${randomBytes(KEY_BYTES).toString('base64')}`;
  }

  private constructor(keys: readonly RingKey[]) {
    this.#keys = keys;
  }

  get #current(): RingKey {
    const [current] = this.#keys;
    if (!current) throw new KeyProblem('KITH_KEYS is empty.');
    return current;
  }

  /** A new data key for one row, and its wrapped form to store beside the row. */
  createDataKey(row: string): { dataKey: DataKey; wrapped: Uint8Array<ArrayBuffer> } {
    const dataKey = randomBytes(KEY_BYTES);
    const { id } = this.#current;
    const sealed = encrypt(this.#derive(this.#current, 'wrap'), dataKey, `${VERSION}|${id}|data-key|${row}`);
    return { dataKey, wrapped: concat(Buffer.from([id.length]), Buffer.from(id), sealed) };
  }

  /** @throws {KeyProblem} wrapped by a key that is not in the ring, or damaged */
  unwrapDataKey(wrapped: Uint8Array, row: string): DataKey {
    const idLength = wrapped[0] ?? 0;
    const id = Buffer.from(wrapped.subarray(1, 1 + idLength)).toString();
    const key = this.#keys.find((candidate) => candidate.id === id);
    if (!key) throw new KeyProblem(`KITH_KEYS lacks the key "${id}" that this data was sealed with.`);
    return decrypt(this.#derive(key, 'wrap'), wrapped.subarray(1 + idLength), `${VERSION}|${id}|data-key|${row}`);
  }

  /** A keyed fingerprint (HMAC-SHA-256) with the current key; the same value and purpose always give the same bytes. */
  fingerprint(purpose: string, value: string): Uint8Array<ArrayBuffer> {
    return hmac(this.#derive(this.#current, `mac:${purpose}`), value);
  }

  /** The fingerprint under every key of the ring, to find what was stored before a rotation. */
  fingerprints(purpose: string, value: string): Uint8Array<ArrayBuffer>[] {
    return this.#keys.map((key) => hmac(this.#derive(key, `mac:${purpose}`), value));
  }

  /** Kept once derived: every request asks for a few, and HKDF costs ten times what the HMAC does. */
  #derive(key: RingKey, info: string): Buffer {
    const name = `${key.id}:${info}`;
    const known = this.#derived.get(name);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', key.secret, Buffer.alloc(0), `kith:${info}`, KEY_BYTES));
    // Some names hold the day: yesterday's go with the rest.
    if (this.#derived.size >= MOST_DERIVED) this.#derived.clear();
    this.#derived.set(name, made);
    return made;
  }
}

/** Seals text for one place. Shape: version, nonce, tag, ciphertext. */
export function seal(dataKey: DataKey, text: string, place: SealedPlace): Uint8Array<ArrayBuffer> {
  return concat(encrypt(dataKey, Buffer.from(text, 'utf8'), aadOf(place)));
}

/** @throws {KeyProblem} another key, another place, or damaged */
export function unseal(dataKey: DataKey, sealed: Uint8Array, place: SealedPlace): string {
  return decrypt(dataKey, sealed, aadOf(place)).toString('utf8');
}

/** Bytes derived from a data key: they can be made again while the key lives, and never after it was erased. */
export function deriveFrom(dataKey: DataKey, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), `kith:${info}`, length));
}

export function sha256(value: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(createHash('sha256').update(value).digest());
}

/** Compares without telling by its time how much was right. */
export function areSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}

function aadOf(place: SealedPlace): string {
  return `${VERSION}|${place.column}|${place.row}`;
}

function encrypt(key: Uint8Array, plain: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(aad));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Uint8Array, sealed: Uint8Array, aad: string): Buffer {
  const start = 1 + NONCE_BYTES + TAG_BYTES;
  if (sealed[0] !== VERSION || sealed.length < start) throw new KeyProblem('This is not something that Kith sealed.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES));
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, start));
    return Buffer.concat([decipher.update(sealed.subarray(start)), decipher.final()]);
  } catch {
    throw new KeyProblem('This cannot be opened: it was sealed with another key, or for another place.');
  }
}

function hmac(key: Buffer, value: string): Uint8Array<ArrayBuffer> {
  return concat(createHmac('sha256', key).update(value).digest());
}

function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
