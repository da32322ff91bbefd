import { wordlist } from '@scure/bip39/wordlists/english.js';
import { type DataKey, deriveFrom, type KeyRing, sha256 } from '../../infra/crypto.ts';

const CODE_WORDS = 4;
const BITS_PER_WORD = 11;
// Every word of the list is known by its first four letters.
const TELLING_LETTERS = 4;

const byStart = new Map(wordlist.map((word) => [word.slice(0, TELLING_LETTERS), word]));

/** The two ways back to a request. Derived from its data key, so that neither is stored and erasing ends both. */
export interface WayBack {
  /** 32 bytes, base64url. */
  token: string;
  /** Four words: "lemon river candle yellow". */
  code: string;
}

/** @param generation grows with every new link, which ends the older ones */
export function wayBackOf(dataKey: DataKey, generation: number): WayBack {
  return {
    token: deriveFrom(dataKey, `link:${generation}`, 32).toString('base64url'),
    code: codeFrom(deriveFrom(dataKey, `code:${generation}`, 8)),
  };
}

/** The address to keep. The token is in its fragment, which no server and no log ever sees. */
export function linkOf(publicUrl: string, { token }: WayBack): string {
  return `${publicUrl}/back#${token}`;
}

/** What is stored instead of the link token. */
export function linkHashOf(token: string): Uint8Array<ArrayBuffer> {
  return sha256(token);
}

/** What is stored instead of the code words: 44 bits could be tried offline, so it is keyed. */
export function codeHashOf(keys: KeyRing, code: string): Uint8Array<ArrayBuffer> {
  return keys.fingerprint('come-back-code', code);
}

/** What the code words may be stored as, also before the keys were changed. */
export function codeHashesOf(keys: KeyRing, code: string): Uint8Array<ArrayBuffer>[] {
  return keys.fingerprints('come-back-code', code);
}

/**
 * Code words as somebody typed them: any case, any separators, and only the first four letters of a word are needed.
 * Words that are not in the list are kept, so that a wrong code costs the same as a right one.
 */
export function readCode(typed: string): string {
  return typed
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
    .map((word) => byStart.get(word.slice(0, TELLING_LETTERS)) ?? word)
    .join(' ');
}

/** The words of the second half of a code: what an opened link asks for on a shared phone. */
export function secondHalfOf(code: string): string {
  return code
    .split(' ')
    .slice(CODE_WORDS / 2)
    .join(' ');
}

function codeFrom(bytes: Buffer): string {
  let bits = bytes.readBigUInt64BE();
  const words: string[] = [];
  for (let index = 0; index < CODE_WORDS; index++) {
    words.push(wordlist[Number(bits & ((1n << BigInt(BITS_PER_WORD)) - 1n))] ?? '');
    bits >>= BigInt(BITS_PER_WORD);
  }
  return words.join(' ');
}
