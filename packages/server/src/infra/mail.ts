import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import nodemailer from 'nodemailer';

/** A message that goes out. Never carries content: no words, no names of people, no titles that tell. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
}

export interface Mail {
  /** @throws when the mail server does not take it; the caller's job tries again */
  send(letter: Letter): Promise<void>;
}

/** Real mail when there is an SMTP_URL; otherwise each letter is a file in the outbox folder, for people who try Kith. */
export function createMail(options: { smtpUrl: string | null; from: string; outboxDir: string }): Mail {
  const transport = options.smtpUrl
    ? nodemailer.createTransport(options.smtpUrl)
    : nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    async send(letter) {
      const sent = await transport.sendMail({
        from: options.from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
      });
      if (options.smtpUrl === null && 'message' in sent) {
        await mkdir(options.outboxDir, { recursive: true, mode: 0o700 });
        const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${sent.messageId.replaceAll(/[^\w]/g, '').slice(0, 12)}.eml`;
        await writeFile(path.join(options.outboxDir, name), sent.message as Buffer, { mode: 0o600 });
      }
    },
  };
}
