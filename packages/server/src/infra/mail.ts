import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';

/** A mail that goes out. Never carries content: no words, no names of people, no titles that tell. */
export interface OutgoingMail {
  to: string;
  subject: string;
  text: string;
  /** Stable over all tries, so that a mailbox shows a mail that was sent twice once. */
  messageId: string;
}

export interface Mail {
  /** @throws {NotSent} the mail server did not take it */
  send(mail: OutgoingMail): Promise<void>;
}

/** Why a letter did not go out; its message holds nothing of the letter, nor of what a server said about it. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly problem: SendingProblem;

  constructor(problem: SendingProblem) {
    super(`A letter was not sent: ${problem}.`);
    this.problem = problem;
  }
}

/**
 * - refused: for good; trying again changes nothing
 * - later: not now (a full mailbox, greylisting)
 * - unreachable: the other side does not answer, or does not let us in; every letter would fail
 * - unsafe: would go to somebody else too, or bring its own headers
 * - not set up: there is nothing to send it with
 */
export type SendingProblem = 'refused' | 'later' | 'unreachable' | 'unsafe' | 'not set up';

const ANSWERS_WITHIN_MS = 20_000;
/** Longer than any honest mail server takes; a server that drips is left alone after that. */
export const SENDS_WITHIN_MS = 60_000;

/** Real mail when there is an SMTP_URL; otherwise each mail is a file in the outbox folder, for people who try Kith. */
export function createMail(options: { smtpUrl: string | null; from: string; outboxDir: string }): Mail {
  const safely = { disableFileAccess: true, disableUrlAccess: true };
  const transport = options.smtpUrl
    ? nodemailer.createTransport({
        url: options.smtpUrl,
        connectionTimeout: ANSWERS_WITHIN_MS,
        greetingTimeout: ANSWERS_WITHIN_MS,
        socketTimeout: ANSWERS_WITHIN_MS,
        ...safely,
      })
    : nodemailer.createTransport({ streamTransport: true, buffer: true, ...safely });
  return {
    async send({ to, subject, text, messageId }) {
      assertOneAddress(to);
      assertOneLine(subject);
      const mail = {
        from: options.from,
        // As an object: nothing in it is read as a list of addresses.
        to: { name: '', address: to },
        subject,
        text,
        messageId,
        headers: { 'Auto-Submitted': 'auto-generated' },
      };
      const sent = await inTime<{ message?: unknown }>(transport.sendMail(mail));
      if (options.smtpUrl === null && sent.message) {
        await mkdir(options.outboxDir, { recursive: true, mode: 0o700 });
        const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${messageId.replaceAll(/[^\w]/g, '').slice(0, 12)}.eml`;
        await writeFile(path.join(options.outboxDir, name), sent.message as Buffer, { mode: 0o600 });
      }
    },
  };
}

/** One address and nothing else: no list, no name, no second line. @throws {NotSent} unsafe */
function assertOneAddress(to: string): void {
  if (!/^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]{1,253}$/.test(to) || hasControls(to))
    throw new NotSent('unsafe');
}

/** @throws {NotSent} unsafe */
function assertOneLine(subject: string): void {
  if (hasControls(subject)) throw new NotSent('unsafe');
}

function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotSent('unreachable')), SENDS_WITHIN_MS);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw error instanceof NotSent ? error : new NotSent(problemOf(error));
  } finally {
    clearTimeout(timer);
  }
}

/** What a mail server's answer means for us (RFC 5321 §4.2.1): 5xx about this mail is for good, 4xx is for now. */
function problemOf(error: unknown): SendingProblem {
  const { code, responseCode, command } = (error ?? {}) as { code?: string; responseCode?: number; command?: string };
  // A sender that is not welcome is our own setting: no letter would pass.
  if ((code !== 'EENVELOPE' && code !== 'EMESSAGE') || command === 'MAIL FROM') return 'unreachable';
  return (responseCode ?? 0) >= 500 ? 'refused' : 'later';
}
