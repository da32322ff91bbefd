import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NotSent } from './mail.ts';

/** A text that goes out to one phone. */
export interface OutgoingText {
  to: string;
  /** One segment, so that it arrives whole and once. */
  text: string;
  /** Stable over all tries, so that a gateway can leave out what it has sent already. */
  id: string;
}

export interface TextMessages {
  /** @throws {NotSent} the gateway did not take it */
  send(message: OutgoingText): Promise<void>;
}

/** What fits into one text (3GPP TS 23.038): 160 characters of the GSM alphabet, or 70 of any other. */
const ONE_SEGMENT = { gsm: 160, unicode: 70 };
// The basic GSM alphabet without what needs an escape: enough for our own sentences.
const GSM = /^[A-Za-z0-9 \n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/;
const PHONE = /^\+?\d{5,15}$/;
const SENDS_WITHIN_MS = 20_000;

/** Whether a text is sent in one piece. */
export function isOneSegment(text: string): boolean {
  return text.length <= (GSM.test(text) ? ONE_SEGMENT.gsm : ONE_SEGMENT.unicode);
}

/**
 * Texts through a gateway that takes `POST url` with `{ id, to, text }` and the secret as bearer token; a bridge to any
 * provider is a few lines. Without one: files in the outbox folder, or nothing at all in production, where a file with a
 * number in it would be a leak.
 */
export function createTextMessages(options: {
  url: string | null;
  secret: string | null;
  outboxDir: string;
  isProduction: boolean;
}): TextMessages {
  return {
    async send({ to, text, id }) {
      const number = to.replaceAll(/[\s().\-/]/g, '');
      if (!PHONE.test(number) || !isOneSegment(text)) throw new NotSent('unsafe');
      if (options.url !== null) return sendByGateway(options.url, options.secret, { to: number, text, id });
      if (options.isProduction) throw new NotSent('not set up');
      await mkdir(options.outboxDir, { recursive: true, mode: 0o700 });
      const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${id.slice(0, 12)}.txt`;
      await writeFile(path.join(options.outboxDir, name), `${number}\n\n${text}\n`, { mode: 0o600 });
    },
  };
}

async function sendByGateway(url: string, secret: string | null, message: OutgoingText): Promise<void> {
  let status: number;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret ? { authorization: `Bearer ${secret}` } : {}) },
      body: JSON.stringify(message),
      redirect: 'error',
      signal: AbortSignal.timeout(SENDS_WITHIN_MS),
    });
    status = response.status;
    await response.body?.cancel();
  } catch {
    throw new NotSent('unreachable');
  }
  if (status >= 200 && status < 300) return;
  if (status === 400 || status === 404 || status === 410 || status === 422) throw new NotSent('refused');
  throw new NotSent(status === 429 ? 'later' : 'unreachable');
}
