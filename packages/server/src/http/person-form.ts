import type { Context } from 'hono';

const MOST_BYTES = 64 * 1024;

/** A form could not be read; the message is for the person. */
export class UnreadableForm extends Error {
  override readonly name = 'UnreadableForm';
  readonly status: 403 | 413 | 415;

  constructor(status: 403 | 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The fields of a form that one of our own pages has posted. Pages carry no cookie, so that another site could only send
 * what it knows itself; browsers say when it does, and that is refused.
 *
 * @throws {UnreadableForm} from another site, too large, or not a form
 */
export async function readForm(c: Context): Promise<URLSearchParams> {
  const site = c.req.header('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site')
    throw new UnreadableForm(403, 'This form was sent from another site. Please open it here and send it again.');
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded')
    throw new UnreadableForm(415, 'This is not something that a form sends. Please use the form on this page.');
  return new URLSearchParams(await readText(c.req.raw));
}

/** @throws {UnreadableForm} longer than 64 kB; read no further than that */
async function readText(request: Request): Promise<string> {
  const tooLarge = () => new UnreadableForm(413, 'This is too much for one form. Please make your text shorter.');
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
